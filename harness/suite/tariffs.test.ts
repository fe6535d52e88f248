import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  cheapestCost,
  cheapestStretches,
  costOf,
  costUnder,
  pence,
  wattHours,
  watts,
  windows,
} from '../energy/index.ts';
import type { Tariff } from '../energy/index.ts';
import { SuiteError } from '../errors.ts';
import { instant, localTime, type Instant } from '../time/index.ts';
import { importTariff, loadTariff, tariffFixtures } from './index.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'fixtures/tariffs');
const reference = tariffFixtures(ROOT);
const tariff = (name: string): Tariff => {
  const found = reference(name);
  if (typeof found === 'string') throw new Error(found);
  return found;
};
const at = (text: string): Instant => instant(Date.parse(text));
const hour = (from: string, watt = 1000) => ({
  from: at(from),
  to: instant(at(from) + 3_600_000),
  wattHours: wattHours(watt),
});
const cheap = (name: string, from: string, to: string): readonly string[] =>
  windows(tariff(name), at(from), at(to))
    .filter(({ offPeak }) => offPeak)
    .map((window) => `${localTime('Europe/London', window.from)}-${localTime('Europe/London', window.to)}`);

describe('shipped tariffs', () => {
  it.each(readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')))('%s can be read', (name) => {
    const { tariff: main, variants } = loadTariff(name, readFileSync(join(FOLDER, name), 'utf8'));
    expect(main !== undefined || variants.size >= 2).toBe(true);
  });

  it.each([
    ['intelligent-octopus-go.yaml', '2026-03-28T12:00Z', '2026-03-29T12:00Z', 5],
    ['intelligent-octopus-go.yaml', '2026-10-24T12:00Z', '2026-10-25T12:00Z', 7],
    ['octopus-go.yaml', '2026-03-28T12:00Z', '2026-03-29T12:00Z', 4],
    ['eon-next-drive.yaml#local', '2026-10-24T12:00Z', '2026-10-25T12:00Z', 8],
    ['eon-next-drive.yaml#utc', '2026-10-24T12:00Z', '2026-10-25T12:00Z', 7],
    ['edf-goelectric.yaml', '2026-03-28T12:00Z', '2026-03-29T12:00Z', 5],
  ])('%s has on the night of %s to %s %i cheap hours', (name, from, to, length) => {
    const all = windows(tariff(`tariffs/${name}`), at(from), at(to)).filter(({ offPeak }) => offPeak);
    expect(all.reduce((sum, window) => sum + (window.to - window.from), 0)).toBe(length * 3_600_000);
  });

  it('a tariff whose clock nobody knows asks for a variant', () => {
    expect(reference('tariffs/british-gas-ev-power.yaml')).toContain('#local');
    expect(reference('tariffs/british-gas-ev-power.yaml#moon')).toContain('no variant "moon"');
  });
});

describe('dispatches', () => {
  const base = tariff('tariffs/intelligent-octopus-go.yaml');
  const slot = (from: string, to: string, kind: 'smart' | 'boost' = 'smart') => ({
    from: at(from),
    to: at(to),
    kind,
  });

  it('are cheap for themselves in the plan, and for their half-hours on the bill', () => {
    const told = { ...base, dispatches: [slot('2026-01-14T14:07Z', '2026-01-14T14:20Z')] };
    expect(windows(told, at('2026-01-14T13:00Z'), at('2026-01-14T16:00Z')).map(({ band }) => band)).toEqual([
      'standard',
      'dispatch',
      'standard',
    ]);
    expect(costOf(told, [hour('2026-01-14T14:00Z')]).total).toBeCloseTo(0.5 * 7 + 0.5 * 28);
  });

  it('a boost is at the standard rate, and inside the window it changes nothing', () => {
    const told = {
      ...base,
      dispatches: [
        slot('2026-01-14T14:00Z', '2026-01-14T15:00Z', 'boost'),
        slot('2026-01-15T01:00Z', '2026-01-15T02:00Z', 'boost'),
      ],
    };
    expect(costOf(told, [hour('2026-01-14T14:00Z'), hour('2026-01-15T01:00Z')]).total).toBeCloseTo(28 + 7);
  });

  it('overlapping ones count once, and the allowance ends in the thirteenth half-hour', () => {
    const capped = tariff('tariffs/intelligent-octopus-go.yaml#allowance');
    const told = {
      ...capped,
      dispatches: [
        slot('2026-01-14T14:00Z', '2026-01-14T15:00Z'),
        slot('2026-01-14T14:30Z', '2026-01-14T15:00Z'),
      ],
    };
    const found = windows(told, at('2026-01-14T12:00Z'), at('2026-01-15T12:00Z'));
    expect(found.find(({ band }) => band === 'beyond allowance')).toMatchObject({
      from: at('2026-01-15T04:30Z'),
      to: at('2026-01-15T05:30Z'),
    });
    // The same wherever one starts to look.
    expect(windows(told, at('2026-01-15T05:00Z'), at('2026-01-15T05:10Z'))[0]?.band).toBe('beyond allowance');
  });

  it('every day has an allowance of its own, however far one looks', () => {
    const capped = tariff('tariffs/intelligent-octopus-go.yaml#allowance');
    const { smart } = capped;
    if (smart === undefined) throw new Error('the fixture has no smart terms');
    const anyTime = { ...capped, smart: { ...smart, anyTime: true } };
    const found = windows(anyTime, at('2026-01-14T12:00Z'), at('2026-01-17T12:00Z'));
    expect(found.filter(({ offPeak }) => !offPeak).map(({ from }) => from)).toEqual([
      at('2026-01-14T18:00Z'),
      at('2026-01-15T18:00Z'),
      at('2026-01-16T18:00Z'),
    ]);
  });

  it('what was taken back is cheap only while it stood', () => {
    const told = [
      {
        at: at('2026-01-14T12:00Z'),
        tariff: { ...base, dispatches: [slot('2026-01-14T14:00Z', '2026-01-14T16:00Z')] },
      },
      { at: at('2026-01-14T14:20Z'), tariff: base },
    ];
    const pieces = [hour('2026-01-14T14:00Z'), hour('2026-01-14T15:00Z')];
    expect(costUnder(told, pieces).total).toBeCloseTo(0.5 * 7 + 0.5 * 28 + 28);
  });
});

describe('prices of half-hours', () => {
  it('may be negative, and the standard price holds where none is known', () => {
    const agile = tariff('tariffs/agile.yaml');
    expect(costOf(agile, [hour('2026-01-15T03:00Z')]).total).toBeCloseTo(-4.63);
    const early = tariff('tariffs/agile.yaml#tomorrow-unknown');
    expect(costOf(early, [hour('2026-01-15T03:00Z')]).total).toBeCloseTo(24);
  });

  it('the cheapest half-hours come first, and cost what they cost', () => {
    const agile = tariff('tariffs/agile.yaml');
    const charge = {
      from: at('2026-01-14T21:00Z'),
      by: at('2026-01-15T07:00Z'),
      energy: wattHours(14_000),
      power: watts(7000),
    };
    const chosen = cheapestStretches(agile, charge);
    expect(chosen.reduce((sum, each) => sum + (each.to - each.from), 0)).toBe(2 * 3_600_000);
    expect(chosen.some(({ price }) => price === pence(-4.63))).toBe(true);
    const paid = costOf(
      agile,
      chosen.map(({ from, to }) => ({ from, to, wattHours: wattHours((7000 * (to - from)) / 3_600_000) })),
    ).total;
    expect(cheapestCost(agile, charge)).toBeCloseTo(paid);
  });
});

describe('a credit for every smart kWh', () => {
  it('has no window', () => {
    expect(cheap('tariffs/ovo-charge-anytime.yaml', '2026-01-14T12:00Z', '2026-01-15T12:00Z')).toEqual([
      '12:00-12:00',
    ]);
  });
});

describe('import', () => {
  const how = { zone: 'Europe/London', date: '2026-11-22' };
  const element = (price: number, restrictions?: object) => ({
    price_components: [{ type: 'ENERGY', price, vat: 5, step_size: 1 }],
    ...(restrictions === undefined ? {} : { restrictions }),
  });

  it('reads OCPI: the first element that fits decides, tax is added, midnight is crossed', () => {
    const { yaml } = importTariff(
      't.json',
      JSON.stringify({
        id: 'NIGHT 1',
        currency: 'GBP',
        elements: [element(0.0667, { start_time: '23:30', end_time: '05:30' }), element(0.2667)],
      }),
      how,
    );
    const { tariff: read } = loadTariff('t.yaml', yaml);
    expect(read).toMatchObject({
      id: 'night-1',
      clock: 'local',
      standard: 28.0035,
      bands: [{ from: 1410, to: 330, price: 7.0035 }],
    });
  });

  it('reads a Tariff of OCPP 2.1, and says what it left out', () => {
    const { yaml, left } = importTariff(
      't.json',
      JSON.stringify({
        tariff: {
          tariffId: 'T1',
          currency: 'GBP',
          energy: {
            prices: [
              { priceKwh: 0.08, conditions: { startTimeOfDay: '00:30', endTimeOfDay: '05:30' } },
              { priceKwh: 0.01, conditions: { dayOfWeek: ['Sunday'] } },
              { priceKwh: 0.25 },
            ],
          },
          idleTime: { prices: [{ priceMinute: 0.1 }] },
        },
      }),
      how,
    );
    expect(loadTariff('t.yaml', yaml).tariff).toMatchObject({
      standard: 25,
      bands: [{ from: 30, to: 330, price: 8 }],
    });
    expect(left).toHaveLength(2);
  });

  it.each(['', '[]', '{}', '{"elements":[]}', '{"tariffId":"x"}', 'null'])('refuses %j', (text) => {
    expect(() => importTariff('t.json', text, how)).toThrow(SuiteError);
  });
});
