import type { ChargerBug } from '../hooks.ts';

export const acceptIgnoreProfile: ChargerBug = {
  id: 'accept-ignore-profile',
  title: 'Accepts a profile and goes on as before',
  source: 'https://github.com/goecharger/go-eCharger-API-v2/issues/249',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    storeProfile: () => undefined,
  },
};
