import type { ChargerBug } from '../hooks.ts';
import { LEGACY } from './dialects.ts';
import { inCalls } from './spoil.ts';

/** Transactions are not what their messages say. */
export const TRANSACTION_BUGS: readonly ChargerBug[] = [
  {
    id: 'txid-zero-in-stop',
    title: 'Ends transaction 0, whatever its id',
    source: 'https://github.com/mikuso/ocpp-rpc/issues/82',
    alsoSeen: [
      'https://github.com/steve-community/steve/issues/1569',
      'https://github.com/mobilityhouse/ocpp/issues/478',
    ],
    seenOn: 'TKT EV AC 7-22 kW; SteVe #1569; MeterValues with id 0 at random (mobilityhouse #478)',
    remedy: 'Close by connector where the id is 0',
    severity: 1,
    dialects: LEGACY,
    hooks: {
      says: inCalls(['StopTransaction'], (payload) => ({ ...payload, transactionId: 0 })),
    },
  },
  {
    id: 'local-negative-txid-kept',
    title: 'Uses an id of its own in place of the one it was given',
    source: 'https://github.com/lbbrhzn/ocpp/issues/1000',
    alsoSeen: ['https://github.com/lbbrhzn/ocpp/blob/main/docs/supported-devices.md'],
    seenOn: "Etrel INCH (fix: authorisation type 'Central system')",
    remedy: 'Close by connector where the id is negative',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      says: inCalls(['StopTransaction', 'MeterValues'], (payload) =>
        'transactionId' in payload ? { ...payload, transactionId: -1 } : payload,
      ),
    },
  },
  {
    id: 'idtag-overflow-breaks-stop',
    title: 'Ends a transaction with a tag that is too long',
    source: 'https://github.com/lbbrhzn/ocpp/pull/2075',
    alsoSeen: ['https://github.com/lbbrhzn/ocpp/commit/9fb32d0'],
    seenOn: 'Ocular LTE Plus v3 / BS-EV22 fw 448.3251.0Q03197 (+ #2030)',
    remedy: 'Use tags shorter than 20 characters',
    severity: 1,
    dialects: LEGACY,
    hooks: {
      says: inCalls(['StopTransaction'], (payload) => ({ ...payload, idTag: 'ABCDEFGHIJKLMNOPQRSTUV' })),
    },
  },
  {
    id: 'escaped-garbage-idtag',
    title: 'Adds backslashes to its tags',
    source: 'https://github.com/mobilityhouse/ocpp/issues/415',
    seenOn: 'unnamed',
    remedy: 'Cut the tag at the first backslash',
    severity: 3,
    dialects: LEGACY,
    hooks: {
      says: inCalls(['Authorize', 'StartTransaction', 'StopTransaction'], (payload) =>
        typeof payload['idTag'] === 'string' ? { ...payload, idTag: `${payload['idTag']}\\\\` } : payload,
      ),
    },
  },
];
