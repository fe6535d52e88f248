import type { ChargerBug } from '../hooks.ts';

export const lateBeyondDelay: ChargerBug = {
  id: 'late-beyond-delay',
  title: 'Postpones every change of rate by 1500 s whatever it declares',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    delay: () => 1500,
  },
};
