import { instant, minutes, plus, type Instant } from '../time/index.ts';
import { bandWindows } from './bands.ts';
import { layeredWindows } from './layers.ts';
import type { Tariff, TariffWindow } from './tariff.ts';
import { fraction, pence, wattHours, type Fraction, type Pence, type WattHours } from './units.ts';

const plain = ({ prices, smart, dispatches }: Tariff): boolean =>
  prices === undefined && smart === undefined && (dispatches === undefined || dispatches.length === 0);

/**
 * The stretches of one price from `from` to `to`, touching and covering, in either clock, across clock changes: when
 * a car is to charge. What the stretches cost on the bill may differ: `billedWindows`.
 */
export const windows = (tariff: Tariff, from: Instant, to: Instant): readonly TariffWindow[] =>
  plain(tariff) ? bandWindows(tariff, from, to) : layeredWindows(tariff, from, to, 'plan');

/** The same stretches as the bill has them: a dispatch makes its whole half-hours cheap, where the terms say so. */
export const billedWindows = (tariff: Tariff, from: Instant, to: Instant): readonly TariffWindow[] =>
  plain(tariff) ? bandWindows(tariff, from, to) : layeredWindows(tariff, from, to, 'bill');

export const priceAt = (tariff: Tariff, at: Instant): Pence =>
  windows(tariff, at, plus(at, minutes(1)))[0]?.price ?? tariff.standard;

export interface Piece {
  readonly from: Instant;
  readonly to: Instant;
  readonly wattHours: WattHours;
}

export interface Cost {
  readonly total: Pence;
  readonly offPeakShare: Fraction;
  readonly perBand: readonly { readonly band: string; readonly wattHours: WattHours; readonly cost: Pence }[];
}

/** The windows that any of the pieces touches: asked for once, not once for each reading of a night. */
const windowsAround = (tariff: Tariff, pieces: readonly Piece[]): readonly TariffWindow[] => {
  let from = Infinity;
  let to = -Infinity;
  for (const piece of pieces) {
    from = Math.min(from, piece.from);
    to = Math.max(to, piece.to);
  }
  return to > from ? billedWindows(tariff, instant(from), instant(to)) : [];
};

/** What energy cost, band by band; a piece that straddles an edge is split by time. */
export const costOf = (tariff: Tariff, pieces: readonly Piece[]): Cost => {
  const bands = new Map<string, { wattHours: number; cost: number }>();
  const prices = windowsAround(tariff, pieces);
  let total = 0;
  let all = 0;
  let cheap = 0;
  for (const piece of pieces) {
    const length = piece.to - piece.from;
    for (const part of prices) {
      const shared = Math.min(part.to, piece.to) - Math.max(part.from, piece.from);
      if (shared <= 0) continue;
      const energy = (piece.wattHours * shared) / length;
      const cost = (energy / 1000) * part.price;
      const band = bands.get(part.band) ?? { wattHours: 0, cost: 0 };
      bands.set(part.band, { wattHours: band.wattHours + energy, cost: band.cost + cost });
      total += cost;
      all += energy;
      if (part.offPeak) cheap += energy;
    }
  }
  return {
    total: pence(total),
    offPeakShare: fraction(all === 0 ? 0 : cheap / all),
    perBand: [...bands].map(([band, sums]) => ({
      band,
      wattHours: wattHours(sums.wattHours),
      cost: pence(sums.cost),
    })),
  };
};
