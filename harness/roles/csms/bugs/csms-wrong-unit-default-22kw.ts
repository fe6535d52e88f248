import type { CsmsBug } from '../hooks.ts';

export const csmsWrongUnitDefault22kw: CsmsBug = {
  id: 'csms-wrong-unit-default-22kw',
  title: 'Sends 22 kW to a station that takes watts, whatever was asked for',
  source: 'https://github.com/lbbrhzn/ocpp/pull/2084',
  seenOn: 'lbbrhzn/ocpp before #2084 (Huawei)',
  severity: 1,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    profile(profile) {
      const [schedule] = profile.schedules;
      if (schedule.unit !== 'W') return profile;
      const periods = schedule.periods.map((period) =>
        (period.limit ?? 0) > 0 ? { ...period, limit: 22_000 } : period,
      );
      return { ...profile, schedules: [{ ...schedule, periods }] };
    },
  },
};
