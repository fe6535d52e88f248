import { describe, expect, it } from 'vitest';
import { wattHours } from '../energy/index.ts';
import type { Check, Step } from '../suite/index.ts';
import { minutes } from '../time/index.ts';
import type { CheckResult } from './finding.ts';
import { judge } from './judge.ts';
import { at, BASE, SampleNight, scenarioOf, stepOf } from './sample-night.ts';

const judged = (check: Check, night: SampleNight, timeline: readonly Step[] = []): CheckResult => {
  const found = judge(scenarioOf([check], timeline), night.ended()).find(
    (each) => each.check === check.check,
  );
  if (found === undefined) throw new Error('not judged');
  return found;
};
const said = (result: CheckResult): readonly string[] => result.findings.map(({ summary }) => summary);

const opened = (night: SampleNight, minute: number, link: number): SampleNight =>
  night.event(minute, { kind: 'link', link, state: 'opened' });
const closed = (night: SampleNight, minute: number, link: number): SampleNight =>
  night.event(minute, { kind: 'link', link, state: 'closed', code: 1006 });

describe('verified', () => {
  const check: Check = { check: 'verified', ...BASE, within: minutes(10) };
  const back = (): SampleNight =>
    opened(closed(opened(new SampleNight('ocpp2.0.1', 'csms'), 0, 1).starts(0), 50, 1), 100, 2);

  it('passes a question or a new profile, and fails neither', () => {
    expect(judged(check, back().composite(103, [[103, 0]])).outcome).toBe('passed');
    expect(judged(check, back().plan(105, [[105, 0]])).outcome).toBe('passed');
    expect(judged(check, back()).outcome).toBe('failed');
    expect(judged(check, back().composite(130, [[130, 0]])).outcome).toBe('failed');
  });

  it('asks for nothing without a session', () => {
    const idle = opened(closed(opened(new SampleNight('ocpp2.0.1', 'csms'), 0, 1), 50, 1), 100, 2);
    expect(judged(check, idle).outcome).toBe('unproven');
  });
});

describe('books', () => {
  const check: Check = { check: 'books', ...BASE, within: wattHours(100) };
  /** 6 kW from 22:00 to 23:00. */
  const night = (
    entries: readonly (readonly [from: number, to: number, wattHours: number])[] | undefined,
  ): SampleNight => {
    const made = new SampleNight('ocpp1.6', 'csms')
      .event(60, { kind: 'meter', evse: 1, watts: 6000, wattHours: 0, by: 'world' })
      .event(120, { kind: 'meter', evse: 1, watts: 0, wattHours: 6000, by: 'world' });
    if (entries === undefined) return made;
    const booked = entries.map(([from, to, amount]) => ({ start: at(from), end: at(to), wattHours: amount }));
    return made.event(500, { kind: 'books', entries: booked });
  };

  it('passes books that say what flowed, in stretches of any length', () => {
    expect(judged(check, night([[60, 120, 6000]])).outcome).toBe('passed');
    expect(
      judged(
        check,
        night([
          [60, 70, 1000],
          [70, 120, 5000],
        ]),
      ).outcome,
    ).toBe('passed');
  });

  it('fails what is booked when it came in, twice, or not at all', () => {
    expect(said(judged(check, night([[180, 240, 6000]])))).toHaveLength(4);
    expect(
      said(
        judged(
          check,
          night([
            [60, 120, 6000],
            [60, 120, 6000],
          ]),
        ),
      ),
    ).toContain('energy was booked twice');
    expect(judged(check, night([])).outcome).toBe('failed');
  });

  it('fails a late message that is refused', () => {
    const late = night([[60, 120, 6000]]).ask(
      200,
      'charger',
      { kind: 'sends meter values', evse: 1, transactionId: '7', samples: [] },
      { error: 'PropertyConstraintViolation' },
    );
    expect(said(judged(check, late))).toEqual(['transaction messages were refused (1)']);
  });

  it('fails one start that becomes two transactions, also when the first answer never arrived', () => {
    const start = {
      kind: 'starts transaction',
      evse: 1,
      at: at(55),
      token: 'A',
      register: 0,
      samples: [],
    } as const;
    const answer = (id: string): { readonly reply: { transactionId: string; tokenStatus: string } } => ({
      reply: { transactionId: id, tokenStatus: 'Accepted' },
    });
    const twice = (id: string): SampleNight =>
      night([[60, 120, 6000]])
        .ask(55, 'charger', start, answer('7'))
        .ask(58, 'charger', start, answer(id));
    expect(said(judged(check, twice('8')))).toEqual(['the same start was booked as two transactions']);
    expect(judged(check, twice('7')).outcome).toBe('passed');
    const held = night([[60, 120, 6000]])
      .ask(55, 'charger', start, undefined)
      .event(55, {
        kind: 'held',
        from: 'csms',
        text: '[3,"charger-1",{"transactionId":7,"idTagInfo":{"status":"Accepted"}}]',
      })
      .ask(58, 'charger', start, answer('8'));
    expect(said(judged(check, held))).toEqual(['the same start was booked as two transactions']);
  });

  it('is said to be unjudged where nobody can read the books', () => {
    expect(judged(check, night(undefined)).outcome).toBe('advised');
  });
});

describe('sessions', () => {
  const check: Check = { check: 'sessions', ...BASE };
  const gone = (night: SampleNight, minute: number): SampleNight =>
    night.event(minute, { kind: 'action', actor: 'driver', verb: 'unplugs', ok: true });
  const second = (minute: number, register = 0): Parameters<SampleNight['starts']>[1] => ({
    transactionId: 'T2',
    at: at(minute),
    samples: [{ at: at(minute), measurand: 'Energy.Active.Import.Register', unit: 'Wh', value: register }],
  });
  const reading = (minute: number, value: number): Parameters<SampleNight['ends']>[1] => ({
    samples: [{ at: at(minute), measurand: 'Energy.Active.Import.Register', unit: 'Wh', value }],
  });

  it('passes one after another', () => {
    const night = new SampleNight().starts(0).ends(100, reading(100, 500)).starts(120, second(120, 500));
    expect(judged(check, gone(night.ends(200, { transactionId: 'T2' }), 200)).findings).toEqual([]);
  });

  it('fails a second that begins before the first has ended, and one that never ends', () => {
    const night = gone(new SampleNight().starts(0).starts(120, second(120)), 200).ends(200, {
      transactionId: 'T2',
    });
    expect(said(judged(check, night))).toEqual(['a transaction began before the last one had ended']);
    expect(said(judged(check, gone(new SampleNight().starts(0), 200)))).toEqual([
      'a transaction never ended',
    ]);
  });

  it('fails a register that falls between two, and energy that belongs to none', () => {
    const then = (register: number): SampleNight =>
      new SampleNight().starts(0).ends(100, reading(100, 5000)).starts(120, second(120, register));
    expect(said(judged(check, then(0)))).toEqual(['the register fell between two transactions']);
    expect(said(judged(check, then(7000)))).toEqual(['energy flowed between two transactions']);
  });
});

describe('a fault of the timeline', () => {
  const timeline = [stepOf({ actor: 'fault', verb: 'link down' })];
  const judgeIt = (night: SampleNight): CheckResult | undefined =>
    judge(scenarioOf([], timeline), night.ended()).find(({ check }) => check === 'fault');
  const begun = (): SampleNight =>
    new SampleNight().event(10, { kind: 'fault', fault: 'link down', step: 0, phase: 'begins' });

  it('passes with its proof, and is unproven without', () => {
    const proof = 'an open connection was cut';
    const bit = begun().event(10, { kind: 'fault', fault: 'link down', step: 0, phase: 'bit', proof });
    expect(judgeIt(bit)).toMatchObject({ outcome: 'passed', measures: { proof } });
    expect(judgeIt(begun())?.outcome).toBe('unproven');
    expect(judgeIt(new SampleNight())?.outcome).toBe('unproven');
  });
});
