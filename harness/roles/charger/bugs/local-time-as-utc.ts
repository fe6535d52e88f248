import { instant, offsetAt } from '../../../time/index.ts';
import type { ChargerBug } from '../hooks.ts';

export const localTimeAsUtc: ChargerBug = {
  id: 'local-time-as-utc',
  title: 'Reads UTC schedules on its local clock: an hour off in summer time',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    scheduleTime: (at) => instant(at + offsetAt('Europe/London', at) * 1000),
  },
};
