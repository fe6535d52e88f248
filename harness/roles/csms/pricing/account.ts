import { registerSamples, type Sample } from '../../../dialects/index.ts';
import { decimal, exactCostOf, wattHours, type Decimal, type Tariff } from '../../../energy/index.ts';
import type { Instant } from '../../../time/index.ts';

interface Reading {
  readonly at: Instant;
  readonly wattHours: number;
}

/** What a transaction has cost so far, from the readings that came. */
export interface Account {
  /** Pounds, exact. */
  readonly cost: Decimal;
  readonly last: Reading | undefined;
  /** Readings may come late and twice: only what is newer than the last counts. True when something was new. */
  read(readings: readonly Reading[]): boolean;
}

export const readingsIn = (
  samples: readonly Sample[],
  register: number | undefined,
  at: Instant,
): readonly Reading[] => {
  const found = registerSamples(samples).map((each) => ({ at: each.at, wattHours: each.value }));
  const told = found.some((each) => each.at === at) || register === undefined;
  return (told ? found : [...found, { at, wattHours: register }]).toSorted((a, b) => a.at - b.at);
};

export const createAccount = (tariff: () => Tariff, priceTime: (at: Instant) => Instant): Account => {
  let cost = decimal(0);
  let last: Reading | undefined;
  return {
    get cost() {
      return cost;
    },
    get last() {
      return last;
    },
    read(readings) {
      let fresh = false;
      for (const reading of readings) {
        if (last !== undefined && reading.at <= last.at) continue;
        if (last !== undefined) {
          const piece = {
            from: priceTime(last.at),
            to: priceTime(reading.at),
            wattHours: wattHours(reading.wattHours - last.wattHours),
          };
          cost = cost.plus(exactCostOf(tariff(), [piece]).total.div(100));
        }
        last = reading;
        fresh = true;
      }
      return fresh;
    },
  };
};
