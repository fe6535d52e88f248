import type { CsmsBug } from '../hooks.ts';

export const csmsTxdefaultForRunningTx: CsmsBug = {
  id: 'csms-txdefault-for-running-tx',
  title: 'Sends changes of a running session as a default profile',
  source: 'https://github.com/ConnectorIO/connectorio-addons/pull/160',
  seenOn: 'ConnectorIO before #160',
  severity: 1,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    changesDefault: true,
    neverVerifies: true,
    profile: (profile) => {
      if (profile.purpose === 'TxProfile') return profile;
      const { transactionId: _, ...rest } = profile;
      return rest;
    },
  },
};
