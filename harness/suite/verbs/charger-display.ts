import type { Verb } from './verb.ts';

export const CHARGER_DISPLAY: readonly Verb[] = [
  {
    verb: 'reports display messages',
    shows: ['reports display messages'],
    details: [],
    about: 'lists the messages that are installed',
  },
  {
    verb: 'notifies settlement',
    shows: ['notifies settlement'],
    details: [],
    about: 'tells what was paid at the charger (2.1)',
  },
  {
    verb: 'reports unplugged',
    shows: ['reports unplugged'],
    details: [],
    about: 'tells that the cable is out after the stop (1.6)',
  },
];
