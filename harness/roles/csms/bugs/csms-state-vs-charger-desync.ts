import type { CsmsBug } from '../hooks.ts';

export const csmsStateVsChargerDesync: CsmsBug = {
  id: 'csms-state-vs-charger-desync',
  title: 'Shows the plan as accepted, though the station refused it',
  source: 'https://github.com/lbbrhzn/ocpp/commit/b59f98f',
  alsoSeen: [
    'https://github.com/steve-community/steve/pull/968',
    'https://github.com/lbbrhzn/ocpp/pull/2044',
  ],
  seenOn: 'lbbrhzn/ocpp before #2052; SteVe before #968',
  severity: 1,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    books: (books) => ({ ...books, plan: books.plan === 'refused' ? 'accepted' : books.plan }),
  },
};
