import type { CsmsBug } from '../hooks.ts';

export const csmsTxidZero: CsmsBug = {
  id: 'csms-txid-zero',
  title: 'Gives every transaction the id 0',
  source: 'https://github.com/woopstar/hsem/issues/906',
  alsoSeen: ['https://github.com/steve-community/steve/issues/2058'],
  seenOn: 'hsem; SteVe 3.13 (#2058, thread only partly read)',
  severity: 1,
  dialects: ['ocpp1.6'],
  hooks: {
    transactionId: () => '0',
  },
};
