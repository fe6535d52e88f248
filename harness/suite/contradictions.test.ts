import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkFiles } from './index.ts';

const ROOT = join(import.meta.dirname, '../..');
const PLAIN = 'OVN-001-transaction-profile-in-watts.yaml';
const DELAYED = 'OVN-012-random-delay.yaml';
const COMPOSITE = 'OVN-014-composite-schedule.yaml';

const copy = mkdtempSync(join(tmpdir(), 'offpeak-world-'));
cpSync(join(ROOT, 'suites'), join(copy, 'suites'), { recursive: true });
cpSync(join(ROOT, 'fixtures/tariffs'), join(copy, 'fixtures/tariffs'), { recursive: true });
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Problems of a shipped night after some changes, as `line:column message`. */
const damaged = (name: string, ...changes: readonly (readonly [string, string])[]): readonly string[] => {
  const file = join(copy, 'suites/overnight', name);
  const text = readFileSync(join(ROOT, 'suites/overnight', name), 'utf8');
  let changed = text;
  for (const [from, to] of changes) {
    expect(changed).toContain(from);
    changed = changed.replace(from, to);
  }
  writeFileSync(file, changed);
  const problems = checkFiles([file], copy);
  writeFileSync(file, text);
  return problems.map(({ place, message }) => `${place.line}:${place.column} ${message}`);
};

describe('a suite that contradicts itself or its world', () => {
  it.each<[string, string, readonly (readonly [string, string])[], readonly string[]]>([
    ['no time at all', PLAIN, [['within: 60 s', 'within: 0 s']], ['22:13 within: must be more than 0 s']],
    [
      'a delay that nobody declared',
      PLAIN,
      [['sampled: 6 min', 'sampled: 6 min\n      delay: 60 s']],
      ['40:14 delay: no random delay is declared in "given: { station: { random delay: ... } }"'],
    ],
    [
      'a longer delay than declared',
      DELAYED,
      [['delay: 600 s\n      curve', 'delay: 700 s\n      curve']],
      ['41:14 delay: the station declares a random delay of 600 s'],
    ],
    [
      'a declared delay that the curve forgets',
      DELAYED,
      [['      delay: 600 s\n', '']],
      ['39:7 power: the station declares a random delay of 600 s: say "delay: 600 s"'],
    ],
    [
      'a share that the declared delay may miss',
      DELAYED,
      [['97 %', '99 %']],
      ['47:29 off-peak share: with a random delay of 600 s a right charger may come to 97.4 % only'],
    ],
    [
      'samples that come too rarely',
      PLAIN,
      [['sampled: 6 min', 'sampled: 4 min']],
      ['39:16 sampled: the station samples every 300 s: no charger could show this'],
    ],
    [
      'a plan in a unit that the station refuses',
      PLAIN,
      [['fuse: 32 A }', 'fuse: 32 A }\n  station: { units: [A] }']],
      ['16:12 station: the station of this scenario takes A alone'],
    ],
    [
      'a step in a unit that the station refuses',
      PLAIN,
      [
        ['fuse: 32 A }', 'fuse: 32 A }\n  station: { units: [W] }'],
        ['schedule: tariff }', 'schedule: tariff, unit: A }'],
      ],
      ['28:37 unit: the station of this scenario takes W alone'],
    ],
    [
      'a question in a unit that the station refuses',
      COMPOSITE,
      [
        ['fuse: 32 A }', 'fuse: 32 A }\n  station: { units: [W] }'],
        ['duration: 12 h }', 'duration: 12 h, unit: A }'],
      ],
      ['33:35 unit: the station of this scenario takes W alone'],
    ],
    [
      'more energy than the battery has room for',
      PLAIN,
      [['min: 46 kWh, max: 49 kWh', 'min: 62 kWh']],
      ['45:31 min: the battery has room for 61.6 kWh'],
    ],
    [
      'more energy than the window gives',
      PLAIN,
      [['min: 46 kWh, max: 49 kWh', 'min: 48 kWh']],
      ['45:31 min: at most 47.84 kWh can flow off-peak while the vehicle is plugged in'],
    ],
    [
      'more energy than the time gives',
      PLAIN,
      [['by: 07:15, min: 46 kWh, max: 49 kWh', 'by: 01:30, min: 15 kWh']],
      ['45:31 min: at most 14.72 kWh can flow off-peak while the vehicle is plugged in'],
    ],
    [
      'less energy than the curve asks for',
      PLAIN,
      [['min: 46 kWh, max: 49 kWh', 'max: 40 kWh']],
      ['45:5 "max" contradicts the power curve, which asks for 45.448 kWh at least'],
    ],
    [
      'rows of two checks that overlap and differ',
      PLAIN,
      [
        [
          '  - energy:',
          '  - power:\n      settle: 60 s\n      sampled: 6 min\n      curve:\n        - { from: 22:00, to: 23:00, at most: 3 kW, within: 5 % }\n        - { from: 23:00, to: 23:45, power: 3 kW, within: 5 % }\n  - energy:',
        ],
      ],
      ['50:11 contradicts the row in line 41: they overlap, and no power is right for both'],
    ],
    [
      'power without a vehicle',
      PLAIN,
      [['  - at: 07:15\n    driver: unplugs', '  - at: 05:00\n    driver: unplugs']],
      [
        '42:11 no vehicle is plugged in for all of this row',
        '45:31 min: at most 40.48 kWh can flow off-peak while the vehicle is plugged in',
      ],
    ],
    [
      'power that no vehicle can draw',
      PLAIN,
      [
        ['power: 7.36 kW', 'power: 1 kW'],
        ['min: 46 kWh', 'min: 1 kWh'],
      ],
      ['42:11 no vehicle charges below 6 A: 1.38 kW on 1 phase(s)'],
    ],
    [
      'a plan check that can only fail',
      PLAIN,
      [['inside: 7.3 kW', 'inside: 7.3 kW, outside: 7.3 kW']],
      ['48:45 inside: must be more than "outside"'],
    ],
    [
      'a plan check without off-peak hours',
      PLAIN,
      [['plan: { from: 21:02, to: 07:15', 'plan: { from: 21:02, to: 23:00']],
      ['48:45 inside: there are no off-peak hours from "from" to "to"'],
    ],
    [
      'two cables in one inlet',
      PLAIN,
      [['  - at: 07:15\n    driver: unplugs', '  - at: 07:15\n    driver: plugs in']],
      ['30:5 the vehicle is plugged in already'],
    ],
    [
      'a cable taken out twice',
      PLAIN,
      [['driver: plugs in', 'driver: unplugs']],
      ['19:5 no vehicle is plugged in', '30:5 no vehicle is plugged in'],
    ],
    [
      'nothing to charge with',
      PLAIN,
      [['fuse: 32 A', 'fuse: 0 A']],
      [
        '15:46 fuse: must be more than 0 A',
        '42:11 the world does not permit 7.36 kW: vehicle and supply allow 0 kW',
        '45:31 min: at most 0 kWh can flow off-peak while the vehicle is plugged in',
        '48:45 inside: the supply gives 0 kW at most',
      ],
    ],
    [
      'a claim in a version that is not spoken',
      PLAIN,
      [['dialects: [ocpp1.6, ocpp2.0.1, ocpp2.1]', 'dialects: [ocpp1.6]']],
      ['8:76 "ocpp201:K01.FR.07" is of ocpp2.0.1 and ocpp2.1, which this scenario does not speak'],
    ],
  ])('%s', (_, name, changes, expected) => {
    expect(damaged(name, ...changes)).toEqual(expected);
  });
});
