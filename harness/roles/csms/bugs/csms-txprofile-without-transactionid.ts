import type { CsmsBug } from '../hooks.ts';

export const csmsTxprofileWithoutTransactionid: CsmsBug = {
  id: 'csms-txprofile-without-transactionid',
  title: 'Names no transaction in a TxProfile',
  source: 'https://github.com/steve-community/steve/issues/1083',
  alsoSeen: [
    'https://github.com/steve-community/steve/issues/1376',
    'https://github.com/steve-community/steve/issues/1177',
  ],
  seenOn: 'SteVe (#1083; no TxProfile support, #1177, #1376)',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    profile(profile) {
      const { transactionId: _, ...rest } = profile;
      return rest;
    },
    noDefault: true,
  },
};
