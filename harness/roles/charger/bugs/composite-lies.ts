import { wholeSeconds } from '../../../energy/index.ts';
import type { ChargerBug } from '../hooks.ts';

export const compositeLies: ChargerBug = {
  id: 'composite-lies',
  title: 'Promises full rate in every composite schedule',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    composite: (schedule, limit) => ({
      ...schedule,
      periods: [{ start: wholeSeconds(0), limit }],
    }),
  },
};
