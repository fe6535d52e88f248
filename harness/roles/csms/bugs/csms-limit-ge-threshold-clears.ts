import type { CsmsBug } from '../hooks.ts';

export const csmsLimitGeThresholdClears: CsmsBug = {
  id: 'csms-limit-ge-threshold-clears',
  title: 'Takes every limit of 32 A and more for no limit, and clears the plan',
  source: 'https://github.com/lbbrhzn/ocpp/pull/2044',
  seenOn: 'lbbrhzn/ocpp before #2044',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    clears: ({ schedules: [{ unit, periods }] }) =>
      periods.some(({ limit = 0, phases = 3 }) => limit >= (unit === 'A' ? 32 : 32 * 230 * phases)),
  },
};
