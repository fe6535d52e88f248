import type { CsmsBug } from '../hooks.ts';

export const csmsRevivesEndedSession: CsmsBug = {
  id: 'csms-revives-ended-session',
  title: 'Late meter values open a session that is over',
  source: 'https://github.com/lbbrhzn/ocpp/pull/2075',
  alsoSeen: ['https://github.com/evcc-io/evcc/issues/14673'],
  seenOn: 'lbbrhzn before #2075; evcc before 2024-10',
  severity: 3,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    revives: true,
  },
};
