import type { IntentOf, Reply, Serving } from '../dialects/index.ts';
import { wholeSeconds } from '../energy/index.ts';
import { hostNow, type Instant } from '../time/index.ts';

/** What a charger told the doctor, in the order in which it did. */
export interface Told {
  boot: IntentOf<'boots'> | undefined;
  /** Its last timestamp, and when it was heard. */
  stamp: { readonly said: Instant; readonly heard: Instant } | undefined;
  /** A transaction that we never saw begin. */
  foreignTransaction: string | undefined;
  calls: number;
}

const EMPTY = (): Record<never, never> => ({});

/** A central system that takes everything in, and keeps what tells of the charger's state. */
export const listenTo = (told: Told): Serving => {
  const stamp = (said: Instant): void => {
    told.stamp = { said, heard: hostNow() };
  };
  const begun = new Set<string>();
  const running = ({
    at,
    transactionId,
  }: {
    readonly at: Instant;
    readonly transactionId?: string;
  }): Reply<'updates transaction'> => {
    stamp(at);
    if (transactionId !== undefined && !begun.has(transactionId)) told.foreignTransaction = transactionId;
    return {};
  };
  return {
    boots: (boot) => {
      told.boot = boot;
      return { status: 'Accepted', now: hostNow(), interval: wholeSeconds(300) };
    },
    heartbeats: () => ({ now: hostNow() }),
    'reports status': ({ at }) => {
      stamp(at);
      return {};
    },
    authorizes: () => ({ status: 'Accepted' }),
    'starts transaction': ({ at, transactionId }) => {
      stamp(at);
      begun.add(transactionId ?? '1');
      return transactionId === undefined
        ? { transactionId: '1', tokenStatus: 'Accepted' }
        : { tokenStatus: 'Accepted' };
    },
    'updates transaction': running,
    'ends transaction': running,
    'sends meter values': ({ samples, transactionId }) => {
      const [first] = samples;
      if (first !== undefined)
        running({ at: first.at, ...(transactionId === undefined ? {} : { transactionId }) });
      return {};
    },
    'reports profiles': EMPTY,
    notifies: EMPTY,
  };
};
