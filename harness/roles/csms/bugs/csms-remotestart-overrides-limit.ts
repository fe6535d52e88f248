import type { CsmsBug } from '../hooks.ts';

export const csmsRemotestartOverridesLimit: CsmsBug = {
  id: 'csms-remotestart-overrides-limit',
  title: 'Starts remotely with a profile of 32 A above everything else',
  source: 'https://github.com/lbbrhzn/ocpp/issues/148',
  alsoSeen: ['https://github.com/lbbrhzn/ocpp/pull/149'],
  seenOn: 'lbbrhzn/ocpp 0.3.9',
  severity: 1,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    startProfile(profile) {
      const [schedule] = profile.schedules;
      const periods = schedule.periods.map((period) =>
        (period.limit ?? 0) > 0 ? { ...period, limit: schedule.unit === 'A' ? 32 : 7360 } : period,
      );
      return { ...profile, stackLevel: 5, schedules: [{ ...schedule, periods }] };
    },
  },
};
