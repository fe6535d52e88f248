import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formatPlace, SuiteError } from '../errors.ts';
import { checkFiles, loadSuites, type Scenario } from './index.ts';

const ROOT = join(import.meta.dirname, '../..');
const OVERNIGHT = join(ROOT, 'suites/overnight');
const PLAIN = 'OVN-001-transaction-profile-in-watts.yaml';

const copy = mkdtempSync(join(tmpdir(), 'offpeak-suite-'));
cpSync(join(ROOT, 'suites'), join(copy, 'suites'), { recursive: true });
cpSync(join(ROOT, 'fixtures'), join(copy, 'fixtures'), { recursive: true });
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const plain = readFileSync(join(OVERNIGHT, PLAIN), 'utf8');

/** Problems of the plain night after one change, as `line:column message`. */
const damaged = (from: string | RegExp, to: string, text = plain, name = PLAIN): readonly string[] => {
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  const file = join(copy, 'suites/overnight', name);
  writeFileSync(file, changed);
  const problems = checkFiles([file], copy);
  writeFileSync(file, text);
  return problems.map(({ place, message }) => `${place.line}:${place.column} ${message}`);
};

describe('a damaged suite', () => {
  it.each<readonly [string, string | RegExp, string, readonly string[]]>([
    ['another id', 'id: OVN-001', 'id: OVN-002', [`2:5 id: "OVN-002" does not match the file's name`]],
    [
      'an unknown key',
      'driver: unplugs',
      'drivr: unplugs',
      ['31:5 unknown key "drivr"; did you mean "driver"?'],
    ],
    [
      'a misspelt verb',
      'driver: unplugs',
      'driver: unplug',
      ['31:13 driver: "unplug" is not one of plugs in, unplugs, presents token; did you mean "unplugs"?'],
    ],
    [
      'no unit',
      'takes: 7.36 kW',
      'takes: 7360',
      ['14:53 takes: "7360" is not a power; write it with its unit, like "7.4 kW"'],
    ],
    [
      'no within',
      /    within: 60 s\n    charger: starts/,
      '    charger: starts',
      ['21:5 needs "within": how long it may take'],
    ],
    [
      'a gap in the curve',
      '{ from: 23:30,',
      '{ from: 23:31,',
      ['42:11 must begin where the row before it ends'],
    ],
    ['no day', '  - day: 2026-01-14\n', '', ['18:5 needs a "day" heading before it']],
    [
      'an impossible day',
      'day: 2026-01-15',
      'day: 2026-02-30',
      ['29:10 day: "2026-02-30" is not a day, like "2026-01-14"'],
    ],
    [
      'times that go back',
      'at: 07:15\n    driver',
      'at: 08:15\n    driver',
      ['32:5 is earlier than the step before it, or than now'],
    ],
    [
      'an unknown requirement',
      'ours:PLAN-FORM]\n\n',
      'ours:PLAN-FROM]\n\n',
      ['8:114 "ours:PLAN-FROM" is not in suites/requirements.yaml'],
    ],
    [
      'a claim without proof',
      'ours:PLAN-FORM]\n\n',
      'ours:PLAN-FORM, ours:REPLUG]\n\n',
      ['8:130 "ours:REPLUG" is claimed, but no step or check proves it'],
    ],
    ['an unknown capability', 'SC.Watts,', 'SC.Wats,', ['7:30 "SC.Wats" is not in suites/capabilities.yaml']],
    [
      'no fixture',
      'night-2330-0600',
      'night-9999',
      ['13:11 tariff: there is no fixtures/tariffs/night-9999.yaml'],
    ],
    [
      'a path out of the fixtures',
      'tariffs/night-2330-0600',
      'tariffs/../../x',
      ['13:11 tariff: "tariffs/../../x.yaml" is not a fixture, like "tariffs/economy-7.yaml"'],
    ],
    [
      'more power than the fuse',
      'fuse: 32 A',
      'fuse: 16 A',
      [
        '42:11 the world does not permit 7.36 kW: vehicle and supply allow 3.68 kW',
        '45:31 min: at most 23.92 kWh can flow off-peak while the vehicle is plugged in',
        '48:45 inside: the supply gives 3.68 kW at most',
      ],
    ],
    [
      'a battery too full',
      'charged: 20 %',
      'charged: 60 %',
      [
        '42:11 the world does not permit this: 47.84 kWh by the end of the row, but the battery has room for 30.8 kWh',
        '45:31 min: the battery has room for 30.8 kWh',
      ],
    ],
    [
      'an anchor',
      'title: Plugged',
      'title: &x Plugged',
      ['3:11 anchors are not allowed; write the value out'],
    ],
    ['a key twice', 'subject: either', 'subject: either\nsubject: csms', ['6:1 Map keys must be unique']],
    [
      'two actors',
      'driver: unplugs',
      'driver: unplugs\n    tariff: publishes',
      ['30:5 needs exactly one of driver, vehicle, charger, csms, tariff, operator, fault'],
    ],
    ['a missing part', 'settle: 60 s\n', '\n', ['39:7 power: needs "settle"']],
    ['an unknown check', '  - cost:', '  - costs:', ['46:5 unknown key "costs"; did you mean "cost"?']],
  ])('%s', (_name, from, to, expected) => {
    expect(damaged(from, to)).toEqual(expected);
  });

  it('is refused with every problem at once, in the order of the file', () => {
    const file = join(copy, 'suites/overnight', PLAIN);
    writeFileSync(
      file,
      plain.replace('subject: either', 'subject: car').replace('settle: 60 s', 'settle: 60'),
    );
    let refusal: unknown;
    try {
      loadSuites([file], copy);
    } catch (error) {
      refusal = error;
    }
    writeFileSync(file, plain);
    expect(refusal).toBeInstanceOf(SuiteError);
    const { place, message } = refusal as SuiteError;
    expect(place === undefined ? '' : formatPlace(place)).toBe(`suites/overnight/${PLAIN}:5:10`);
    expect(message.split('\n')).toEqual([
      'subject: "car" is not one of charger, csms, either',
      `suites/overnight/${PLAIN}:38:15 settle: "60" is not a length of time; write it with its unit, like "60 s"`,
    ]);
  });

  it('is refused when its id is taken, its name is none, or it is too large', () => {
    const twin = join(copy, 'suites/overnight/OVN-001-twin.yaml');
    writeFileSync(twin, plain);
    expect(() => loadSuites([join(copy, 'suites')], copy)).toThrow('the id OVN-001 is taken by');
    writeFileSync(twin, `${plain}# ${'x'.repeat(262_144)}`);
    expect(checkFiles([twin], copy)[0]?.message).toBe('the file is larger than 256 KiB');
    rmSync(twin);
    expect(() => loadSuites([join(copy, 'suites/requirements.yaml')], copy)).toThrow(
      'a suite file is called',
    );
    expect(() => loadSuites([join(copy, 'nowhere')], copy)).toThrow('there is no such file');
  });
});

describe('requirements', () => {
  const area = join(copy, 'suites/requirements/area.yaml');
  const entry = (id: string): string => `- { id: "${id}", level: must, who: both, text: "Ours." }\n`;

  it('may stand in a file of their own area', () => {
    mkdirSync(join(copy, 'suites/requirements'), { recursive: true });
    writeFileSync(area, entry('ours:AREA'));
    const file = join(copy, 'suites/overnight', PLAIN);
    writeFileSync(file, plain.replaceAll('ours:PLAN-FORM', 'ours:AREA'));
    expect(checkFiles([file], copy)).toEqual([]);
    writeFileSync(file, plain);
  });

  it('stand once, whichever file they stand in', () => {
    writeFileSync(area, entry('ours:REPLAN'));
    const problems = checkFiles([join(copy, 'suites/requirements.yaml'), area], copy);
    expect(problems.map(({ place, message }) => `${formatPlace(place)} ${message}`)).toEqual([
      'suites/requirements/area.yaml:1:9 id: "ours:REPLAN" is there twice',
    ]);
    expect(() => loadSuites([OVERNIGHT], copy)).toThrow('is there twice');
    rmSync(area);
  });
});

describe('hours that clocks skip or repeat', () => {
  const SPRING = 'OVN-010-spring-night.yaml';
  const AUTUMN = 'OVN-011-autumn-night.yaml';
  const spring = readFileSync(join(OVERNIGHT, SPRING), 'utf8');
  const autumn = readFileSync(join(OVERNIGHT, AUTUMN), 'utf8');
  const step = (at: string): string => `  - at: ${at}\n    driver: presents token\n  - at: 07:15\n    driver`;

  it('cannot be used as if they were like others', () => {
    expect(damaged('  - at: 07:15\n    driver', step('01:30'), spring, SPRING)).toEqual([
      '30:9 at: "01:30" on 2026-03-29 does not exist in Europe/London',
    ]);
    expect(damaged('  - at: 07:15\n    driver', step('01:30'), autumn, AUTUMN)).toEqual([
      '30:9 at: "01:30" on 2026-10-25 happens twice in Europe/London; write the offset, like "01:30+01:00"',
    ]);
    expect(damaged('  - at: 07:15\n    driver', step('01:30+00:00'), autumn, AUTUMN)).toEqual([]);
    expect(damaged('  - at: 07:15\n    driver', step('01:30+02:00'), autumn, AUTUMN)).toEqual([
      '30:9 at: "01:30+02:00": clocks in Europe/London are not at +02:00 then',
    ]);
  });

  it('are two rows of a curve when written with their offsets', () => {
    const row = '{ from: 23:30, to: 06:00, power: 7.36 kW, within: 5 % }';
    const rows = [
      '{ from: 23:30, to: 01:30+01:00, power: 7.36 kW, within: 5 % }',
      '{ from: 01:30+01:00, to: 01:30+00:00, power: 7.36 kW, within: 5 % }',
      '{ from: 01:30+00:00, to: 06:00, power: 7.36 kW, within: 5 % }',
    ];
    expect(damaged(row, rows.join('\n        - '), autumn, AUTUMN)).toEqual([]);
  });
});

describe('what the shipped nights do not say', () => {
  const loaded = (from: string, to: string): Scenario => {
    expect(plain).toContain(from);
    const file = join(copy, 'suites/overnight', PLAIN);
    writeFileSync(file, plain.replace(from, to));
    try {
      const [found] = loadSuites([file], copy);
      if (found === undefined) throw new Error('nothing was loaded');
      return found;
    } finally {
      writeFileSync(file, plain);
    }
  };

  it('a schedule in rows, and a plan of its own', () => {
    const rows = '[{ from: 21:01, to: 23:30, limit: 0 A }, { from: 23:30, to: 07:15, limit: 16 A }]';
    const night = loaded('{ schedule: tariff }', `{ schedule: ${rows}, unit: A, stack level: 2 }`);
    expect(night.timeline[2]?.with).toMatchObject({
      schedule: [
        { from: Date.parse('2026-01-14T21:01:00Z'), limit: { unit: 'A', value: 0 } },
        { to: Date.parse('2026-01-15T07:15:00Z'), limit: { unit: 'A', value: 16 } },
      ],
      plan: { unit: 'A' },
      stackLevel: 2,
    });
  });

  it('a fault, with its stretch of time', () => {
    const fault = '  - day: 2026-01-15\n  - during: 00:10 .. 02:50\n    fault: link down\n';
    const night = loaded('  - day: 2026-01-15\n', fault);
    expect(night.timeline[3]).toMatchObject({
      verb: 'link down',
      when: {
        kind: 'during',
        from: Date.parse('2026-01-15T00:10:00Z'),
        to: Date.parse('2026-01-15T02:50:00Z'),
      },
    });
  });

  it('an order of messages, a bound on cost, a check that is a wish', () => {
    const order = '  - order: [starts transaction, sets charging profile]\n    as: should\n';
    const night = loaded('  - cost: { off-peak', `${order}  - cost: { at most: 350 p, off-peak`);
    expect(night.checks.slice(2, 4)).toMatchObject([
      { check: 'order', as: 'should', of: ['starts transaction', 'sets charging profile'] },
      { check: 'cost', atMost: 350, offPeakShare: 0.99 },
    ]);
  });
});
