import { describe, expect, it } from 'vitest';
import type { CountCheck, OrderCheck } from '../suite/index.ts';
import type { CheckResult } from './finding.ts';
import { judge } from './judge.ts';
import { at, BASE, SampleNight, scenarioOf } from './sample-night.ts';

const one = (check: OrderCheck | CountCheck, trace = night().ended()): CheckResult => {
  const found = judge(scenarioOf([check]), trace).find((each) => each.check === check.check);
  if (found === undefined) throw new Error('not judged');
  return found;
};
const night = (): SampleNight =>
  new SampleNight()
    .starts(0)
    .plan(1, [[0, 0]])
    .meter(5, { power: 0 })
    .ask(60, 'charger', { kind: 'heartbeats' }, { reply: { now: at(60) } })
    .ask(120, 'charger', { kind: 'heartbeats' }, { reply: { now: at(120) } })
    .ends(300);

describe('order', () => {
  const order = (of: OrderCheck['of'], as: OrderCheck['as'] = 'must'): OrderCheck => ({
    check: 'order',
    ...BASE,
    as,
    of,
  });

  it('passes with others in between', () => {
    expect(one(order(['starts transaction', 'heartbeats', 'ends transaction'])).outcome).toBe('passed');
    expect(one(order(['heartbeats', 'heartbeats'])).outcome).toBe('passed');
  });

  it('fails when one came only before, or never, and says which', () => {
    const before = one(order(['ends transaction', 'starts transaction']));
    expect(before.outcome).toBe('failed');
    expect(before.findings[0]?.actual).toBe('"starts transaction" came only before');
    expect(before.findings[0]?.evidence).toHaveLength(1);
    const never = one(order(['starts transaction', 'stops remotely', 'ends transaction']));
    expect(never.findings[0]?.actual).toBe('"stops remotely" never came');
    expect(one(order(['heartbeats', 'heartbeats', 'heartbeats'])).outcome).toBe('failed');
    expect(one(order(['stops remotely', 'heartbeats'], 'should')).outcome).toBe('advised');
  });

  it('is unproven in a night that ended early, and in one in which nothing was said', () => {
    const cut = night().ended(310, 'interrupted');
    expect(one(order(['ends transaction', 'stops remotely']), cut).outcome).toBe('unproven');
    const silent = new SampleNight().ended();
    expect(one(order(['heartbeats', 'heartbeats']), silent).outcome).toBe('failed');
  });
});

describe('count', () => {
  const count = (more: Partial<CountCheck>): CountCheck => ({
    check: 'count',
    ...BASE,
    of: 'heartbeats',
    ...more,
  });

  it.each<[string, Partial<CountCheck>, CheckResult['outcome']]>([
    ['exactly', { min: 2, max: 2 }, 'passed'],
    ['too few', { min: 3 }, 'failed'],
    ['too many', { max: 1 }, 'failed'],
    ['none asked, none there', { of: 'resets', max: 0 }, 'passed'],
    ['should', { as: 'should', min: 3 }, 'advised'],
    ['in a stretch', { from: at(61), to: at(121), min: 1, max: 1 }, 'passed'],
    ['from the first instant of a stretch', { from: at(60), to: at(120), min: 1, max: 1 }, 'passed'],
    ['outside a stretch', { from: at(121), min: 1 }, 'failed'],
  ])('%s', (_, more, outcome) => {
    expect(one(count(more)).outcome).toBe(outcome);
  });

  it('says how many and where', () => {
    const result = one(count({ min: 3, max: 4 }));
    expect(result.measures).toEqual({ count: 2 });
    expect(result.findings[0]).toMatchObject({
      summary: '"heartbeats" was sent 2 times',
      expected: ['at least 3, at most 4'],
      actual: '2',
    });
    expect(result.findings[0]?.evidence).toHaveLength(2);
  });

  it('in a night that ended early only too many is certain', () => {
    const cut = night().ended(310, 'subject lost');
    expect(one(count({ min: 3 }), cut).outcome).toBe('unproven');
    expect(one(count({ max: 2 }), cut).outcome).toBe('unproven');
    expect(one(count({ max: 1 }), cut).outcome).toBe('failed');
    expect(one(count({ to: at(300), min: 3 }), cut).outcome).toBe('failed');
  });
});
