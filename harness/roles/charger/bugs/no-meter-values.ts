import type { ChargerBug } from '../hooks.ts';

export const noMeterValues: ChargerBug = {
  id: 'no-meter-values',
  title: 'Sends no samples',
  source: 'https://github.com/goecharger/go-eCharger-API-v2/issues/240',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    samples: () => [],
  },
};
