import type { ChargerBug } from '../hooks.ts';

export const powerAlwaysZero: ChargerBug = {
  id: 'power-always-zero',
  title: 'Reports a power of 0 whatever it delivers; only the register counts',
  source: 'https://github.com/lbbrhzn/ocpp/issues/1136',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    samples: (samples) =>
      samples.map((sample) =>
        sample.measurand === 'Power.Active.Import' ? { ...sample, value: 0 } : sample,
      ),
  },
};
