import type { ChargerBug } from '../hooks.ts';

export const ignoresReplacement: ChargerBug = {
  id: 'ignores-replacement',
  title: 'Keeps the first plan when a new one replaces it',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    storeProfile: (profile, installed) =>
      installed.some((entry) => entry.profile.purpose === profile.purpose) ? undefined : profile,
  },
};
