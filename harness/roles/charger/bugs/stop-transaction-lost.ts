import type { ChargerBug } from '../hooks.ts';

export const stopTransactionLost: ChargerBug = {
  id: 'stop-transaction-lost',
  title: 'Never sends the end of a transaction',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    loses: (kind) => kind === 'ends transaction',
  },
};
