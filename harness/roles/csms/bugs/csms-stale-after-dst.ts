import { wholeSeconds } from '../../../energy/index.ts';
import { offsetAt, plus, seconds } from '../../../time/index.ts';
import type { CsmsBug } from '../hooks.ts';

export const csmsStaleAfterDst: CsmsBug = {
  id: 'csms-stale-after-dst',
  title: 'Counts a night of 24 hours on the nights when the clocks change',
  source: 'https://github.com/sap-labs-france/ev-dashboard/issues/2043',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    profile(profile) {
      const [schedule] = profile.schedules;
      const { start } = schedule;
      if (start === undefined) return profile;
      const before = offsetAt('Europe/London', start);
      const periods = schedule.periods.map((period) => {
        const moved = offsetAt('Europe/London', plus(start, seconds(period.start))) - before;
        return { ...period, start: wholeSeconds(Math.max(0, period.start + moved)) };
      });
      return { ...profile, schedules: [{ ...schedule, periods }] };
    },
  },
};
