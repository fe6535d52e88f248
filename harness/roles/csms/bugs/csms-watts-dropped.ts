import type { CsmsBug } from '../hooks.ts';

export const csmsWattsDropped: CsmsBug = {
  id: 'csms-watts-dropped',
  title: 'Ignores a limit in watts where the station takes amperes, too',
  source: 'https://github.com/lbbrhzn/ocpp/issues/1545',
  seenOn: 'lbbrhzn/ocpp',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    style(style) {
      const { charge: _, ...rest } = style;
      return rest;
    },
  },
};
