import { describe, expect, it } from 'vitest';
import { fraction, wattHours, watts } from '../energy/index.ts';
import type { Check, PowerCheck } from '../suite/index.ts';
import { Course, instant, minutes, seconds } from '../time/index.ts';
import { writtenCourse } from '../trace/index.ts';
import type { CheckResult } from './finding.ts';
import { judge } from './judge.ts';
import { at, BASE, PLACE, SampleNight, scenarioOf } from './sample-night.ts';

const curve: PowerCheck = {
  check: 'power',
  ...BASE,
  settle: seconds(60),
  sampled: minutes(5),
  delay: minutes(0),
  curve: [
    { from: at(2), to: at(150), power: watts(0), tolerance: watts(100), mode: 'equals', place: PLACE },
    { from: at(150), to: at(450), power: watts(7000), tolerance: watts(350), mode: 'equals', place: PLACE },
  ],
};

const outcome = (check: Check, night: SampleNight): CheckResult['outcome'] | undefined =>
  judge(scenarioOf([check]), night.ended()).find((each) => each.check === check.check)?.outcome;

/** Charges until `late` minutes after the car came, and again from `again` on. */
const night = (late: number, again = 150, subject: 'charger' | 'csms' = 'csms'): SampleNight =>
  new SampleNight('ocpp2.0.1', subject)
    .starts(0)
    .meters(0, 600, (minute) => (minute < late || (minute >= again && minute < 450) ? 7000 : 0));

describe('a night that passes 600 times as fast as the host', () => {
  const scaled = { timeMode: 'scaled', rate: 600 } as const;

  it('gives a CSMS the host’s seconds to send its plan, which are minutes of the night', () => {
    expect(outcome(curve, night(40))).toBe('failed');
    expect(outcome(curve, night(40).header(scaled))).toBe('passed');
    expect(outcome(curve, night(80).header(scaled))).toBe('failed');
  });

  it('gives it nothing at an edge of a plan that is there, for our charger keeps to the second', () => {
    expect(outcome(curve, night(0, 180).header(scaled))).toBe('failed');
  });

  it('gives a charger those seconds at every edge', () => {
    expect(outcome(curve, night(0, 180, 'charger').header({ timeMode: 'faked', rate: 600 }))).toBe('passed');
    expect(outcome(curve, night(0, 210, 'charger').header({ timeMode: 'faked', rate: 600 }))).toBe('failed');
  });

  it('proves nothing of a row that is over before its edge has settled', () => {
    expect(outcome(curve, night(0).header({ timeMode: 'scaled', rate: 2000 }))).toBe('unproven');
  });

  it('does not count what was bought before a program could act', () => {
    const cost: Check = { check: 'cost', ...BASE, offPeakShare: fraction(0.99) };
    expect(outcome(cost, night(40))).toBe('failed');
    expect(outcome(cost, night(40).header(scaled))).toBe('passed');
  });

  it('says that it cannot tell where the energy that is missing could have flowed in those seconds', () => {
    const energy: Check = { check: 'energy', ...BASE, min: wattHours(35_000) };
    const late = night(0, 180, 'charger');
    expect(outcome(energy, late)).toBe('failed');
    expect(outcome(energy, night(0, 180, 'charger').header({ timeMode: 'faked', rate: 600 }))).toBe(
      'advised',
    );
    expect(outcome(energy, night(0, 400, 'charger').header({ timeMode: 'faked', rate: 600 }))).toBe('failed');
  });
});

describe('a night on the charger’s own clock', () => {
  // Ten minutes of the host for ten hours of the night.
  const host = instant(Date.UTC(2026, 10, 25, 10));
  const course = new Course(
    [
      { scenario: at(0), host },
      { scenario: at(600), host: instant(host + 600_000) },
    ],
    1,
  );
  /** Samples every host second, stamped by the charger's clock; the register counts real energy. */
  const made = (power: (minute: number) => number): SampleNight => {
    const lived = new SampleNight('ocpp2.0.1').header({ timeMode: 'rebased' });
    lived.event(0, { kind: 'clock', what: 'set out', course: writtenCourse(course) });
    lived.starts(0, { at: host });
    let counted = 0;
    for (let minute = 0; minute <= 600; minute += 1) {
      const stamp = course.toHost(at(minute));
      const sample = (measurand: string, unit: string, value: number) => ({
        at: stamp,
        measurand,
        unit,
        value,
      });
      lived.ask(
        minute,
        'charger',
        {
          kind: 'sends meter values',
          evse: 1,
          samples: [
            sample('Power.Active.Import', 'W', power(minute)),
            sample('Energy.Active.Import.Register', 'Wh', counted),
          ],
        },
        { reply: {} },
      );
      counted += power(minute) / 3600;
    }
    return lived;
  };
  const good = (minute: number): number => (minute >= 150 && minute < 450 ? 7000 : 0);

  it('is judged in the night’s time, with power as it was metered', () => {
    expect(outcome(curve, made(good))).toBe('passed');
    expect(
      outcome(
        curve,
        made(() => 7000),
      ),
    ).toBe('failed');
  });

  it('counts energy as if each stretch had lasted its own time', () => {
    const energy = (min: number): Check => ({ check: 'energy', ...BASE, min: wattHours(min) });
    expect(outcome(energy(34_900), made(good))).toBe('passed');
    expect(outcome(energy(45_000), made(good))).toBe('failed');
  });
});
