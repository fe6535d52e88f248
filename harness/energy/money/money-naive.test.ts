import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, type Instant } from '../../time/index.ts';
import { decimal, sessionCost, type TransactionTariff, type SessionPiece, type Ranged } from './index.ts';

/**
 * A second evaluator that shares no code with the first: it walks a session second by second with plain numbers and
 * asks the platform's own clock for local time. What may differ is the second in which a threshold of energy is
 * crossed, so the tolerance is two seconds of the dearest price per threshold and piece.
 */

interface NaiveElement {
  readonly price: number;
  readonly start?: number;
  readonly end?: number;
  readonly days?: readonly number[];
  readonly from?: string;
  readonly to?: string;
  readonly range?: { readonly of: Ranged; readonly min?: number; readonly max?: number };
}
interface NaiveTariff {
  readonly energy: readonly NaiveElement[];
  readonly charging: readonly NaiveElement[];
  readonly idle: readonly NaiveElement[];
  readonly fixed: number;
  readonly taxes: readonly (readonly [percent: number, stack: number])[];
  readonly most: number | undefined;
  readonly least: number | undefined;
}
interface NaivePiece {
  readonly minutes: number;
  readonly watts: number;
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  weekday: 'long',
  hourCycle: 'h23',
});

// Intl is slow: once per minute is enough, since conditions are in minutes.
const local = (ms: number): { minute: number; day: number; date: string } => {
  const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  return {
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
    day: DAYS.findIndex((day) => day === parts['weekday']),
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
  };
};

const applies = (
  { start, end, days, from, to, range }: NaiveElement,
  now: ReturnType<typeof local>,
  values: Readonly<Record<Ranged, number>>,
): boolean => {
  if (start !== undefined || end !== undefined) {
    const a = start ?? 0;
    const b = end === undefined || end === 0 ? 24 * 60 : end;
    const inside = b > a ? now.minute >= a && now.minute < b : now.minute >= a || now.minute < b;
    if (!inside) return false;
  }
  if (days !== undefined && !days.includes(now.day)) return false;
  if (from !== undefined && now.date < from) return false;
  if (to !== undefined && now.date >= to) return false;
  if (range !== undefined) {
    const value = values[range.of];
    if (range.min !== undefined && value < range.min) return false;
    if (range.max !== undefined && value >= range.max) return false;
  }
  return true;
};

const multiplier = (taxes: NaiveTariff['taxes']): number => {
  let factor = 1;
  for (let stack = 0; stack < 4; stack++) {
    let rate = 0;
    for (const [percent, of] of taxes) if (of === stack) rate += percent;
    factor *= 1 + rate / 100;
  }
  return factor;
};

const naive = (t: NaiveTariff, start: number, pieces: readonly NaivePiece[]) => {
  const factor = multiplier(t.taxes);
  let excl = t.fixed;
  let stopped = t.most !== undefined && excl >= t.most;
  if (stopped && t.most !== undefined) excl = t.most;
  let wattHours = 0;
  let charging = 0;
  let idling = 0;
  let second = 0;
  let now = local(start);
  for (const { minutes, watts } of pieces) {
    for (let tick = 0; tick < minutes * 60; tick++) {
      if (second % 60 === 0) now = local(start + second * 1000);
      const values = {
        energy: wattHours,
        power: watts,
        current: watts / 230,
        time: second,
        chargingTime: charging,
        idleTime: idling,
      };
      const find = (elements: readonly NaiveElement[]): number =>
        elements.find((each) => applies(each, now, values))?.price ?? 0;
      let step = (find(t.energy) * watts) / 3_600_000;
      if (watts > 0) step += find(t.charging) / 60;
      else step += find(t.idle) / 60;
      if (!stopped) {
        excl += step;
        if (t.most !== undefined && excl >= t.most) {
          excl = t.most;
          stopped = true;
        }
      }
      wattHours += watts / 3600;
      if (watts > 0) charging += 1;
      else idling += 1;
      second += 1;
    }
  }
  const raised = !stopped && t.least !== undefined && excl < t.least;
  return {
    excl: raised ? (t.least ?? 0) : excl,
    incl: raised || stopped ? undefined : excl * factor,
    type: stopped ? 'MaxCost' : raised ? 'MinCost' : 'NormalCost',
    wattHours,
    charging,
    idling,
  };
};

const condition = (
  element: NaiveElement,
): TransactionTariff['energy'] extends undefined | (infer L)
  ? L extends { prices: readonly (infer P)[] }
    ? P
    : never
  : never => ({
  price: decimal(element.price),
  conditions: {
    ...(element.start === undefined ? {} : { startTimeOfDay: element.start }),
    ...(element.end === undefined ? {} : { endTimeOfDay: element.end }),
    ...(element.days === undefined
      ? {}
      : { dayOfWeek: element.days.flatMap((day) => (DAYS[day] === undefined ? [] : [DAYS[day]])) }),
    ...(element.from === undefined ? {} : { validFromDate: element.from }),
    ...(element.to === undefined ? {} : { validToDate: element.to }),
    ranges: element.range === undefined ? [] : [element.range],
  },
});

const exact = (t: NaiveTariff): TransactionTariff => {
  const taxRates = t.taxes.map(([percent, stack]) => ({ type: 'x', percent: decimal(percent), stack }));
  const list = (elements: readonly NaiveElement[]) => ({ prices: elements.map(condition), taxRates });
  return {
    id: 'random',
    currency: 'GBP',
    description: [],
    energy: list(t.energy),
    chargingTime: list(t.charging),
    idleTime: list(t.idle),
    fixedFee: { prices: [{ price: decimal(t.fixed) }], taxRates },
    ...(t.most === undefined ? {} : { maxCost: { exclTax: decimal(t.most), taxRates: [] } }),
    ...(t.least === undefined ? {} : { minCost: { exclTax: decimal(t.least), taxRates } }),
  };
};

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const cents = (most: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: most * 1000 }).map((n) => n / 1000);
const minuteOfDay = fc.integer({ min: 0, max: 47 }).map((half) => half * 30);
const dates = ['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26'];
const RANGE: Readonly<Record<Ranged, number>> = {
  energy: 20_000,
  power: 11_000,
  current: 48,
  time: 40_000,
  chargingTime: 20_000,
  idleTime: 20_000,
};
const range = fc
  .constantFrom<Ranged>('energy', 'power', 'current', 'time', 'chargingTime', 'idleTime')
  .chain((of) =>
    fc
      .record({
        min: maybe(fc.integer({ min: 0, max: RANGE[of] })),
        size: maybe(fc.integer({ min: 1, max: RANGE[of] })),
      })
      .map(({ min, size }) => ({
        of,
        ...(min === undefined ? {} : { min }),
        ...(size === undefined ? {} : { max: (min ?? 0) + size }),
      })),
  );
const element: fc.Arbitrary<NaiveElement> = fc
  .record({
    price: cents(1),
    start: maybe(minuteOfDay),
    end: maybe(minuteOfDay),
    days: maybe(fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 })),
    from: maybe(fc.constantFrom(...dates)),
    to: maybe(fc.constantFrom(...dates)),
    range: maybe(range),
  })
  .map(
    (made) =>
      Object.fromEntries(
        Object.entries(made).filter(([, value]) => value !== undefined),
      ) as unknown as NaiveElement,
  );
const elements = fc
  .array(element, { maxLength: 3 })
  .chain((some) => cents(1).map((price) => [...some, { price }]));
const tariffs: fc.Arbitrary<NaiveTariff> = fc.record({
  energy: elements,
  charging: elements,
  idle: elements,
  fixed: cents(2),
  taxes: fc.array(fc.tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 2 })), {
    maxLength: 3,
  }),
  most: maybe(cents(30)),
  least: maybe(cents(10)),
});
const starts = fc.constantFrom(
  Date.parse('2026-03-28T20:00:00Z'),
  Date.parse('2026-10-24T21:00:00Z'),
  Date.parse('2026-01-17T22:30:00Z'),
  Date.parse('2026-07-12T15:17:00Z'),
);
const sessions = fc.array(
  fc.record({
    minutes: fc.integer({ min: 1, max: 120 }),
    watts: fc.constantFrom(0, 0, 1400, 3600, 7360, 11_000),
  }),
  { minLength: 1, maxLength: 8 },
);

describe('a naive evaluator, second by second, agrees', () => {
  it('on random tariffs and sessions, also on the nights of the clock changes', () => {
    fc.assert(
      fc.property(tariffs, starts, sessions, (t, start, pieces) => {
        // A lower bound above the upper one says nothing that can be evaluated.
        fc.pre(t.least === undefined || t.most === undefined || t.least <= t.most);
        let from = start;
        const made = pieces.map(({ minutes, watts }): SessionPiece => {
          const to = from + minutes * 60_000;
          const piece = {
            from: instant(from),
            to: instant(to),
            wattHours: (watts * minutes) / 60,
            state: watts > 0 ? ('charging' as const) : ('idle' as const),
          };
          from = to;
          return piece;
        });
        const right = sessionCost(exact(t), { start: start as Instant, zone: 'Europe/London', pieces: made });
        const guess = naive(t, start, pieces);
        const thresholds = [...t.energy, ...t.charging, ...t.idle].filter(
          ({ range: r }) => r !== undefined,
        ).length;
        const perSecond = 11_000 / 3_600_000 + 1 / 60;
        const tolerance = 1e-6 + 2 * perSecond * thresholds;
        expect(right.usage.wattHours.toNumber()).toBeCloseTo(guess.wattHours, 3);
        expect(right.usage.chargingSeconds.toNumber()).toBeCloseTo(guess.charging, 6);
        expect(right.usage.idleSeconds.toNumber()).toBeCloseTo(guess.idling, 6);
        expect(Math.abs(right.total.exclTax.toNumber() - guess.excl)).toBeLessThanOrEqual(tolerance);
        // At the very edge of a bound the two may be on different sides of it.
        const near = [t.most, t.least].some(
          (bound) => bound !== undefined && Math.abs(guess.excl - bound) <= tolerance,
        );
        expect(near || right.type === guess.type).toBe(true);
        const off =
          guess.incl === undefined || right.type !== 'NormalCost'
            ? 0
            : Math.abs(right.total.inclTax.toNumber() - guess.incl);
        expect(off).toBeLessThanOrEqual(tolerance * 2);
        const periods = right.periods.reduce((total, period) => total + period.wattHours.toNumber(), 0);
        expect(periods).toBeCloseTo(guess.wattHours, 3);
      }),
      { numRuns: 150, seed: 20_260_114 },
    );
  });
});
