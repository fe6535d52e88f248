import type { CsmsBug } from '../hooks.ts';

export const csmsOmitsPhases: CsmsBug = {
  id: 'csms-omits-phases',
  title: 'Says nothing of phases in a plan in watts',
  source: 'https://docs.evcc.io/en/docs/devices/chargers#ocpp',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    profile(profile) {
      const [schedule] = profile.schedules;
      const periods = schedule.periods.map((period) => {
        const { phases: _, ...rest } = period;
        return rest;
      });
      return { ...profile, schedules: [{ ...schedule, periods }] };
    },
  },
};
