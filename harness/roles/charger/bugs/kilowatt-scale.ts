import type { ChargerBug } from '../hooks.ts';

export const kilowattScale: ChargerBug = {
  id: 'kilowatt-scale',
  title: 'Reports kilowatts and calls them watts',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    samples: (samples) =>
      samples.map((sample) =>
        sample.measurand === 'Power.Active.Import' ? { ...sample, value: sample.value / 1000 } : sample,
      ),
  },
};
