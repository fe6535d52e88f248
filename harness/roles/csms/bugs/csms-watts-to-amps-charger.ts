import type { CsmsBug } from '../hooks.ts';

export const csmsWattsToAmpsCharger: CsmsBug = {
  id: 'csms-watts-to-amps-charger',
  title: 'Sends watts to a station that takes amps alone',
  source: 'https://github.com/lbbrhzn/ocpp/issues/2134',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    ignoresUnits: true,
    style: (style) => ({ ...style, unit: 'W' }),
  },
};
