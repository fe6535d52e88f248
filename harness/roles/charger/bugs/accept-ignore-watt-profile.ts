import type { ChargerBug } from '../hooks.ts';

export const acceptIgnoreWattProfile: ChargerBug = {
  id: 'accept-ignore-watt-profile',
  title: 'Accepts a profile in watts and ignores it',
  source: 'https://github.com/goecharger/go-eCharger-API-v2/issues/105',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    storeProfile: (profile) => (profile.schedules[0].unit === 'W' ? undefined : profile),
  },
};
