import { registerSamples, type Sample } from '../../dialects/index.ts';
import { instant, type Instant } from '../../time/index.ts';

/** Energy of a stretch of time, as this CSMS has booked it. */
export interface LedgerEntry {
  readonly start: Instant;
  readonly end: Instant;
  readonly wattHours: number;
}

export interface Bookings {
  /** What a message of this transaction says of the register, whenever it came. */
  book(transactionId: string, samples: readonly Sample[], at?: Instant, register?: number): void;
  entries(): readonly LedgerEntry[];
}

const MOST_TRANSACTIONS = 500;
const MOST_READINGS = 20_000;

/** Register readings by transaction and by their own time: a message that comes late or twice changes nothing else. */
export const createBookings = (): Bookings => {
  const readings = new Map<string, Map<number, number>>();
  return {
    book(transactionId, samples, at, register) {
      const of = readings.get(transactionId) ?? new Map<number, number>();
      if (!readings.has(transactionId)) {
        if (readings.size >= MOST_TRANSACTIONS) return;
        readings.set(transactionId, of);
      }
      for (const sample of registerSamples(samples)) {
        if (of.size < MOST_READINGS) of.set(sample.at, sample.value);
      }
      if (at !== undefined && register !== undefined && !of.has(at)) of.set(at, register);
    },
    entries: () =>
      [...readings.values()].flatMap((of) => {
        const sorted = [...of].sort(([a], [b]) => a - b);
        return sorted.slice(1).flatMap(([at, value], index): readonly LedgerEntry[] => {
          const [since, before] = sorted[index] ?? [at, value];
          return value > before
            ? [{ start: instant(since), end: instant(at), wattHours: value - before }]
            : [];
        });
      }),
  };
};
