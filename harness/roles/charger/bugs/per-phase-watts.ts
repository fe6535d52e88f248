import type { ChargerBug } from '../hooks.ts';

export const perPhaseWatts: ChargerBug = {
  id: 'per-phase-watts',
  title: 'Takes a limit in watts for each of three phases',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    limit: (watts, { supply }) => Math.min(watts * 3, supply),
  },
};
