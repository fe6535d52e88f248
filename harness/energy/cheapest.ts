import { between, instant, millis, type Instant } from '../time/index.ts';
import type { Tariff, TariffWindow } from './tariff.ts';
import { pence, type Pence, type WattHours, type Watts } from './units.ts';
import { billedWindows, windows } from './windows.ts';

export interface Charge {
  readonly from: Instant;
  readonly by: Instant;
  readonly energy: WattHours;
  /** The most that the car draws. */
  readonly power: Watts;
}

const byPrice = (a: TariffWindow, b: TariffWindow): number => a.price - b.price || a.from - b.from;

/** The least that this energy can cost between the two instants; what does not fit is left out. */
export const cheapestCost = (tariff: Tariff, { from, by, energy, power }: Charge): Pence => {
  let left: number = energy;
  let cost = 0;
  for (const window of billedWindows(tariff, from, by).toSorted(byPrice)) {
    const taken = Math.min(left, (power * between(window.from, window.to)) / 3_600_000);
    left -= taken;
    cost += (taken / 1000) * window.price;
  }
  return pence(cost);
};

/** The cheapest stretches that give this energy by the time, in order; of equal prices the earliest. */
export const cheapestStretches = (
  tariff: Tariff,
  { from, by, energy, power }: Charge,
): readonly TariffWindow[] => {
  let left = millis(Math.ceil((energy * 3_600_000) / Math.max(1, power)));
  const chosen: TariffWindow[] = [];
  for (const window of windows(tariff, from, by).toSorted(byPrice)) {
    if (left <= 0) break;
    const length = Math.min(left, between(window.from, window.to));
    left = millis(left - length);
    chosen.push({ ...window, to: instant(window.from + length) });
  }
  return chosen.sort((a, b) => a.from - b.from);
};
