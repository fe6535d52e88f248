import type { Instant } from '../../time/index.ts';
import type { Tariff } from '../tariff.ts';
import { windows, type Piece } from '../windows.ts';
import { decimal, sum, ZERO, type Decimal } from './decimal.ts';

export interface BandCost {
  readonly band: string;
  /** Pence per kWh. */
  readonly price: Decimal;
  readonly wattHours: Decimal;
  /** Pence. */
  readonly cost: Decimal;
  readonly from: Instant;
  readonly to: Instant;
}

export interface ExactCost {
  /** Pence. */
  readonly total: Decimal;
  readonly wattHours: Decimal;
  /** One line per band and price, in the order in which they were first used. */
  readonly bands: readonly BandCost[];
}

/** What energy cost by a tariff of bands, exactly; a piece that straddles an edge is split by time. */
export const exactCostOf = (tariff: Tariff, pieces: readonly Piece[]): ExactCost => {
  const bands = new Map<string, BandCost>();
  for (const { from, to, wattHours } of pieces) {
    if (to <= from) continue;
    for (const part of windows(tariff, from, to)) {
      const energy = decimal(wattHours)
        .times(part.to - part.from)
        .div(to - from);
      const price = decimal(part.price);
      const key = `${part.band}\n${part.price}`;
      const known = bands.get(key);
      const cost = energy.times(price).div(1000);
      bands.set(
        key,
        known === undefined
          ? { band: part.band, price, wattHours: energy, cost, from: part.from, to: part.to }
          : { ...known, wattHours: known.wattHours.plus(energy), cost: known.cost.plus(cost), to: part.to },
      );
    }
  }
  const lines = [...bands.values()];
  return {
    total: sum(lines.map(({ cost }) => cost)),
    wattHours: lines.length === 0 ? ZERO : sum(lines.map((line) => line.wattHours)),
    bands: lines,
  };
};
