import type { CsmsBug } from '../hooks.ts';

export const csmsRefusesZoneLessTimestamp: CsmsBug = {
  id: 'csms-refuses-zone-less-timestamp',
  title: 'Answers CALLERROR to a start whose time has no zone',
  source: 'https://github.com/evcc-io/evcc/issues/10399',
  seenOn: 'evcc / ocpp-go with Growatt THOR',
  severity: 2,
  dialects: ['ocpp1.6'],
  hooks: {
    refuses: (kind, facts) =>
      kind === 'starts transaction' && 'zoneless' in facts ? 'FormatViolation' : undefined,
  },
};
