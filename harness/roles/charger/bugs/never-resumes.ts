import type { ChargerBug } from '../hooks.ts';

export const neverResumes: ChargerBug = {
  id: 'never-resumes',
  title: 'Stays at 0 after a hold',
  source: 'https://github.com/mikuso/ocpp-rpc/issues/81',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    limit(watts, { notes, installed }) {
      if (watts === 0 && installed.length > 0) notes.set('held', 1);
      return notes.has('held') ? 0 : watts;
    },
  },
};
