import type { ChargerBug } from '../hooks.ts';

export const userIsNotIdentity: ChargerBug = {
  id: 'user-is-not-identity',
  title: 'Shows a user name that is not its identity',
  atTheDoor: true,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    basic: (right) => ({ ...right, user: 'admin' }),
  },
};
