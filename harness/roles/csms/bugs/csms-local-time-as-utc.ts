import { instant, offsetAt } from '../../../time/index.ts';
import type { CsmsBug } from '../hooks.ts';

export const csmsLocalTimeAsUtc: CsmsBug = {
  id: 'csms-local-time-as-utc',
  title: 'Writes local times as UTC',
  source: 'https://github.com/DJBenson/GivEVC-OCPP/pull/5',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    profile(profile) {
      const [schedule] = profile.schedules;
      if (schedule.start === undefined) return profile;
      return {
        ...profile,
        schedules: [
          { ...schedule, start: instant(schedule.start + offsetAt('Europe/London', schedule.start) * 1000) },
        ],
      };
    },
  },
};
