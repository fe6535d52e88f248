import { instant, millis, minutes, plus, wallClock, zonedInstant, type Instant } from '../time/index.ts';
import { bandWindows, tariffZone } from './bands.ts';
import type { Dispatch, Tariff, TariffWindow } from './tariff.ts';

const HALF_HOUR = minutes(30);
const DAY = 86_400_000;

/** `over` laid on `base`; both are in order, those of `over` do not overlap. */
const overlay = (base: readonly TariffWindow[], over: readonly TariffWindow[]): readonly TariffWindow[] => {
  let left = base;
  for (const top of over) {
    if (top.to <= top.from) continue;
    left = left.flatMap((window) => {
      if (window.to <= top.from || window.from >= top.to) return [window];
      const from = instant(Math.max(window.from, top.from));
      const to = instant(Math.min(window.to, top.to));
      return [
        { ...window, to: from },
        { ...top, from, to },
        { ...window, from: to },
      ].filter((part) => part.to > part.from);
    });
  }
  return left;
};

/** Stretches of one kind as stretches that neither touch nor overlap, in order; `half-hour`: rounded outwards. */
export const joined = (
  dispatches: readonly Dispatch[],
  kind: Dispatch['kind'],
  settled: 'exact' | 'half-hour' = 'exact',
): readonly Pick<Dispatch, 'from' | 'to'>[] => {
  const round = (at: Instant, to: (value: number) => number): Instant =>
    settled === 'exact' ? at : instant(to(at / HALF_HOUR) * HALF_HOUR);
  const found: { from: Instant; to: Instant }[] = [];
  const sorted = dispatches
    .filter((each) => each.kind === kind && each.to > each.from)
    .map(({ from, to }) => ({ from: round(from, Math.floor), to: round(to, Math.ceil) }))
    .sort((a, b) => a.from - b.from);
  for (const each of sorted) {
    const last = found.at(-1);
    if (last === undefined || each.from > last.to) found.push(each);
    else if (each.to > last.to) last.to = each.to;
  }
  return found;
};

const steps = ({ prices }: Tariff, from: Instant, to: Instant): readonly TariffWindow[] => {
  if (prices === undefined) return [];
  const { step, cheap } = prices;
  const first = Math.max(0, Math.floor((from - prices.from) / step));
  const last = Math.min(prices.prices.length, Math.ceil((to - prices.from) / step));
  return prices.prices.slice(first, Math.max(first, last)).map((price, index) => ({
    from: plus(prices.from, millis((first + index) * step)),
    to: plus(prices.from, millis((first + index + 1) * step)),
    band: 'half-hour',
    price,
    offPeak: price <= cheap,
  }));
};

const beginOfDay = (tariff: Tariff, resets: number, at: Instant): Instant => {
  const zone = tariffZone(tariff);
  const on = (when: Instant): Instant => {
    const found = zonedInstant(zone, wallClock(zone, when).date, resets * 60, 'earlier');
    return typeof found === 'string' ? when : found;
  };
  const today = on(at);
  return today <= at ? today : on(instant(at - DAY));
};

/** Cheap stretches beyond the allowance of their day are at the standard price. */
const withinAllowance = (tariff: Tariff, found: readonly TariffWindow[]): readonly TariffWindow[] => {
  const allowance = tariff.smart?.allowance;
  if (allowance === undefined) return found;
  let day = instant(0);
  let left = 0;
  return found.flatMap((window) => {
    const begins = beginOfDay(tariff, allowance.resets, window.from);
    if (begins !== day) left = allowance.length;
    day = begins;
    if (!window.offPeak) return [window];
    const cheap = Math.min(left, window.to - window.from);
    left -= cheap;
    const cut = instant(window.from + cheap);
    const beyond = { from: cut, to: window.to, band: 'beyond allowance', price: tariff.standard };
    return [
      { ...window, to: cut },
      { ...beyond, offPeak: false },
    ].filter((part) => part.to > part.from);
  });
};

/** Windows that end where a day of the allowance begins, however many days they cross. */
const cutAt = (tariff: Tariff, resets: number, list: readonly TariffWindow[]): readonly TariffWindow[] =>
  list.flatMap((window) => {
    const parts: TariffWindow[] = [];
    let rest = window;
    for (;;) {
      const day = beginOfDay(tariff, resets, instant(rest.to - 1));
      if (day <= rest.from) return [rest, ...parts];
      parts.unshift({ ...rest, from: day });
      rest = { ...rest, to: day };
    }
  });

/** Bands, then prices of half-hours, then dispatches, then the allowance: what holds at each instant. */
export const layeredWindows = (
  tariff: Tariff,
  from: Instant,
  to: Instant,
  purpose: 'plan' | 'bill',
): readonly TariffWindow[] => {
  const { smart, dispatches = [] } = tariff;
  const resets = smart?.allowance?.resets;
  // The allowance of a day is used up from its beginning on, wherever somebody starts to look.
  const begin = resets === undefined ? from : beginOfDay(tariff, resets, from);
  const base: readonly TariffWindow[] =
    smart?.anyTime === true
      ? [{ from: begin, to, band: 'smart', price: smart.price, offPeak: true }]
      : bandWindows(tariff, begin, to);
  const price = smart?.price ?? tariff.standard;
  const settled = purpose === 'bill' ? smart?.settled : undefined;
  const cheap = joined(dispatches, 'smart', settled).map((each) => ({
    ...each,
    band: 'dispatch',
    price,
    offPeak: true,
  }));
  const boosts = joined(dispatches, 'boost').map((each) => ({
    ...each,
    band: 'boost',
    price: tariff.standard,
    offPeak: false,
    wanted: true as const,
  }));
  const priced = overlay(base, steps(tariff, begin, to));
  // Neither a dispatch nor a boost makes a window dearer or cheaper that is cheap by itself.
  const open = (over: readonly TariffWindow[], under: readonly TariffWindow[]): readonly TariffWindow[] =>
    over.flatMap((top) =>
      under
        .filter((window) => !window.offPeak && window.from < top.to && window.to > top.from)
        .map((window) => ({
          ...top,
          from: instant(Math.max(top.from, window.from)),
          to: instant(Math.min(top.to, window.to)),
        })),
    );
  const dispatched = overlay(priced, open(cheap, priced));
  const boosted = overlay(dispatched, open(boosts, dispatched));
  const days = resets === undefined ? boosted : cutAt(tariff, resets, boosted);
  return withinAllowance(tariff, days).flatMap((window) => {
    const start = instant(Math.max(window.from, from));
    return window.to > start ? [{ ...window, from: start }] : [];
  });
};
