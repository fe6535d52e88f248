import type { ChargerBug } from '../hooks.ts';

export const recurringNeverRepeats: ChargerBug = {
  id: 'recurring-never-repeats',
  title: 'Follows a recurring schedule for its first day only',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    storeProfile: (profile) => (profile.kind === 'Recurring' ? { ...profile, kind: 'Absolute' } : profile),
  },
};
