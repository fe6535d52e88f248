import type { CsmsBug } from '../hooks.ts';

export const csmsCallerrorForKnownActions: CsmsBug = {
  id: 'csms-callerror-for-known-actions',
  title: 'Answers CALLERROR to reports of firmware',
  source: 'https://github.com/evcc-io/evcc/issues/29488',
  seenOn: 'evcc before #29507',
  severity: 4,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    refuses: (kind) => (kind === 'notifies' ? 'NotSupported' : undefined),
  },
};
