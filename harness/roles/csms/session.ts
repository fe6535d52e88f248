import type { IntentOf, Refusal, Reply, RequestKind, Sample, Serving } from '../../dialects/index.ts';
import type { CsmsParts, Registration } from '../role.ts';
import { keepReadings, type Session } from './accounts.ts';
import type { Bookings } from './bookings.ts';
import type { CsmsHooks } from './hooks.ts';
import type { Instant } from '../../time/index.ts';

export interface KnownTransaction {
  readonly id: string;
  readonly since: number;
}

/** What a CSMS knows of its station, over all its connections. */
export interface Ledger {
  /** Running transactions by EVSE. */
  readonly transactions: Map<number, KnownTransaction>;
  readonly sessions: Session[];
  /** Energy by the time at which it flowed. */
  readonly bookings: Bookings;
  nextId: number;
  /** What the station was last told in answer to its BootNotification. */
  registration: Reply<'boots'>['status'] | undefined;
  /** When the station last said anything. */
  heard: number;
}

export interface Observer {
  /** A connection stands; the station may boot now, or just go on. */
  connected(): void;
  booted(): void;
  plugged(evse: number, occupied: boolean): void;
  started(evse: number, transaction: KnownTransaction): void;
  sampled(evse: number, samples: readonly Sample[]): void;
  ended(evse: number): void;
}

const ACCEPTED: Registration = { status: 'Accepted' };
const MOST_SESSIONS = 1000;
const MOST_EVSES = 64;

/** How the CSMS answers its station. The observer is told, and acts after the answer has gone. */
export const serveStation = (
  { settings, clock }: CsmsParts,
  ledger: Ledger,
  hooks: CsmsHooks,
  observer: Observer,
): Serving => {
  const sessionOf = (transactionId: string | undefined): Session | undefined =>
    transactionId === undefined ? undefined : ledger.sessions.findLast(({ id }) => id === transactionId);

  const keep = (session: Session | undefined, evse: number, samples: readonly Sample[]): void => {
    const heard = hooks.samples?.(samples) ?? samples;
    if (session !== undefined) keepReadings(session, heard);
    observer.sampled(evse, heard);
  };

  const begin = (facts: IntentOf<'starts transaction'>): string => {
    const { evse, at } = facts;
    // The same start again: its answer was lost, and it keeps its id (`16.TX`).
    const again =
      hooks.booksTwice === true
        ? undefined
        : ledger.sessions.findLast((each) => each.evse === evse && each.from === at);
    const known = ledger.transactions.get(evse);
    if (again !== undefined) return again.id;
    ledger.nextId += 1;
    const right = facts.transactionId ?? String(ledger.nextId);
    const id = hooks.transactionId?.(right) ?? right;
    if (ledger.transactions.size >= MOST_EVSES && known === undefined) return id;
    const register = facts.register ?? facts.samples.find(({ unit }) => unit === 'Wh')?.value;
    const session: Session = { id, evse, from: at, meterStart: register, readings: [], flags: new Set() };
    if (ledger.sessions.length >= MOST_SESSIONS) ledger.sessions.shift();
    ledger.sessions.push(session);
    const since = Math.min(at, clock.now());
    ledger.transactions.set(evse, { id, since });
    observer.started(evse, { id, since });
    keep(session, evse, facts.samples);
    return id;
  };

  const end = (facts: IntentOf<'ends transaction'>): void => {
    const { transactionId, samples, at, register } = facts;
    for (const [evse, { id }] of ledger.transactions) {
      if (id !== transactionId && hooks.endsAnything !== true) continue;
      ledger.transactions.delete(evse);
      observer.ended(evse);
      const open = sessionOf(id);
      if (open === undefined) continue;
      open.to = at;
      if (register !== undefined) open.meterStop = register;
      keep(open, evse, samples);
    }
  };

  const update = (evse: number, transactionId: string | undefined, samples: readonly Sample[]): void => {
    // Samples of a session that is over do not open it again.
    const id = transactionId ?? ledger.transactions.get(evse)?.id;
    const session = sessionOf(id);
    if (hooks.revives === true && session?.to !== undefined && id !== undefined)
      ledger.sessions.push({ id, evse, from: session.to, meterStart: 0, readings: [], flags: new Set() });
    keep(session?.to === undefined ? session : undefined, evse, samples);
  };

  const book = (
    transactionId: string | undefined,
    samples: readonly Sample[],
    at?: Instant,
    register?: number,
  ): void => {
    if (transactionId === undefined) return;
    const when = hooks.bookedAt?.(clock.now());
    if (when === undefined) ledger.bookings.book(transactionId, samples, at, register);
    else
      ledger.bookings.book(
        transactionId,
        samples.map((each) => ({ ...each, at: when })),
        when,
        register,
      );
  };

  const refusal = (kind: RequestKind, facts: object): Refusal | undefined => {
    ledger.heard = clock.now();
    if ('seqNo' in facts || 'token' in facts || 'register' in facts) {
      const age = 'at' in facts && typeof facts.at === 'number' ? clock.now() - facts.at : 0;
      if (hooks.refusesOlderThan?.(age) === true)
        return { refuse: 'PropertyConstraintViolation', description: 'the message is too old' };
    }
    const refuse = hooks.refuses?.(kind, facts);
    return refuse === undefined ? undefined : { refuse, description: 'it could not be handled' };
  };

  const guarded =
    <K extends RequestKind>(kind: K, serve: (facts: IntentOf<K>) => Reply<K>) =>
    (facts: IntentOf<K>): Reply<K> | Refusal =>
      refusal(kind, facts) ?? serve(facts);

  return {
    boots: guarded('boots', () => {
      const right = settings.registration?.() ?? ACCEPTED;
      const { status, interval } = hooks.registration?.(right) ?? right;
      ledger.registration = status;
      if (status === 'Accepted') observer.booted();
      return { status, now: clock.now(), interval: interval ?? settings.heartbeatEvery };
    }),
    heartbeats: guarded('heartbeats', () => ({ now: clock.now() })),
    'reports status': guarded('reports status', ({ evse, status, state }) => {
      if (evse > 0)
        observer.plugged(evse, status === 'Occupied' || (state !== undefined && state !== 'Idle'));
      return {};
    }),
    authorizes: guarded('authorizes', () => ({ status: 'Accepted' })),
    'starts transaction': guarded('starts transaction', (facts) => {
      const transactionId = begin(facts);
      book(transactionId, facts.samples, facts.at, facts.register);
      return settings.dialect === 'ocpp1.6'
        ? { transactionId, tokenStatus: 'Accepted' }
        : { tokenStatus: 'Accepted' };
    }),
    'updates transaction': guarded(
      'updates transaction',
      ({ evse, transactionId, samples, at, register }) => {
        book(transactionId, samples, at, register);
        update(evse, transactionId, samples);
        return {};
      },
    ),
    'ends transaction': guarded('ends transaction', (facts) => {
      book(facts.transactionId, facts.samples, facts.at, facts.register);
      end(facts);
      return {};
    }),
    'sends meter values': guarded('sends meter values', ({ evse, transactionId, samples }) => {
      book(transactionId, samples);
      update(evse, transactionId, samples);
      return {};
    }),
    'reports profiles': guarded('reports profiles', () => ({})),
    'reports firmware': guarded('reports firmware', () => ({})),
    notifies: guarded('notifies', () => ({})),
  };
};
