import { wholeSeconds } from '../../../energy/index.ts';
import type { CsmsBug } from '../hooks.ts';

export const csmsFirstPeriodNotZero: CsmsBug = {
  id: 'csms-first-period-not-zero',
  title: 'The first period does not start at 0',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    profile(profile) {
      const [schedule] = profile.schedules;
      const periods = schedule.periods.map((period, index) =>
        index === 0 ? { ...period, start: wholeSeconds(1) } : period,
      );
      return { ...profile, schedules: [{ ...schedule, periods }] };
    },
  },
};
