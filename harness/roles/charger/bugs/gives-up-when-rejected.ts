import type { ChargerBug } from '../hooks.ts';

export const givesUpWhenRejected: ChargerBug = {
  id: 'gives-up-when-rejected',
  title: 'Never asks again after a BootNotification that was not accepted',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    bootRetry: () => undefined,
  },
};
