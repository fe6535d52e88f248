import type { ChargerBug } from '../hooks.ts';

export const registerGoesBack: ChargerBug = {
  id: 'register-goes-back',
  title: 'The energy register falls between samples',
  source: 'https://github.com/lbbrhzn/ocpp/issues/374',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    samples(samples, { notes }) {
      const turn = (notes.get('turn') ?? 0) + 1;
      notes.set('turn', turn);
      if (turn % 5 !== 0) return samples;
      return samples.map((sample) =>
        sample.measurand === 'Energy.Active.Import.Register'
          ? { ...sample, value: Math.max(0, sample.value - 500) }
          : sample,
      );
    },
  },
};
