import type { ChargerBug } from '../hooks.ts';

export const remoteStartWhilePending: ChargerBug = {
  id: 'remote-start-while-pending',
  title: 'Accepts a remote start before it was accepted itself',
  dialects: ['ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    whilePending: 'as usual',
  },
};
