import type { CsmsBug } from '../hooks.ts';

const ALL = ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const;
const TEN_MINUTES = 600_000;

/** What goes wrong in central systems when the link does. */
export const CSMS_NIGHT_BUGS: readonly CsmsBug[] = [
  {
    id: 'csms-forgets-reconnect',
    title: 'Takes its plan for granted after an outage',
    source: 'https://github.com/steve-community/steve/issues/828',
    dialects: ALL,
    severity: 2,
    caughtBy: ['OFF-001', 'OFF-003'],
    hooks: { ignoresReconnect: true },
  },
  {
    id: 'csms-books-on-arrival',
    title: 'Books energy at the time at which the message came in',
    dialects: ALL,
    severity: 2,
    caughtBy: ['OFF-003', 'OFF-005'],
    hooks: { bookedAt: (now) => now },
  },
  {
    id: 'csms-books-twice',
    title: 'Takes a start that is sent again for another transaction',
    dialects: ['ocpp1.6'],
    severity: 2,
    caughtBy: ['OFF-014', 'DUO-010'],
    hooks: { booksTwice: true },
  },
  {
    id: 'csms-refuses-late',
    title: 'Refuses transaction messages that are ten minutes old',
    dialects: ALL,
    severity: 2,
    caughtBy: ['OFF-007', 'OFF-012'],
    hooks: { refusesOlderThan: (age) => age > TEN_MINUTES },
  },
  {
    id: 'csms-speaks-to-both',
    title: 'Keeps two connections of one identity, and steers over both',
    severity: 2,
    caughtBy: ['DUO-010'],
    dialects: ALL,
    hooks: { speaksToAll: true },
  },
];
