import type { ChargerBug } from '../hooks.ts';

export const bootsInALoop: ChargerBug = {
  id: 'boots-in-a-loop',
  title: 'Repeats its BootNotification every few seconds, whatever interval it was given',
  source: 'https://github.com/dallmann-consulting/OCPP.Core/issues/31',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    bootRetry: () => 5,
  },
};
