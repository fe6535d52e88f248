import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isoInstant } from '../time/index.ts';
import { checkFiles, loadSuites, loadTariff, VERBS, type Scenario } from './index.ts';

const ROOT = join(import.meta.dirname, '../..');
const OVERNIGHT = join(ROOT, 'suites/overnight');
const PLAIN = 'OVN-001-transaction-profile-in-watts.yaml';

const scenario = (id: string): Scenario => {
  const found = loadSuites([OVERNIGHT], ROOT).find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
};

const curve = (id: string): readonly string[] =>
  scenario(id).checks.flatMap((check) =>
    check.check === 'power'
      ? check.curve.map((row) => `${isoInstant(row.from).slice(5, 16)} ${row.mode} ${row.power}`)
      : [],
  );

describe('the shipped nights', () => {
  it('load, all fourteen, sorted, and every file of the project is sound', () => {
    const ids = loadSuites([join(ROOT, 'suites')], ROOT).map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('OVN-'))).toEqual(
      Array.from({ length: 14 }, (_, index) => `OVN-${String(index + 1).padStart(3, '0')}`),
    );
    const fixtures = readdirSync(join(ROOT, 'fixtures/tariffs'))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => join(ROOT, 'fixtures/tariffs', name));
    const catalogues = ['requirements', 'capabilities'].map((name) => join(ROOT, `suites/${name}.yaml`));
    expect(checkFiles([...fixtures, ...catalogues], ROOT)).toEqual([]);
  });

  it('OVN-001 says what it says', () => {
    const plainNight = scenario('OVN-001');
    expect(plainNight.file).toBe(`suites/overnight/${PLAIN}`);
    expect(plainNight.given.vehicle).toEqual({ battery: 77_000, charged: 0.2, takes: 7360, phases: 1 });
    expect(plainNight.timeline.map(({ index, actor, verb }) => `${index} ${actor} ${verb}`)).toEqual([
      '0 driver plugs in',
      '1 charger starts transaction',
      '2 csms sets charging profile',
      '3 driver unplugs',
      '4 charger ends transaction',
    ]);
    expect(curve('OVN-001')).toEqual([
      '01-14T21:02 equals 0',
      '01-14T23:30 equals 7360',
      '01-15T06:00 equals 0',
    ]);
    expect(isoInstant(plainNight.end)).toBe('2026-01-15T07:16:30.000Z');
    expect(plainNight.checks.find((check) => check.check === 'energy')).toMatchObject({
      by: Date.parse('2026-01-15T07:15:00Z'),
      min: 46_000,
    });
    expect(plainNight.checks.find((check) => check.check === 'cost')).toMatchObject({ offPeakShare: 0.99 });
  });

  it('keeps the window as people read their clocks when the clocks change', () => {
    expect(curve('OVN-010')).toEqual([
      '03-28T21:02 equals 0',
      '03-28T23:30 equals 7360',
      '03-29T05:00 equals 0',
    ]);
    expect(curve('OVN-011')).toEqual([
      '10-24T20:02 equals 0',
      '10-24T22:30 equals 7360',
      '10-25T06:00 equals 0',
    ]);
  });

  it('has two nights in OVN-004, and two sessions in OVN-008', () => {
    expect(curve('OVN-004').slice(3)).toEqual([
      '01-15T21:02 equals 0',
      '01-15T23:30 equals 7360',
      '01-16T06:00 equals 0',
    ]);
    expect(scenario('OVN-008').checks.find((check) => check.check === 'count')).toMatchObject({
      of: 'starts transaction',
      min: 2,
    });
  });

  it('gives a step its own tariff', () => {
    const published = scenario('OVN-005').timeline.find(({ actor }) => actor === 'tariff');
    expect(published?.with.tariff?.id).toBe('night-0030-0430');
  });

  it('asks for a composite schedule in OVN-014', () => {
    const asked = scenario('OVN-014').timeline.filter(({ verb }) => verb === 'asks composite schedule');
    expect(asked.map((step) => [step.as, step.with.duration, step.with.plan])).toEqual([
      ['may', 43_200, undefined],
      ['may', 43_200, undefined],
    ]);
  });
});

describe('a tariff fixture', () => {
  const economy = readFileSync(join(ROOT, 'fixtures/tariffs/economy-7.yaml'), 'utf8');

  it('loads', () => {
    expect(loadTariff('economy-7.yaml', economy).tariff).toMatchObject({
      id: 'economy-7',
      clock: 'utc',
      bands: [{ name: 'off-peak', from: 30, to: 450 }],
    });
  });

  it('is refused without its clock, or with bands that overlap', () => {
    expect(() => loadTariff('x.yaml', economy.replace('clock: utc\n', ''))).toThrow('needs "clock"');
    const twice = economy.replace(
      'bands:\n',
      'bands:\n  - { name: x, from: 07:00, to: 08:00, price: 9 p }\n',
    );
    expect(() => loadTariff('x.yaml', twice)).toThrow('overlaps another band');
  });
});

it('has one entry for every verb', () => {
  expect(new Set(VERBS.map(({ actor, verb }) => `${actor} ${verb}`)).size).toBe(VERBS.length);
});
