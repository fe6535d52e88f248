import type { ChargerBug } from '../hooks.ts';

export const ignoresZero: ChargerBug = {
  id: 'ignores-zero',
  title: 'Takes a limit of 0 for no limit',
  source: 'https://github.com/lbbrhzn/ocpp/issues/1245',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    limit: (watts, { supply, charging, installed }) =>
      watts === 0 && (charging || installed.length > 0) ? supply : watts,
  },
};
