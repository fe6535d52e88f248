import { describe, expect, it } from 'vitest';
import { watts, wholeSeconds } from '../energy/index.ts';
import type { CompositeCheck } from '../suite/index.ts';
import type { CheckResult } from './finding.ts';
import { judge } from './judge.ts';
import { BASE, GIVEN, SampleNight, scenarioOf } from './sample-night.ts';

const check: CompositeCheck = { check: 'composite', ...BASE, tolerance: watts(100) };
const PLAN = [
  [0, 0],
  [150, 7360],
  [450, 0],
] as const;
const TRUE = [
  [10, 0],
  [150, 7360],
  [450, 0],
] as const;
const kept = (minute: number): number => (minute >= 150 && minute < 450 ? 7360 : 0);

const night = (power: (minute: number) => number, subject: 'charger' | 'csms' = 'charger'): SampleNight =>
  new SampleNight('ocpp2.0.1', subject).starts(0).plan(0.5, PLAN).composite(10, TRUE).meters(15, 590, power);

const judged = (made: SampleNight, given = {}, more: Partial<CompositeCheck> = {}): CheckResult => {
  const found = judge(scenarioOf([{ ...check, ...more }], [], given), made.ended()).find(
    (each) => each.check === 'composite',
  );
  if (found === undefined) throw new Error('not judged');
  return found;
};

describe('what a charger promised in a composite schedule', () => {
  it('stands when it was kept', () => {
    const result = judged(night(kept));
    expect(result.findings).toEqual([]);
    expect(result).toMatchObject({ outcome: 'passed', measures: { answers: 1, metered: 116 } });
  });

  it('stands in spite of noise of a percent, a ramp at the edge, and a car that is full', () => {
    expect(judged(night((minute) => kept(minute) * 1.01 + 10)).outcome).toBe('passed');
    expect(judged(night((minute) => (minute === 450 ? 7360 : kept(minute)))).outcome).toBe('passed');
    expect(judged(night((minute) => (minute > 400 ? 0 : kept(minute)))).findings[0]?.outcome).toBe('advised');
  });

  it.each<[string, (minute: number) => number]>([
    ['charges before', (minute) => (minute > 60 && minute < 150 ? 7360 : kept(minute))],
    ['goes on after', (minute) => (minute >= 150 ? 7360 : 0)],
    ['leaks', (minute) => Math.max(kept(minute), 200)],
  ])('and then %s, is broken', (_, power) => {
    expect(judged(night(power)).outcome).toBe('failed');
    expect(judged(night(power, 'csms')).outcome).toBe('broken');
    expect(judged(night(power), {}, { as: 'should' }).outcome).toBe('advised');
  });

  it('is shown by the answer and by the samples', () => {
    const [found] = judged(night((minute) => (minute >= 60 && minute < 80 ? 7360 : kept(minute)))).findings;
    expect(found).toMatchObject({
      summary: 'more power than the composite schedule promised',
      expected: ['0 W at 22:00'],
      actual: '7360 W at 22:00, 4 of 116 samples, 22:00 to 22:15',
    });
    expect(found?.evidence.slice(0, 2)).toEqual([5, 6]);
    expect(found?.evidence).toHaveLength(6);
  });

  it('binds the charger, not the car: far less is only worth saying', () => {
    const result = judged(night(() => 0));
    expect(result.findings).toHaveLength(1);
    expect(result.findings[0]).toMatchObject({
      outcome: 'advised',
      summary: 'far less power than the composite schedule promised',
    });
    // A promise below what a car can charge with is kept by nothing at all.
    const little = [
      [0, 0],
      [150, 1000],
    ] as const;
    const made = new SampleNight()
      .starts(0)
      .plan(0.5, little)
      .composite(10, [
        [10, 0],
        [150, 1000],
      ])
      .meters(15, 590, () => 0);
    expect(judged(made).findings).toEqual([]);
  });

  it('one wrong sample is not enough, and a random delay is grace', () => {
    expect(judged(night((minute) => (minute === 60 ? 7360 : kept(minute)))).outcome).toBe('passed');
    const late = (minute: number): number => kept(minute - 11);
    expect(judged(night(late)).outcome).toBe('failed');
    const station = { ...GIVEN.station, randomDelay: wholeSeconds(900) };
    expect(judged(night(late), { station }).outcome).toBe('passed');
  });

  it('stands only until a profile, a transaction or a fault changes the night', () => {
    const more = (made: SampleNight): SampleNight => made.meters(65, 140, () => 7360);
    const before = (): SampleNight =>
      new SampleNight()
        .starts(0)
        .plan(0.5, PLAN)
        .composite(10, TRUE)
        .meters(15, 60, () => 0);
    expect(judged(more(before())).outcome).toBe('failed');
    expect(judged(more(before().plan(61, [[61, 7360]]))).outcome).toBe('passed');
    expect(judged(more(before().ends(61))).outcome).toBe('passed');
    const fault = { kind: 'fault', fault: 'link down', phase: 'begins' } as const;
    expect(judged(more(before().event(61, fault))).outcome).toBe('passed');
  });

  it('is not held against it without a transaction, or in time that nobody lived', () => {
    const idle = new SampleNight().composite(10, [[10, 7360]]).meters(15, 100, () => 9000);
    expect(judged(idle).measures).toEqual({ answers: 1, metered: 0 });
    const jumped = night(kept).jump(60, 80);
    expect(judged(jumped).measures).toEqual({ answers: 1, metered: 113 });
  });
});
