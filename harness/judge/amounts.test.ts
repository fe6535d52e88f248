import { describe, expect, it } from 'vitest';
import { fraction, pence, wattHours } from '../energy/index.ts';
import type { CostCheck, EnergyCheck } from '../suite/index.ts';
import type { CheckResult } from './finding.ts';
import { judge } from './judge.ts';
import { at, BASE, SampleNight, scenarioOf } from './sample-night.ts';

const cheap = (minute: number): number => (minute >= 150 && minute < 450 ? 6000 : 0);
const night = (power = cheap, options?: { register?: boolean; every?: number }): SampleNight =>
  new SampleNight().starts(0).meters(0, 600, power, options);

const one = (check: EnergyCheck | CostCheck, made: SampleNight, ended = made.ended()): CheckResult => {
  const found = judge(scenarioOf([check]), ended).find((each) => each.check === check.check);
  if (found === undefined) throw new Error('not judged');
  return found;
};

describe('energy', () => {
  const energy = (more: Partial<EnergyCheck>): EnergyCheck => ({ check: 'energy', ...BASE, ...more });

  it.each<[string, Partial<EnergyCheck>, CheckResult['outcome']]>([
    ['enough', { min: wattHours(30_000) }, 'passed'],
    ['a Wh short, within what a register resolves', { min: wattHours(30_029) }, 'passed'],
    ['too little', { min: wattHours(30_100) }, 'failed'],
    ['not too much', { max: wattHours(30_000) }, 'passed'],
    ['too much', { max: wattHours(29_900) }, 'failed'],
    ['a should', { as: 'should', min: wattHours(31_000) }, 'advised'],
    ['all of it by 04:30', { by: at(450), min: wattHours(30_000) }, 'passed'],
    ['half of it by 02:00', { by: at(300), min: wattHours(15_000), max: wattHours(15_000) }, 'passed'],
    ['half of it from 02:00', { from: at(300), min: wattHours(15_000), max: wattHours(15_000) }, 'passed'],
    ['nothing before the window', { by: at(150), max: wattHours(0) }, 'passed'],
  ])('%s', (_, more, outcome) => {
    const result = one(energy(more), night());
    expect(result.outcome).toBe(outcome);
    expect(result.proves).toEqual(['ours:X']);
  });

  it('says how much there was, and when', () => {
    const [found] = one(energy({ min: wattHours(31_000), max: wattHours(32_000) }), night()).findings;
    expect(found?.summary).toBe('too little energy');
    expect(found?.expected).toEqual(['at least 31.00 kWh, at most 32.00 kWh']);
    expect(found?.actual).toBe('30.00 kWh from 21:00 to 07:00');
    expect(one(energy({ min: wattHours(1) }), night()).measures).toEqual({ wattHours: 30_000 });
  });

  it('is added up from power where there is no register', () => {
    const made = night(cheap, { register: false });
    expect(one(energy({ min: wattHours(30_000), max: wattHours(30_000) }), made).outcome).toBe('passed');
  });

  it('is shared out over a reading that reaches across the time asked for', () => {
    const made = new SampleNight().starts(0).meter(0, { register: 0 }).meter(600, { register: 10_000 });
    expect(one(energy({ by: at(300), min: wattHours(5000), max: wattHours(5000) }), made).outcome).toBe(
      'passed',
    );
  });

  it('is unproven without any reading, and when the night ended before enough was there', () => {
    expect(one(energy({ min: wattHours(1) }), new SampleNight().starts(0)).outcome).toBe('unproven');
    const made = new SampleNight().starts(0).meters(0, 200, cheap);
    expect(one(energy({ min: wattHours(9000) }), made, made.ended(200, 'interrupted')).outcome).toBe(
      'unproven',
    );
    expect(one(energy({ max: wattHours(9000) }), made, made.ended(200, 'interrupted')).outcome).toBe(
      'unproven',
    );
    // What is too much already cannot become less.
    expect(one(energy({ max: wattHours(900) }), made, made.ended(200, 'interrupted')).outcome).toBe('failed');
  });

  it('is not judged when the clock was set forward', () => {
    const made = night().jump(20, 100);
    const result = one(energy({ min: wattHours(99_000) }), made);
    expect([result.outcome, result.proves]).toEqual(['advised', []]);
  });
});

describe('cost', () => {
  const cost = (more: Partial<CostCheck>): CostCheck => ({ check: 'cost', ...BASE, ...more });
  /** 3 kWh at the standard rate, then 30 kWh off-peak. */
  const early = (minute: number): number => (minute < 30 ? 6000 : cheap(minute));

  it.each<[string, Partial<CostCheck>, (minute: number) => number, CheckResult['outcome']]>([
    ['all off-peak', { offPeakShare: fraction(1) }, cheap, 'passed'],
    ['a share that is just enough', { offPeakShare: fraction(0.909) }, early, 'passed'],
    ['too small a share', { offPeakShare: fraction(0.95) }, early, 'failed'],
    ['a should', { as: 'should', offPeakShare: fraction(0.95) }, early, 'advised'],
    ['cheap enough', { atMost: pence(210) }, cheap, 'passed'],
    ['half a penny over, which is rounding', { atMost: pence(209.6) }, cheap, 'passed'],
    ['too dear', { atMost: pence(209) }, cheap, 'failed'],
    ['dear, though mostly off-peak', { offPeakShare: fraction(0.9), atMost: pence(250) }, early, 'failed'],
    ['nothing bought at all', { atMost: pence(250) }, () => 0, 'unproven'],
  ])('%s', (_, more, power, outcome) => {
    expect(one(cost(more), night(power)).outcome).toBe(outcome);
  });

  it('measures pence and share', () => {
    expect(one(cost({ atMost: pence(999) }), night(early)).measures).toEqual({
      pence: 300,
      offPeakShare: 0.9091,
    });
    const [share] = one(cost({ offPeakShare: fraction(0.99) }), night(early)).findings;
    expect([share?.expected, share?.actual]).toEqual([['99.0 % off-peak'], '90.9 %']);
    const [dear] = one(cost({ atMost: pence(100) }), night(early)).findings;
    expect([dear?.expected, dear?.actual]).toEqual([['at most 100 p'], '300.0 p']);
  });

  it('is unproven when one long reading reaches across a change of price', () => {
    const made = new SampleNight().starts(0).meter(100, { register: 0 }).meter(200, { register: 5000 });
    expect(one(cost({ offPeakShare: fraction(0.1) }), made).outcome).toBe('unproven');
    const trifle = new SampleNight()
      .starts(0)
      .meter(100, { register: 0 })
      .meter(200, { register: 50 })
      .meter(205, { register: 950 });
    expect(one(cost({ offPeakShare: fraction(0.1) }), trifle).outcome).toBe('passed');
  });
});
