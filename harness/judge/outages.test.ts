import { describe, expect, it } from 'vitest';
import type { IntentOf } from '../dialects/index.ts';
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

/** A sample in 2.x, told at `minute` and about `about`. */
const update = (
  night: SampleNight,
  minute: number,
  about: number,
  seqNo: number,
  offline = false,
): SampleNight => {
  const intent: IntentOf<'updates transaction'> = {
    kind: 'updates transaction',
    evse: 1,
    transactionId: 'T1',
    at: at(about),
    seqNo,
    trigger: 'MeterValuePeriodic',
    samples: [{ at: at(about), measurand: 'Power.Active.Import', unit: 'W', value: 0 }],
    ...(offline ? { offline } : {}),
  };
  return night.ask(minute, 'charger', intent, { reply: {} });
};

/** Online until minute 50, away until 100; samples every five minutes, and what waited comes at 100. */
const away = (
  queue: readonly (readonly [about: number, seqNo: number, offline?: boolean])[],
): SampleNight => {
  const night = opened(new SampleNight(), 0, 1).starts(0);
  for (let minute = 5; minute < 50; minute += 5) update(night, minute, minute, minute / 5);
  closed(night, 50, 1);
  opened(night, 100, 2);
  for (const [about, seqNo, offline] of queue) update(night, 100, about, seqNo, offline ?? true);
  return night;
};
const QUEUE = [
  [60, 10],
  [70, 11],
  [80, 12],
  [90, 13],
] as const;

describe('delivery', () => {
  const check: Check = { check: 'delivery', ...BASE, slack: minutes(2) };

  it('passes what waited and came in order, once, marked, with its own time', () => {
    const result = judged(check, away(QUEUE));
    expect(result).toMatchObject({ outcome: 'passed', looked: 4, measures: { waited: 4 } });
  });

  it.each<[string, Parameters<typeof away>[0], string]>([
    ['the newest first', QUEUE.toReversed(), 'queued messages came out of order (3)'],
    ['nothing', [], 'nothing of the time without a link was kept'],
    [
      'all with the time of the return',
      QUEUE.map(([, seqNo]) => [100, seqNo] as const),
      'queued messages carry the time at which the link came back, not their own',
    ],
    [
      'unmarked',
      QUEUE.map(([about, seqNo]) => [about, seqNo, false] as const),
      'messages of an offline time are not marked so (4)',
    ],
    [
      'each twice',
      QUEUE.flatMap((each) => [each, each]),
      'messages were sent again although they had been answered (4)',
    ],
  ])('fails when what waited comes with %s', (_, queue, summary) => {
    const result = judged(check, away(queue));
    expect(result.outcome).toBe('failed');
    expect(said(result)).toContain(summary);
  });

  it('forgives a message that is sent again because its answer may have got lost', () => {
    const night = opened(new SampleNight(), 0, 1).starts(0);
    update(night, 50, 50, 1);
    closed(night, 50, 1);
    opened(night, 60, 2);
    update(night, 60, 50, 1);
    expect(judged(check, night).findings).toEqual([]);
  });

  it('fails when what the driver did meanwhile is never told, or as of another time', () => {
    const unplugged = (): SampleNight => {
      const night = opened(new SampleNight(), 0, 1).starts(0);
      closed(night, 50, 1);
      night.event(60, { kind: 'action', actor: 'driver', verb: 'unplugs', ok: true });
      return opened(night, 100, 2);
    };
    expect(said(judged(check, unplugged()))).toEqual(['"ends transaction" was lost']);
    expect(said(judged(check, unplugged().ends(100, { seqNo: 1, offline: true })))).toEqual([
      '"ends transaction" has another time than what it tells of',
    ]);
    expect(judged(check, unplugged().ends(100, { at: at(60), seqNo: 1, offline: true })).findings).toEqual(
      [],
    );
  });

  it('says nothing when nothing had to wait', () => {
    expect(judged(check, opened(new SampleNight(), 0, 1).starts(0).ends(100, { seqNo: 1 })).outcome).toBe(
      'unproven',
    );
  });
});

describe('reconnect', () => {
  const check: Check = { check: 'reconnect', ...BASE, within: minutes(10), atMost: 20 };
  const fault = (
    night: SampleNight,
    minute: number,
    phase: 'begins' | 'ends',
    name = 'link down',
  ): SampleNight => night.event(minute, { kind: 'fault', fault: name, step: 0, phase });
  const down = (attempts: readonly number[], back?: number): SampleNight => {
    const night = closed(fault(opened(new SampleNight(), 0, 1).starts(0), 50, 'begins'), 50, 1);
    for (const minute of attempts)
      night.event(minute, { kind: 'link', link: 0, state: 'refused', by: 'fault' });
    fault(night, 100, 'ends');
    return back === undefined ? night : opened(night, back, 2);
  };

  it('passes a charger that waits longer and longer, and comes back', () => {
    expect(judged(check, down([51, 53, 57, 65, 81], 104)).outcome).toBe('passed');
  });

  it('fails one that never comes back, comes back late, or dials all the time', () => {
    expect(said(judged(check, down([51])))).toEqual(['the charger did not come back']);
    expect(said(judged(check, down([51], 120)))).toEqual(['the charger came back late']);
    const often = Array.from({ length: 50 }, (_, index) => 51 + index / 2);
    expect(
      said(
        judged(
          check,
          down(
            often.filter((minute) => minute < 100),
            104,
          ),
        ),
      ),
    ).toEqual(['the wait between attempts never grows']);
    const storm = Array.from({ length: 100 }, (_, index) => 51 + index / 10);
    expect(judged(check, down(storm, 104)).outcome).toBe('failed');
  });

  it('wants a new connection after one that was open in name only', () => {
    const dead = (): SampleNight =>
      fault(
        fault(opened(new SampleNight(), 0, 1), 50, 'begins', 'link half open'),
        100,
        'ends',
        'link half open',
      );
    const timeline = [stepOf({ actor: 'fault', verb: 'link half open' })];
    expect(said(judged(check, dead(), timeline))).toEqual(['the charger did not come back']);
    expect(judged(check, opened(dead(), 103, 2), timeline).outcome).toBe('passed');
  });

  it('is unproven when no fault broke anything', () => {
    expect(judged(check, opened(new SampleNight(), 0, 1)).outcome).toBe('unproven');
  });
});
