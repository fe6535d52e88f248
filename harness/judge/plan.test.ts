import { describe, expect, it } from 'vitest';
import { watts } from '../energy/index.ts';
import type { PlanCheck } from '../suite/index.ts';
import type { CheckResult } from './finding.ts';
import { judge } from './judge.ts';
import { at, BASE, SampleNight, scenarioOf, stepOf, TARIFF } from './sample-night.ts';

const plan: PlanCheck = {
  check: 'plan',
  ...BASE,
  from: at(0),
  to: at(540),
  outside: watts(100),
  inside: watts(7000),
};
const RIGHT = [
  [0, 0],
  [150, 7360],
  [450, 0],
] as const;

const judged = (trace = csms(RIGHT).ended(), check: Partial<PlanCheck> = {}): CheckResult => {
  const found = judge(scenarioOf([{ ...plan, ...check }]), trace).find((each) => each.check === 'plan');
  if (found === undefined) throw new Error('not judged');
  return found;
};
const csms = (
  limits: Parameters<SampleNight['plan']>[1],
  when = 0.5,
  dialect: SampleNight['dialect'] = 'ocpp2.0.1',
): SampleNight => new SampleNight(dialect, 'csms').starts(0).plan(when, limits);

describe('a plan', () => {
  it.each(['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const)('that follows the tariff passes in %s', (dialect) => {
    const result = judged(csms(RIGHT, 0.5, dialect).ended());
    expect(result.findings).toEqual([]);
    expect(result.outcome).toBe('passed');
    expect(result.measures).toEqual({ profiles: 1 });
    expect(result.proves).toEqual(['ours:X']);
  });

  it.each<[string, Parameters<SampleNight['plan']>[1], string]>([
    ['never holds', [[0, 7360]], 'the plan lets the car charge at the standard rate'],
    ['never charges', [[0, 0]], 'the plan holds the car back off-peak'],
    [
      'opens an hour early',
      [
        [0, 0],
        [90, 7360],
        [450, 0],
      ],
      'the plan lets the car charge at the standard rate',
    ],
    [
      'closes an hour early',
      [
        [0, 0],
        [150, 7360],
        [390, 0],
      ],
      'the plan holds the car back off-peak',
    ],
    [
      'gives a little less than it must',
      [
        [0, 0],
        [150, 6900],
        [450, 0],
      ],
      'the plan holds the car back off-peak',
    ],
    [
      'leaks a little more than it may',
      [
        [0, 200],
        [150, 7360],
        [450, 0],
      ],
      'the plan lets the car charge at the standard rate',
    ],
  ])('that %s fails', (_, limits, summary) => {
    const result = judged(csms(limits).ended());
    expect(result.outcome).toBe('failed');
    expect(result.findings.map((each) => each.summary)).toContain(summary);
  });

  it('says what was allowed, when, and by which frame', () => {
    const [found] = judged(csms([[0, 7360]]).ended()).findings;
    expect(found).toMatchObject({
      expected: ['at most 100 W'],
      actual: '7360 W from 21:01 to 23:30',
      evidence: [4],
      at: at(1),
      until: at(150),
    });
    expect(judged(csms([[0, 7360]]).ended(), { as: 'should' }).outcome).toBe('advised');
  });

  it('may come within a minute after the car', () => {
    expect(judged(csms(RIGHT, 0.9).ended()).outcome).toBe('passed');
    expect(judged(csms(RIGHT, 1.5).ended()).outcome).toBe('failed');
  });

  it('that was refused is none', () => {
    const refused = (subject: 'csms' | 'charger') =>
      new SampleNight('ocpp2.0.1', subject).starts(0).plan(0.5, RIGHT, { reply: { status: 'Rejected' } });
    expect(judged(refused('csms').ended()).findings.at(-1)?.summary).toBe('there was no plan');
    expect(judged(refused('csms').ended()).outcome).toBe('failed');
    // A charger that refuses is judged elsewhere; its plan is only not there.
    const outcomes = judged(refused('charger').ended()).findings.map(({ outcome }) => outcome);
    expect(outcomes).toContain('unproven');
  });

  it('in a night that was cut is unproven after the cut, and failed before it', () => {
    expect(judged(csms(RIGHT).ended(200, 'interrupted')).outcome).toBe('unproven');
    expect(judged(csms([[0, 7360]]).ended(200, 'interrupted')).outcome).toBe('failed');
    const none = new SampleNight('ocpp2.0.1', 'csms').ended(200, 'interrupted');
    expect(judged(none).outcome).toBe('unproven');
  });

  it('must have the right form when the CSMS is judged', () => {
    const [found] = judged(
      csms([
        [0, 0],
        [150, -5],
        [450, 0],
      ]).ended(),
    ).findings;
    expect(found).toMatchObject({ outcome: 'failed', evidence: [3] });
    expect(found?.summary).toContain('a limit is missing or negative');
    const early = new SampleNight('ocpp2.0.1', 'csms').plan(-1, RIGHT).starts(0).plan(0.5, RIGHT);
    expect(judged(early.ended()).findings.map(({ summary }) => summary)).toEqual([
      'profile 1: TxProfile without a transaction',
    ]);
  });

  it('follows a tariff that was published in the night', () => {
    const dear = { ...TARIFF, bands: TARIFF.bands.map((band) => ({ ...band, to: 180 })) };
    const steps = [stepOf({ actor: 'tariff', verb: 'publishes', with: { tariff: dear } })];
    const night = (...more: readonly (readonly [number, number])[]) =>
      csms(RIGHT)
        .step(200)
        .plan(200.5, [...RIGHT.slice(0, 2), ...more])
        .ended();
    const verdict = (trace: ReturnType<SampleNight['ended']>) =>
      judge(scenarioOf([plan], steps), trace).find(({ check }) => check === 'plan')?.outcome;
    expect(verdict(night([360, 0]))).toBe('passed');
    expect(verdict(night([450, 0]))).toBe('failed');
  });
});
