import { describe, expect, it } from 'vitest';
import { watts } from '../energy/index.ts';
import type { CompositeCheck } from '../suite/index.ts';
import type { CheckResult } from './finding.ts';
import { judge } from './judge.ts';
import { at, BASE, SampleNight, scenarioOf } from './sample-night.ts';

const composite: CompositeCheck = { check: 'composite', ...BASE, tolerance: watts(100) };
const PLAN = [
  [0, 0],
  [150, 7360],
  [450, 0],
] as const;

const judged = (night: SampleNight, check: Partial<CompositeCheck> = {}): CheckResult => {
  const found = judge(scenarioOf([{ ...composite, ...check }]), night.ended()).find(
    (each) => each.check === 'composite',
  );
  if (found === undefined) throw new Error('not judged');
  return found;
};
const planned = (subject: 'charger' | 'csms' = 'charger', dialect: SampleNight['dialect'] = 'ocpp2.0.1') =>
  new SampleNight(dialect, subject).starts(0).plan(0.5, PLAN);

describe('a composite schedule', () => {
  it.each(['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const)('that tells the truth passes in %s', (dialect) => {
    const result = judged(
      planned('charger', dialect).composite(10, [
        [10, 0],
        [150, 7360],
        [450, 0],
      ]),
    );
    expect(result.findings).toEqual([]);
    expect(result).toMatchObject({ outcome: 'passed', looked: 1, measures: { answers: 1 } });
  });

  it('may split equal periods, and be off by the tolerance, and by a second at an edge', () => {
    const result = judged(
      planned().composite(10, [
        [10, 0],
        [80, 0],
        [150 + 1 / 60, 7300],
        [450, 90],
      ]),
    );
    expect(result.outcome).toBe('passed');
  });

  it.each<[string, readonly (readonly [number, number])[]]>([
    ['promises full rate', [[10, 7360]]],
    [
      'is an hour late',
      [
        [10, 0],
        [210, 7360],
        [450, 0],
      ],
    ],
    [
      'forgets the end',
      [
        [10, 0],
        [150, 7360],
      ],
    ],
    [
      'is off by more than the tolerance',
      [
        [10, 0],
        [150, 7200],
        [450, 0],
      ],
    ],
  ])('that %s fails', (_, periods) => {
    const result = judged(planned().composite(10, periods));
    expect(result.outcome).toBe('failed');
    expect(judged(planned().composite(10, periods), { as: 'should' }).outcome).toBe('advised');
    // The charger is ours when the CSMS is judged.
    expect(judged(planned('csms').composite(10, periods)).outcome).toBe('broken');
  });

  it('says where it is wrong', () => {
    const [found] = judged(planned().composite(10, [[10, 7360]])).findings;
    expect(found).toMatchObject({
      summary: 'the composite schedule is not what the profiles add up to',
      expected: ['0 W at 22:20'],
      actual: '7360 W at 22:20',
      evidence: [5, 6],
      at: at(80),
    });
  });

  it('is judged by what was installed when it was answered', () => {
    const night = planned()
      .composite(10, [
        [10, 0],
        [150, 7360],
        [450, 0],
      ])
      .plan(20, [[20, 3000]])
      .composite(30, [[30, 3000]]);
    expect(judged(night)).toMatchObject({ outcome: 'passed', looked: 2 });
  });

  it('must be in an accepted answer', () => {
    const bare = planned().ask(
      10,
      'csms',
      { kind: 'asks composite schedule', evse: 1, duration: 3600 as never },
      { reply: { status: 'Accepted' } },
    );
    expect(judged(bare).findings[0]?.summary).toBe('accepted without a schedule');
  });

  it('that nobody asked for, or that was refused, proves nothing', () => {
    const [found] = judged(planned()).findings;
    expect([found?.outcome, found?.summary]).toEqual(['unproven', 'nobody asked for a composite schedule']);
    const asked = (subject: 'charger' | 'csms') =>
      planned(subject).ask(
        10,
        'csms',
        { kind: 'asks composite schedule', evse: 1, duration: 3600 as never },
        { reply: { status: 'Rejected' } },
      );
    expect(judged(asked('charger')).findings[0]).toMatchObject({
      outcome: 'unproven',
      summary: 'no composite schedule was accepted',
    });
    expect(judged(asked('csms')).outcome).toBe('advised');
  });
});
