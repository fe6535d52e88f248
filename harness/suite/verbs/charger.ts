import { evse } from '../details/target.ts';
import type { Verb } from './verb.ts';

export const CHARGER: readonly Verb[] = [
  { verb: 'connects', shows: ['boots'], details: [], about: 'registers with the CSMS' },
  {
    verb: 'reconnects',
    shows: ['boots', 'heartbeats', 'reports status', 'updates transaction', 'sends meter values'],
    details: [],
    about: 'is heard again after the link was lost',
  },
  {
    verb: 'reports firmware',
    shows: ['reports firmware'],
    details: [],
    about: 'tells how an update goes on',
  },
  {
    verb: 'starts transaction',
    shows: ['starts transaction'],
    details: [evse],
    about: 'reports that a transaction began',
  },
  {
    verb: 'sends meter values',
    shows: ['sends meter values', 'updates transaction'],
    counts: (intent) => intent.kind !== 'updates transaction' || intent.samples.length > 0,
    details: [evse],
    about: 'reports power and register',
  },
  {
    verb: 'ends transaction',
    shows: ['ends transaction'],
    details: [evse],
    about: 'reports that the transaction is over',
  },
  { verb: 'heartbeats', shows: ['heartbeats'], details: [], about: 'asks for the time' },
];
