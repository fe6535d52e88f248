import type { CsmsBug } from '../hooks.ts';

export const csmsDeadlockNoAnswer: CsmsBug = {
  id: 'csms-deadlock-no-answer',
  title: 'Never answers a status that comes while it is busy',
  source: 'https://github.com/evcc-io/evcc/pull/29838',
  alsoSeen: ['https://github.com/evcc-io/evcc/pull/16279'],
  seenOn: 'evcc before #29838/#16279; ocpp-go users',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    refuses: (kind) => (kind === 'reports status' ? 'silence' : undefined),
  },
};
