import type { IntentOf, Reply, Sample, Serving } from '../../dialects/index.ts';
import type { CsmsHooks } from './hooks.ts';
import type { CsmsParts, Registration } from '../role.ts';

export interface KnownTransaction {
  readonly id: string;
  readonly since: number;
}

/** What a CSMS knows of its station, over all its connections. */
export interface Books {
  readonly transactions: Map<number, KnownTransaction>;
  readonly samples: Sample[];
  nextId: number;
  /** What the station was last told in answer to its BootNotification. */
  registration: Reply<'boots'>['status'] | undefined;
}

export interface Observer {
  booted(): void;
  started(evse: number, transaction: KnownTransaction): void;
  ended(evse: number): void;
}

const ACCEPTED: Registration = { status: 'Accepted' };
const MOST_SAMPLES = 2000;
const MOST_EVSES = 64;

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
  const begin = (facts: IntentOf<'starts transaction'>): string => {
    books.nextId += 1;
    const id = facts.transactionId ?? String(books.nextId);
    const known = { id, since: clock.now() };
    if (books.transactions.size < MOST_EVSES || books.transactions.has(facts.evse)) {
      books.transactions.set(facts.evse, known);
      observer.started(facts.evse, known);
    }
    return id;
  };
  const end = (transactionId: string | undefined): void => {
    for (const [evse, { id }] of books.transactions) {
      if (id !== transactionId) continue;
      books.transactions.delete(evse);
      observer.ended(evse);
    }
  };
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
      keep(books, facts.samples);
      const transactionId = begin(facts);
      return settings.dialect === 'ocpp1.6'
        ? { transactionId, tokenStatus: 'Accepted' }
        : { tokenStatus: 'Accepted' };
    },
    'updates transaction': ({ samples }) => {
      keep(books, samples);
      return {};
    },
    'ends transaction': ({ samples, transactionId }) => {
      keep(books, samples);
      end(transactionId);
      return {};
    },
    'sends meter values': ({ samples }) => {
      keep(books, samples);
      return {};
    },
    'reports profiles': () => ({}),
    notifies: () => ({}),
  };
};
