import { instant, type Instant } from '../time/index.ts';
import type { Dispatch, Tariff } from './tariff.ts';
import { fraction, pence, wattHours } from './units.ts';
import { costOf, type Cost, type Piece } from './windows.ts';

/** A tariff and from when it was known. */
export interface Told {
  readonly at: Instant;
  readonly tariff: Tariff;
}

const clip = ({ from, to, kind }: Dispatch, begin: number, end: number): Dispatch => ({
  from: instant(Math.max(from, begin)),
  to: instant(Math.min(to, end)),
  kind,
});

/**
 * The tariffs of a night as they will be billed: each holds from its time to that of the next, and of every list of
 * dispatches only the part counts that had not been taken back before it came.
 */
export const settled = (told: readonly Told[]): readonly Told[] => {
  const ends = told.map((_, index) => told[index + 1]?.at ?? Infinity);
  const held = told.flatMap(({ at, tariff }, index) =>
    (tariff.dispatches ?? [])
      .map((each) => clip(each, index === 0 ? -Infinity : at, ends[index] ?? Infinity))
      .filter(({ from, to }) => to > from),
  );
  return told.map((each) => ({ ...each, tariff: { ...each.tariff, dispatches: held } }));
};

/** What energy cost under tariffs that changed through the night; a piece across a change is split by time. */
export const costUnder = (told: readonly Told[], pieces: readonly Piece[]): Cost => {
  const [only, ...more] = told;
  if (only !== undefined && more.length === 0) return costOf(only.tariff, pieces);
  const billed = settled(told);
  const costs = billed.map(({ at, tariff }, index) => {
    const from = index === 0 ? -Infinity : at;
    const to = billed[index + 1]?.at ?? Infinity;
    const mine = pieces.flatMap((piece): readonly Piece[] => {
      const start = Math.max(piece.from, from);
      const end = Math.min(piece.to, to);
      if (end <= start) return [];
      const share = (end - start) / (piece.to - piece.from);
      return [{ from: instant(start), to: instant(end), wattHours: wattHours(piece.wattHours * share) }];
    });
    return costOf(tariff, mine);
  });
  const bands = new Map<string, Cost['perBand'][number]>();
  for (const each of costs.flatMap(({ perBand }) => perBand)) {
    const before = bands.get(each.band);
    bands.set(each.band, {
      band: each.band,
      wattHours: wattHours((before?.wattHours ?? 0) + each.wattHours),
      cost: pence((before?.cost ?? 0) + each.cost),
    });
  }
  const energyOf = (cost: Cost): number => cost.perBand.reduce((sum, each) => sum + each.wattHours, 0);
  const all = costs.reduce((sum, cost) => sum + energyOf(cost), 0);
  const cheap = costs.reduce((sum, cost) => sum + energyOf(cost) * cost.offPeakShare, 0);
  return {
    total: pence(costs.reduce((sum, { total }) => sum + total, 0)),
    offPeakShare: fraction(all === 0 ? 0 : cheap / all),
    perBand: [...bands.values()],
  };
};
