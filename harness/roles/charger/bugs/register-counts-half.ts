import type { ChargerBug } from '../hooks.ts';

export const registerCountsHalf: ChargerBug = {
  id: 'register-counts-half',
  title: 'The energy register counts half of what flows',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    samples: (samples) =>
      samples.map((sample) =>
        sample.measurand === 'Energy.Active.Import.Register'
          ? { ...sample, value: sample.value / 2 }
          : sample,
      ),
  },
};
