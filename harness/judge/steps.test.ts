import { describe, expect, it } from 'vitest';
import type { Step } from '../suite/index.ts';
import type { CheckResult } from './finding.ts';
import { judge } from './judge.ts';
import { at, BASE, SampleNight, scenarioOf, stepOf } from './sample-night.ts';
import type { Trace } from '../trace/index.ts';

const judged = (steps: readonly Partial<Step>[], trace: Trace): readonly CheckResult[] =>
  judge(
    scenarioOf(
      [],
      steps.map((step, index) => stepOf({ actor: 'charger', verb: 'starts transaction', index, ...step })),
    ),
    trace,
  ).filter(({ check }) => check === 'step');
const outcomeOf = (step: Partial<Step>, trace: Trace): CheckResult['outcome'] | undefined =>
  judged([step], trace)[0]?.outcome;

describe('a step of the subject', () => {
  it('passes when it came in time', () => {
    const [result] = judged([{}], new SampleNight().step(0).starts(1).ended());
    expect(result).toMatchObject({ outcome: 'passed', label: 'charger starts transaction', looked: 1 });
    expect(result?.proves).toEqual(BASE.proves);
  });

  it('fails when it came late, before, or never', () => {
    expect(outcomeOf({}, new SampleNight().step(0).starts(2).ended())).toBe('failed');
    expect(outcomeOf({ when: { kind: 'at', at: at(5) } }, new SampleNight().starts(4).step(5).ended())).toBe(
      'failed',
    );
    const [never] = judged([{}], new SampleNight().step(0).ended());
    expect(never?.findings[0]).toMatchObject({
      outcome: 'failed',
      summary: 'the charger never starts transaction',
      expected: ['starts transaction from 21:00 to 21:01'],
      actual: 'no such message',
    });
  });

  it('is advised for a should', () => {
    expect(outcomeOf({ as: 'should' }, new SampleNight().step(0).ended())).toBe('advised');
  });

  it('that may be left out and was is no fault, and proves nothing', () => {
    const results = judged([{ as: 'may' }], new SampleNight().step(0).ended());
    expect(results[0]?.outcome).toBe('passed');
    expect(results[0]?.proves).toEqual([]);
    const done = judged([{ as: 'may' }], new SampleNight().step(0).starts(0.5).ended());
    expect(done[0]?.proves).toEqual(BASE.proves);
  });

  it('is unproven when the trace ended while it was awaited, and certain when it ended later', () => {
    const night = new SampleNight().step(0);
    expect(outcomeOf({}, night.ended(0.5, 'interrupted'))).toBe('unproven');
    expect(outcomeOf({}, night.ended(1.5, 'interrupted'))).toBe('failed');
    expect(outcomeOf({}, new SampleNight().ended(0.5, 'interrupted'))).toBe('unproven');
  });

  it('counts from its own time when play got to it late, and one message shows one step', () => {
    const night = new SampleNight().starts(0.1).step(0.2).ended();
    expect(outcomeOf({}, night)).toBe('passed');
    const twice = new SampleNight().step(0, 0).starts(0.1).step(0.1, 1).ended();
    const results = judged([{}, { when: { kind: 'after previous' } }], twice);
    expect(results.map(({ outcome }) => outcome)).toEqual(['passed', 'failed']);
  });

  it('has at least what a program needs when time is scaled', () => {
    const night = (): SampleNight => new SampleNight().step(0).starts(3);
    expect(outcomeOf({}, night().ended())).toBe('failed');
    expect(outcomeOf({}, night().header({ rate: 60, timeMode: 'scaled' }).ended())).toBe('passed');
  });

  it('sends meter values by either message, but not without values', () => {
    const verb = 'sends meter values';
    const update = (samples: boolean): SampleNight =>
      new SampleNight().step(0).ask(
        0.5,
        'charger',
        {
          kind: 'updates transaction',
          evse: 1,
          transactionId: 'T1',
          at: at(0.5),
          seqNo: 1,
          samples: samples ? [{ at: at(0.5), measurand: 'Power.Active.Import', unit: 'W', value: 1 }] : [],
        },
        { reply: {} },
      );
    expect(outcomeOf({ verb }, update(true).ended())).toBe('passed');
    expect(outcomeOf({ verb }, update(false).ended())).toBe('failed');
    expect(outcomeOf({ verb }, new SampleNight().step(0).meter(0.5, { power: 1 }).ended())).toBe('passed');
  });
});

describe('a step of the played CSMS', () => {
  const plans: Partial<Step> = { actor: 'csms', verb: 'sets charging profile' };
  const night = (answer: Parameters<SampleNight['plan']>[2]): SampleNight =>
    new SampleNight().step(0).plan(0.1, [[0, 0]], answer);

  it.each<[string, Parameters<SampleNight['plan']>[2], Partial<Step>, CheckResult['outcome']]>([
    ['accepted', { reply: { status: 'Accepted' } }, {}, 'passed'],
    ['rejected', { reply: { status: 'Rejected' } }, {}, 'failed'],
    ['an error', { error: 'InternalError' }, {}, 'failed'],
    ['accepted too late', { reply: { status: 'Accepted' }, after: 2 }, {}, 'failed'],
    ['rejected, as it had to be', { reply: { status: 'Rejected' } }, { reply: 'rejected' }, 'passed'],
    ['accepted, which was wrong', { reply: { status: 'Accepted' } }, { reply: 'rejected' }, 'failed'],
    ['an error is no refusal', { error: 'InternalError' }, { reply: 'rejected' }, 'failed'],
    ['a should', { reply: { status: 'Rejected' } }, { as: 'should' }, 'advised'],
  ])('%s', (_, answer, step, outcome) => {
    expect(outcomeOf({ ...plans, ...step }, night(answer).ended())).toBe(outcome);
  });

  it('shows both frames', () => {
    const [result] = judged([plans], night({ reply: { status: 'Rejected' } }).ended());
    expect(result?.findings[0]).toMatchObject({
      summary: 'SetChargingProfile was not accepted',
      expected: ['accepted by 21:01'],
      actual: 'Rejected',
      evidence: [2, 3],
    });
    const [late] = judged([plans], night({ reply: { status: 'Accepted' }, after: 2 }).ended());
    expect(late?.findings[0]).toMatchObject({
      summary: 'SetChargingProfile was answered too late',
      actual: 'Accepted at 21:02:06',
    });
  });

  it('without an answer: failed in a whole night, unproven in one that was cut', () => {
    const silent = (): SampleNight =>
      new SampleNight().step(0).ask(0.1, 'csms', { kind: 'stops remotely', transactionId: 'T1' }, undefined);
    const step: Partial<Step> = { actor: 'csms', verb: 'stops remotely' };
    expect(outcomeOf(step, silent().ended())).toBe('failed');
    expect(outcomeOf(step, silent().ended(0.5, 'subject lost'))).toBe('unproven');
    expect(outcomeOf(step, silent().ended(5, 'subject lost'))).toBe('failed');
  });

  it('that was never sent proves nothing', () => {
    const [result] = judged([plans], new SampleNight().step(0).ended());
    expect([result?.outcome, result?.looked]).toEqual(['unproven', 0]);
  });
});

describe('a step of the played charger', () => {
  it('that is missing is our own fault, unless the CSMS refused or the night was cut', () => {
    const csms = (): SampleNight => new SampleNight('ocpp2.0.1', 'csms').step(0);
    expect(outcomeOf({}, csms().starts(0.5).ended())).toBe('passed');
    expect(outcomeOf({}, csms().ended())).toBe('broken');
    expect(outcomeOf({}, csms().ended(0.5, 'interrupted'))).toBe('unproven');
    const boots = { kind: 'boots', vendor: 'a', model: 'b', reason: 'PowerUp' } as const;
    const refused = csms().ask(0.1, 'charger', boots, {
      reply: { status: 'Rejected', now: at(0), interval: 60 as never },
    });
    expect(outcomeOf({}, refused.ended())).toBe('unproven');
    const answered = csms().ask(0.1, 'charger', boots, { error: 'InternalError' });
    expect(outcomeOf({}, answered.ended())).toBe('unproven');
  });
});

describe('the world', () => {
  it('that did not do what was asked leaves the night unproven', () => {
    const night = (ok: boolean) =>
      judge(
        scenarioOf([]),
        new SampleNight()
          .event(0, { kind: 'action', actor: 'driver', verb: 'plugs in', ok, detail: 'nobody there' })
          .ended(),
      ).filter(({ check }) => check === 'action');
    expect(night(true)).toEqual([]);
    expect(night(false)[0]).toMatchObject({ outcome: 'unproven', label: 'driver plugs in' });
    expect(night(false)[0]?.findings[0]?.actual).toBe('nobody there');
  });
});
