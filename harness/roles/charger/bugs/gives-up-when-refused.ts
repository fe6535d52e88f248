import type { ChargerBug } from '../hooks.ts';

export const givesUpWhenRefused: ChargerBug = {
  id: 'gives-up-when-refused',
  title: 'Does not dial again after an attempt to connect that failed',
  source: 'https://github.com/dingo35/SmartEVSE-3.5/issues/202',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    backOff: () => undefined,
  },
};
