import { wholeSeconds } from '../../../energy/index.ts';
import type { CsmsBug } from '../hooks.ts';

export const csmsWindowOneHourShort: CsmsBug = {
  id: 'csms-window-one-hour-short',
  title: 'Ends the last charging period an hour early',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    profile(profile) {
      const [schedule] = profile.schedules;
      const periods = schedule.periods.map((period, index) =>
        index > 0 && (period.limit ?? 1) === 0
          ? { ...period, start: wholeSeconds(Math.max(1, period.start - 3600)) }
          : period,
      );
      return { ...profile, schedules: [{ ...schedule, periods }] };
    },
  },
};
