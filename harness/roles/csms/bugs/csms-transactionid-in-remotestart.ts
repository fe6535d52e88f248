import type { CsmsBug } from '../hooks.ts';

export const csmsTransactionidInRemotestart: CsmsBug = {
  id: 'csms-transactionid-in-remotestart',
  title: 'Names a transaction in the profile of a remote start',
  source: 'https://github.com/citrineos/citrineos-core/pull/1069',
  seenOn: 'CitrineOS before #1069',
  severity: 3,
  dialects: ['ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    startProfile: (profile) => ({ ...profile, transactionId: 'unknown-yet' }),
  },
};
