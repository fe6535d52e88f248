import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { instant, isoInstant, localTime, offsetAt, parseInstant, wallClock, zonedInstant } from './index.ts';

const london = 'Europe/London';
const at = (date: string, clock: string, how: 'earlier' | 'later' | 'reject' = 'reject'): string => {
  const [hour = '0', minute = '0'] = clock.split(':');
  const found = zonedInstant(london, date, Number(hour) * 3600 + Number(minute) * 60, how);
  return typeof found === 'string' ? found : isoInstant(found);
};

describe('zonedInstant', () => {
  it.each([
    ['2026-01-14', '23:30', '2026-01-14T23:30:00.000Z'],
    ['2026-07-14', '23:30', '2026-07-14T22:30:00.000Z'],
    ['2026-03-29', '01:30', 'does not exist'],
    ['2026-10-25', '01:30', 'happens twice'],
    ['2026-02-30', '01:30', 'is not a time'],
  ])('%s %s is %s', (date, clock, expected) => {
    expect(at(date, clock)).toBe(expected);
  });

  it('takes the first or the second of two', () => {
    expect(at('2026-10-25', '01:30', 'earlier')).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-10-25', '01:30', 'later')).toBe('2026-10-25T01:30:00.000Z');
  });

  it('is what Temporal says, near clock changes and far from them, in any order of asking', () => {
    const zones = ['Europe/London', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns', 'UTC'];
    const days = fc.integer({ min: -20_000, max: 25_000 }).map((day) => day * 86_400_000);
    const near = fc.constantFrom('2026-03-29', '2026-10-25', '2011-12-30', '2026-04-05').map(Date.parse);
    const second = fc.integer({ min: 0, max: 86_399 });
    const ask = fc.tuple(
      fc.constantFrom(...zones),
      fc.oneof(days, near),
      second,
      fc.constantFrom('earlier', 'later'),
    );
    fc.assert(
      fc.property(ask, ([zone, day, secondOfDay, disambiguation]) => {
        const date = new Date(day).toISOString().slice(0, 10);
        const expected = Temporal.PlainDate.from(date)
          .toPlainDateTime()
          .add({ seconds: secondOfDay })
          .toZonedDateTime(zone, { disambiguation });
        expect(zonedInstant(zone, date, secondOfDay, disambiguation)).toBe(expected.epochMilliseconds);
        expect(offsetAt(zone, instant(expected.epochMilliseconds))).toBe(expected.offsetNanoseconds / 1e9);
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});

describe('wallClock', () => {
  it('follows both clock changes, to the second', () => {
    const spring = parseInstant('2026-03-29T01:00:00Z') ?? instant(0);
    expect(localTime(london, instant(spring - 1000))).toBe('00:59:59');
    expect(localTime(london, spring)).toBe('02:00');
    expect(offsetAt(london, spring)).toBe(3600);
    expect(offsetAt(london, instant(spring - 1))).toBe(0);
    const autumn = parseInstant('2026-10-25T01:00:00Z') ?? instant(0);
    expect(localTime(london, instant(autumn - 1000))).toBe('01:59:59');
    expect(localTime(london, autumn)).toBe('01:00');
  });

  it('knows the date that clocks show', () => {
    expect(wallClock(london, parseInstant('2026-07-14T23:30:00Z') ?? instant(0))).toEqual({
      date: '2026-07-15',
      secondOfDay: 1800,
      offset: 3600,
    });
  });
});
