import type { IntentOf, Refusal, Reply, Sample, Serving } from '../../dialects/index.ts';
import type { Instant } from '../../time/index.ts';
import type { CsmsHooks } from './hooks.ts';
import type { CsmsParts, Registration } from '../role.ts';
import { createLedger, type Ledger } from './ledger.ts';

export interface KnownTransaction {
  readonly id: string;
  readonly since: number;
}

/** What a CSMS knows of its station, over all its connections. */
export interface Books {
  readonly transactions: Map<number, KnownTransaction>;
  readonly samples: Sample[];
  readonly ledger: Ledger;
  /** Starts that were answered, by what makes them one message: sent again, they get the same answer. */
  readonly starts: Map<string, string>;
  readonly ended: Set<string>;
  nextId: number;
  /** What the station was last told in answer to its BootNotification. */
  registration: Reply<'boots'>['status'] | undefined;
}

export const createBooks = (): Books => ({
  transactions: new Map(),
  samples: [],
  ledger: createLedger(),
  starts: new Map(),
  ended: new Set(),
  nextId: 0,
  registration: undefined,
});

export interface Observer {
  booted(): void;
  /** The link came back; a boot may or may not follow. */
  rejoined(): void;
  started(evse: number, transaction: KnownTransaction): void;
  ended(evse: number): void;
}

const ACCEPTED: Registration = { status: 'Accepted' };
const MOST_SAMPLES = 2000;
const MOST_EVSES = 64;
const MOST_STARTS = 1000;

const keep = (books: Books, samples: readonly Sample[]): void => {
  books.samples.push(...samples.slice(0, MOST_SAMPLES));
  books.samples.splice(0, Math.max(0, books.samples.length - MOST_SAMPLES));
};

/** How the CSMS answers its station. The observer is told, and acts after the answer has gone. */
export const serveStation = (
  { settings, clock }: CsmsParts,
  books: Books,
  observer: Observer,
  hooks: CsmsHooks,
): Serving => {
  const legacy = settings.dialect === 'ocpp1.6';

  const begin = (facts: IntentOf<'starts transaction'>): string => {
    const key = `${facts.transactionId ?? ''} ${facts.evse} ${facts.at} ${facts.token ?? ''} ${facts.register ?? ''}`;
    // The answer to a first one may have got lost: it is the same transaction (`16.OFF.07`).
    const again = hooks.booksTwice === true ? undefined : books.starts.get(key);
    if (again !== undefined) return again;
    books.nextId += 1;
    const id = facts.transactionId ?? String(books.nextId);
    if (books.starts.size < MOST_STARTS) books.starts.set(key, id);
    // A queued start may come after its end was booked, and must not bring it to life again.
    if (books.ended.has(id)) return id;
    const known = { id, since: Math.min(facts.at, clock.now()) };
    if (books.transactions.size < MOST_EVSES || books.transactions.has(facts.evse)) {
      books.transactions.set(facts.evse, known);
      observer.started(facts.evse, known);
    }
    return id;
  };

  const end = (transactionId: string | undefined): void => {
    if (transactionId !== undefined && books.ended.size < MOST_STARTS) books.ended.add(transactionId);
    for (const [evse, { id }] of books.transactions) {
      if (id !== transactionId) continue;
      books.transactions.delete(evse);
      observer.ended(evse);
    }
  };

  const book = (facts: {
    readonly transactionId?: string;
    readonly samples: readonly Sample[];
    readonly at?: Instant;
    readonly register?: number;
  }): void => {
    const { transactionId, samples, at, register } = facts;
    keep(books, samples);
    if (transactionId === undefined) return;
    const when = hooks.bookedAt?.(clock.now());
    if (when === undefined) books.ledger.book(transactionId, samples, at, register);
    else
      books.ledger.book(
        transactionId,
        samples.map((sample) => ({ ...sample, at: when })),
        when,
        register,
      );
  };

  const refuses = (at: number): boolean => hooks.refusesOlderThan?.(clock.now() - at) === true;
  const LATE: Refusal = { refuse: 'PropertyConstraintViolation', description: 'the message is too old' };

  return {
    boots: () => {
      const right = settings.registration?.() ?? ACCEPTED;
      const { status, interval } = hooks.registration?.(right) ?? right;
      books.registration = status;
      if (status === 'Accepted') observer.booted();
      return { status, now: clock.now(), interval: interval ?? settings.heartbeatEvery };
    },
    heartbeats: () => ({ now: clock.now() }),
    'reports status': () => ({}),
    authorizes: () => ({ status: 'Accepted' }),
    'starts transaction': (facts) => {
      if (refuses(facts.at)) return LATE;
      const transactionId = begin(facts);
      book({ ...facts, transactionId });
      return legacy ? { transactionId, tokenStatus: 'Accepted' } : { tokenStatus: 'Accepted' };
    },
    'updates transaction': (facts) => {
      if (refuses(facts.at)) return LATE;
      book(facts);
      return {};
    },
    'ends transaction': (facts) => {
      if (refuses(facts.at)) return LATE;
      book(facts);
      end(facts.transactionId);
      return {};
    },
    'sends meter values': (facts) => {
      book(facts);
      return {};
    },
    'reports profiles': () => ({}),
    'reports firmware': () => ({}),
    notifies: () => ({}),
  };
};
