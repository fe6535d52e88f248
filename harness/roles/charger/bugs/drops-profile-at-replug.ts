import type { ChargerBug } from '../hooks.ts';

export const dropsProfileAtReplug: ChargerBug = {
  id: 'drops-profile-at-replug',
  title: 'Forgets every profile when a car is plugged in again',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    replugged: () => [],
  },
};
