import type { ChargerBug } from '../hooks.ts';

export const messagesWhilePending: ChargerBug = {
  id: 'messages-while-pending',
  title: 'Reports its status while the CSMS has not accepted it',
  source: 'https://github.com/EVerest/libocpp/commit/fc107f30',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    unregistered: (_, { send, now }) =>
      send({
        kind: 'reports status',
        evse: 1,
        connector: 1,
        status: 'Available',
        state: 'Idle',
        at: now(),
      }),
  },
};
