import { instant, wallClock, zonedInstant, type Instant } from '../time/index.ts';
import type { Tariff, TariffBand, TariffWindow, TimeOfDay } from './tariff.ts';
import type { Pence } from './units.ts';

const DAY = 86_400_000;

/** `23:30` → 1410; undefined when it is no time of day. */
export const parseTimeOfDay = (text: string): TimeOfDay | undefined => {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return found === null ? undefined : Number(found[1]) * 60 + Number(found[2]);
};

/** The zone whose clock the tariff's times of day are read on. */
export const tariffZone = (tariff: Tariff): string => (tariff.clock === 'utc' ? 'UTC' : tariff.zone);

// A band edge in the hour that does not exist, or exists twice, takes the earlier reading.
const edge = (tariff: Tariff, date: string, minute: number): Instant => {
  const found = zonedInstant(tariffZone(tariff), date, minute * 60, 'earlier');
  return typeof found === 'string' ? instant(Number.NaN) : found;
};

const nextDate = (date: string): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + DAY).toISOString().slice(0, 10);

/** The stretches of one price by the time of day alone. */
export const bandWindows = (tariff: Tariff, from: Instant, to: Instant): readonly TariffWindow[] => {
  const spans: { start: Instant; end: Instant; band: TariffBand }[] = [];
  const last = wallClock(tariffZone(tariff), to).date;
  let { date } = wallClock(tariffZone(tariff), instant(from - DAY));
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
