import { describe, expect, it } from 'vitest';
import type { IntentOf } from '../../dialects/index.ts';
import type { CheckResult } from '../finding.ts';
import { judge } from '../judge.ts';
import { at, SampleNight, scenarioOf } from '../sample-night.ts';

const monitored = (name: string, night: SampleNight, minute = 600): CheckResult | undefined =>
  judge(scenarioOf([]), night.ended(minute)).find(({ check }) => check === `monitor.${name}`);

const heartbeat = (id: string): unknown => [2, id, 'Heartbeat', {}];
const beaten = (id: string): unknown => [3, id, { currentTime: '2026-01-14T21:00:00Z' }];

describe('sequence numbers of 2.x', () => {
  const update = (night: SampleNight, minute: number, seqNo: number, transactionId = 'T1'): SampleNight => {
    const base = { kind: 'updates transaction', evse: 1, transactionId, at: at(minute), seqNo } as const;
    const intent: IntentOf<'updates transaction'> = { ...base, samples: [] };
    return night.ask(minute, 'charger', intent, { reply: {} });
  };
  const started = (): SampleNight => new SampleNight('ocpp2.1').starts(0);

  it('count up by one in each transaction', () => {
    const night = update(update(started(), 5, 1), 10, 2);
    update(night.starts(20, { transactionId: 'T2', evse: 1, at: at(20), seqNo: 0 }), 25, 1, 'T2');
    expect(monitored('sequence', night)).toMatchObject({ outcome: 'passed', looked: 5 });
  });

  it('may come twice after a broken link', () => {
    const night = update(update(update(started(), 5, 1), 6, 1), 10, 2);
    expect(monitored('sequence', night)?.outcome).toBe('passed');
  });

  it.each([
    ['a hole', [1, 3], '3 after 1'],
    ['a start at 1', [], '1 after -1'],
    ['a step back', [1, 2, 5, 4], '5 after 2'],
  ])('%s is a finding', (name, numbers, actual) => {
    const night = name === 'a start at 1' ? new SampleNight().starts(0, { seqNo: 1 }) : started();
    for (const [index, seqNo] of numbers.entries()) update(night, index + 1, seqNo);
    const result = monitored('sequence', night);
    expect(result?.outcome).toBe('failed');
    expect(result?.findings[0]?.actual).toBe(actual);
    expect(result?.findings[0]?.requirements).toEqual(['ocpp201:E01.FR.07', 'rpc:sequence']);
  });

  it('are not looked for in 1.6', () => {
    expect(monitored('sequence', new SampleNight('ocpp1.6').starts(0))).toBeUndefined();
  });
});

describe('the register', () => {
  it('may stand still, and lose a Wh to rounding', () => {
    const night = new SampleNight()
      .meter(0, { register: 100 })
      .meter(5, { register: 100 })
      .meter(9, { register: 99 });
    expect(monitored('register', night)?.outcome).toBe('passed');
  });

  it('that falls is a finding, by its own time and not by when it came', () => {
    const night = new SampleNight().meter(0, { register: 100 }).meter(5, { register: 50 });
    expect(monitored('register', night)?.findings[0]).toMatchObject({
      outcome: 'failed',
      summary: 'charger: the register runs backwards',
      actual: '50 Wh after 100 Wh',
      requirements: ['ocpp201:J02.FR.16', 'rpc:register'],
    });
    const late = new SampleNight().meter(5, { register: 100 }).ask(
      6,
      'charger',
      {
        kind: 'sends meter values',
        evse: 1,
        samples: [{ at: at(1), measurand: 'Energy.Active.Import.Register', unit: 'Wh', value: 20 }],
      },
      { reply: {} },
    );
    expect(monitored('register', late)?.outcome).toBe('passed');
  });

  it('that starts anew with a transaction is worth saying, and then runs on', () => {
    const night = new SampleNight()
      .starts(0)
      .meter(5, { register: 5000 })
      .ends(10)
      .starts(20, { transactionId: 'T2' })
      .meter(25, { register: 0 })
      .meter(30, { register: 400 });
    expect(monitored('register', night)).toMatchObject({ outcome: 'advised' });
    expect(monitored('register', night)?.findings).toHaveLength(1);
    expect(monitored('register', night.meter(35, { register: 300 }))?.outcome).toBe('failed');
  });

  it('of one EVSE says nothing of another', () => {
    const samples = [{ at: at(5), measurand: 'Energy.Active.Import.Register', unit: 'Wh', value: 20 }];
    const night = new SampleNight()
      .meter(0, { register: 100 })
      .ask(5, 'charger', { kind: 'sends meter values', evse: 2, samples }, { reply: {} });
    expect(monitored('register', night)?.outcome).toBe('passed');
  });
});

describe('timestamps', () => {
  it.each([
    ['right', 0, false, 'passed'],
    ['off by five minutes', 5, false, 'passed'],
    ['an hour ahead', 60, false, 'advised'],
    ['an hour behind', -60, false, 'advised'],
    ['an hour behind, kept while offline', -60, true, 'passed'],
    ['an hour ahead, kept while offline', 60, true, 'advised'],
  ] as const)('%s: %s', (_, off, offline, outcome) => {
    const night = new SampleNight().starts(100, { at: at(100 + off), offline });
    expect(monitored('time', night)?.outcome).toBe(outcome);
  });

  it('are not judged in scaled time', () => {
    const night = new SampleNight().starts(100, { at: at(0) }).header({ timeMode: 'scaled' });
    expect(monitored('time', night)).toBeUndefined();
  });
});

describe('frames', () => {
  it('keep to their schema', () => {
    const night = new SampleNight().frame(0, 'charger', heartbeat('a')).frame(0, 'csms', beaten('a'));
    expect(monitored('schema', night)).toMatchObject({ outcome: 'passed', looked: 2 });
  });

  it.each<[string, 'charger' | 'csms', unknown, string]>([
    ['a request', 'charger', [2, 'b', 'Heartbeat', { x: 1 }], 'charger: Heartbeat breaks its schema'],
    ['no JSON', 'charger', '{', 'charger: a malformed frame'],
    ['no array', 'charger', '{}', 'charger: a malformed frame'],
  ])('that are wrong: %s', (_, from, text, summary) => {
    const [found] = monitored('schema', new SampleNight().frame(0, from, text))?.findings ?? [];
    expect(found).toMatchObject({ outcome: 'failed', summary });
  });

  it('that are wrong on our side are our fault', () => {
    const night = new SampleNight()
      .frame(0, 'charger', heartbeat('a'))
      .frame(0, 'csms', [3, 'a', { currentTime: 7 }]);
    expect(monitored('schema', night)).toMatchObject({ outcome: 'broken' });
    const csms = new SampleNight('ocpp2.0.1', 'csms')
      .frame(0, 'charger', heartbeat('a'))
      .frame(0, 'csms', [3, 'a', { currentTime: 7 }]);
    expect(monitored('schema', csms)?.findings[0]?.summary).toBe(
      'csms: the answer to Heartbeat breaks its schema',
    );
  });

  it('binary or too long are malformed, an unknown action is not', () => {
    const event = (more: object): SampleNight =>
      new SampleNight().event(0, { kind: 'frame', link: 1, from: 'charger', text: '[2', ...more });
    expect(monitored('schema', event({ binary: true }))?.findings[0]?.actual).toBe('a binary frame');
    expect(monitored('schema', event({ cut: 99_999 }))?.findings[0]?.actual).toBe('too long');
    const strange = new SampleNight()
      .frame(0, 'charger', [2, 'a', 'MakeTea', { milk: true }])
      .frame(0, 'csms', [4, 'a', 'NotImplemented', '', {}]);
    expect(monitored('schema', strange)?.outcome).toBe('passed');
  });

  it('with an unknown error code are a finding, by version', () => {
    const said = (code: string, dialect: SampleNight['dialect']) =>
      monitored(
        'schema',
        new SampleNight(dialect, 'csms')
          .frame(0, 'charger', heartbeat('a'))
          .frame(0, 'csms', [4, 'a', code, '', {}]),
      )?.outcome;
    expect(said('NotImplemented', 'ocpp1.6')).toBe('passed');
    expect(said('SomethingElse', 'ocpp2.0.1')).toBe('failed');
  });

  it('of one kind of fault are one finding with a count', () => {
    const night = new SampleNight();
    for (const id of ['a', 'b', 'c']) night.frame(0, 'charger', [2, id, 'Heartbeat', { x: 1 }]);
    const { findings = [] } = monitored('schema', night) ?? {};
    expect(findings).toHaveLength(1);
    expect(findings[0]?.summary).toBe('charger: Heartbeat breaks its schema (3 times)');
    expect(findings[0]?.evidence).toEqual([1, 2, 3]);
  });
});

describe('one call at a time', () => {
  const two = (dialect: SampleNight['dialect']) =>
    new SampleNight(dialect)
      .frame(0, 'charger', heartbeat('a'))
      .frame(0, 'charger', heartbeat('b'))
      .frame(0, 'csms', beaten('a'))
      .frame(0, 'csms', beaten('b'));

  it('is a must in 2.x and advice in 1.6', () => {
    expect(monitored('one-call', two('ocpp2.0.1'))?.outcome).toBe('failed');
    expect(monitored('one-call', two('ocpp1.6'))?.outcome).toBe('advised');
    expect(monitored('one-call', two('ocpp2.0.1'))?.findings[0]?.actual).toBe(
      'Heartbeat while Heartbeat was open',
    );
  });

  it('lets each side have one, lets it go on after an answer, and does not bind a call that was given up', () => {
    const crossing = new SampleNight()
      .frame(0, 'charger', heartbeat('a'))
      .frame(0, 'csms', [2, 'x', 'ClearCache', {}])
      .frame(0, 'csms', beaten('a'))
      .frame(0, 'charger', heartbeat('b'));
    expect(monitored('one-call', crossing)?.outcome).toBe('passed');
    const given = new SampleNight().frame(0, 'charger', heartbeat('a')).frame(1, 'charger', heartbeat('b'));
    expect(monitored('one-call', given)?.outcome).toBe('passed');
  });
});

describe('message ids', () => {
  it('are used once by a side on a link', () => {
    const once = new SampleNight()
      .frame(0, 'charger', heartbeat('a'))
      .frame(0, 'csms', beaten('a'))
      .frame(0, 'csms', [2, 'a', 'ClearCache', {}])
      .event(1, { kind: 'frame', link: 2, from: 'charger', text: JSON.stringify(heartbeat('a')) });
    expect(monitored('ids', once)?.outcome).toBe('passed');
    const again = once.frame(2, 'charger', heartbeat('a'));
    expect(monitored('ids', again)?.findings[0]).toMatchObject({
      outcome: 'failed',
      summary: 'charger: a message id used twice',
      actual: 'a',
    });
  });

  it('of a refusal of what could not be read, or of a result, are no answers to nothing', () => {
    const unreadable = new SampleNight('ocpp2.1', 'csms')
      .frame(0, 'charger', '{')
      .frame(0, 'csms', [4, '-1', 'RpcFrameworkError', '', {}]);
    expect(monitored('ids', unreadable.frame(1, 'charger', heartbeat('a')))?.outcome).toBe('passed');
    const refused = new SampleNight('ocpp2.1')
      .frame(0, 'csms', [2, 'x', 'ClearCache', {}])
      .frame(0, 'charger', [3, 'x', {}])
      .frame(0, 'csms', [5, 'x', 'FormatViolation', '', {}]);
    expect(monitored('ids', refused)?.outcome).toBe('passed');
    const nothing = new SampleNight('ocpp2.1').frame(0, 'charger', [5, 'y', 'FormatViolation', '', {}]);
    expect(monitored('ids', nothing)?.outcome).toBe('failed');
    const old = new SampleNight('ocpp1.6').frame(0, 'charger', [4, '-1', 'GenericError', '', {}]);
    expect(monitored('ids', old)?.outcome).toBe('failed');
  });

  it('of an answer are those of a call', () => {
    const stray = new SampleNight('ocpp2.0.1', 'csms').frame(0, 'csms', beaten('nothing'));
    expect(monitored('ids', stray)?.findings[0]?.summary).toBe('csms: an answer to nothing that was asked');
  });
});

describe('answers', () => {
  const asked = (): SampleNight => new SampleNight().frame(0, 'csms', [2, 'x', 'ClearCache', {}]);
  const reply = [3, 'x', { status: 'Accepted' }];

  it('come within thirty seconds', () => {
    expect(monitored('answers', asked().frame(0.5, 'charger', reply))?.outcome).toBe('passed');
    const late = monitored('answers', asked().frame(0.6, 'charger', reply));
    expect(late?.findings[0]).toMatchObject({
      outcome: 'failed',
      summary: 'charger: no answer to ClearCache within 30 s',
      actual: 'after 36 s',
    });
    expect(monitored('answers', asked())?.findings[0]?.actual).toBe('none');
  });

  it('are not owed on a link that broke, or after the end', () => {
    const broken = asked().event(0.2, { kind: 'link', link: 1, state: 'closed' });
    expect(monitored('answers', broken)?.outcome).toBe('passed');
    const other = asked().event(0.2, { kind: 'link', link: 2, state: 'closed' });
    expect(monitored('answers', other)?.outcome).toBe('failed');
    expect(monitored('answers', asked(), 0.4)?.outcome).toBe('passed');
  });

  it('may take longer where seconds of the host are minutes', () => {
    const scaled = asked().frame(5, 'charger', reply).header({ rate: 60, timeMode: 'scaled' });
    expect(monitored('answers', scaled)?.outcome).toBe('passed');
  });

  it('are not owed to a SEND of 2.1', () => {
    const night = new SampleNight('ocpp2.1').frame(0, 'charger', [
      6,
      's',
      'NotifyPeriodicEventStream',
      { id: 1, pending: 0, basetime: '2026-01-14T21:00:00Z', data: [{ t: 1, v: '1' }] },
    ]);
    expect(monitored('answers', night)?.outcome).toBe('passed');
  });
});
