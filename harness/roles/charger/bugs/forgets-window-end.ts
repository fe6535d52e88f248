import type { ChargerBug } from '../hooks.ts';

export const forgetsWindowEnd: ChargerBug = {
  id: 'forgets-window-end',
  title: 'Once it charges it never stops for the schedule',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    limit(watts, { notes }) {
      const most = Math.max(notes.get('most') ?? 0, watts);
      notes.set('most', most);
      return most;
    },
  },
};
