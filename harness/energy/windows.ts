import { instant, minutes, plus, wallClock, zonedInstant, type Instant } from '../time/index.ts';
import type { Tariff, TariffBand, TariffWindow, TimeOfDay } from './tariff.ts';
import { fraction, pence, wattHours, type Fraction, type Pence, type WattHours } from './units.ts';

const DAY = 86_400_000;

/** `23:30` → 1410; undefined when it is no time of day. */
export const parseTimeOfDay = (text: string): TimeOfDay | undefined => {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return found === null ? undefined : Number(found[1]) * 60 + Number(found[2]);
};

const zoneOf = (tariff: Tariff): string => (tariff.clock === 'utc' ? 'UTC' : tariff.zone);

// A band edge in the hour that does not exist, or exists twice, takes the earlier reading.
const edge = (tariff: Tariff, date: string, minute: number): Instant => {
  const found = zonedInstant(zoneOf(tariff), date, minute * 60, 'earlier');
  return typeof found === 'string' ? instant(Number.NaN) : found;
};

const nextDate = (date: string): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + DAY).toISOString().slice(0, 10);

/** The stretches of one price from `from` to `to`, touching and covering, in either clock, across clock changes. */
export const windows = (tariff: Tariff, from: Instant, to: Instant): readonly TariffWindow[] => {
  const spans: { start: Instant; end: Instant; band: TariffBand }[] = [];
  const last = wallClock(zoneOf(tariff), to).date;
  let { date } = wallClock(zoneOf(tariff), instant(from - DAY));
  for (let days = 0; days < 800; days++) {
    const next = nextDate(date);
    for (const band of tariff.bands) {
      const end = edge(tariff, band.to > band.from ? date : next, band.to);
      spans.push({ start: edge(tariff, date, band.from), end, band });
    }
    if (date > last) break;
    date = next;
  }
  spans.sort((a, b) => a.start - b.start);
  const found: TariffWindow[] = [];
  let at: Instant = from;
  const add = (until: Instant, band: string, price: Pence): void => {
    const end = until < to ? until : to;
    if (end > at) found.push({ from: at, to: end, band, price, offPeak: price < tariff.standard });
    if (end > at) at = end;
  };
  for (const { start, end, band } of spans) {
    if (end <= at || start >= to) continue;
    add(start, 'standard', tariff.standard);
    add(end, band.name, band.price);
  }
  add(to, 'standard', tariff.standard);
  return found;
};

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

/** What energy cost, band by band; a piece that straddles an edge is split by time. */
export const costOf = (tariff: Tariff, pieces: readonly Piece[]): Cost => {
  const bands = new Map<string, { wattHours: number; cost: number }>();
  let total = 0;
  let all = 0;
  let cheap = 0;
  for (const piece of pieces) {
    const length = piece.to - piece.from;
    const parts = length > 0 ? windows(tariff, piece.from, piece.to) : [];
    for (const part of parts) {
      const energy = (piece.wattHours * (part.to - part.from)) / length;
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
