import type { ChargerBug } from '../hooks.ts';

export const takesAnyProfile: ChargerBug = {
  id: 'takes-any-profile',
  title: 'Lets its security profile be lowered over OCPP',
  atTheDoor: true,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    takesAnyProfile: true,
  },
};
