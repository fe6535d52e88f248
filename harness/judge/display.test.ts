import { describe, expect, it } from 'vitest';
import { pence } from '../energy/index.ts';
import type { Check } from '../suite/index.ts';
import { minutes, seconds } from '../time/index.ts';
import type { CheckResult } from './finding.ts';
import { judge } from './judge.ts';
import { at, BASE, SampleNight, scenarioOf } from './sample-night.ts';
import { rateIn } from './shown-rate.ts';

const judged = (check: Check, night: SampleNight): CheckResult => {
  const found = judge(scenarioOf([check]), night.ended()).find((each) => each.check === check.check);
  if (found === undefined) throw new Error('not judged');
  return found;
};
const night = (): SampleNight => new SampleNight('ocpp2.0.1').starts(0);
const text = (content: string, format = 'UTF8') => ({ format, content });

describe('the display', () => {
  const rows = [
    { from: at(10), to: at(150), shows: '28 p', line: 'price' as const },
    { from: at(150), to: at(400), never: '28 p' },
  ];
  const check: Check = { check: 'display', ...BASE, settle: minutes(1), rows };
  const shows = (minute: number, words: string) => (it: SampleNight) =>
    it.event(minute, { kind: 'display', line: 'price', evse: 1, text: words });

  it('that says what it must passes', () => {
    const made = shows(150.5, 'Now 7 p')(shows(5, 'Now 28 p')(night()));
    expect(judged(check, made)).toMatchObject({ outcome: 'passed', looked: 2 });
  });
  it('that says it too late fails, with the text and the place in the trace', () => {
    const [finding] = judged(check, shows(170, 'Now 7 p')(shows(5, 'Now 28 p')(night()))).findings;
    expect(finding).toMatchObject({ outcome: 'failed', actual: '"Now 28 p" from 23:31' });
  });
  it('that nobody could see proves nothing', () => {
    expect(judged(check, night()).outcome).toBe('unproven');
  });
  it('is judged by glances where it is read out', () => {
    const glance = (minute: number, words: string) => (it: SampleNight) =>
      it.event(minute, { kind: 'display', by: 'read-out', text: words });
    expect(judged(check, glance(200, '7 p')(glance(20, 'Price 28 p')(night()))).outcome).toBe('passed');
    expect(judged(check, glance(200, '28 p')(glance(20, 'Price 28 p')(night()))).outcome).toBe('failed');
    expect(judged(check, glance(20, 'Price 28 p')(night())).outcome).toBe('unproven');
  });
});

describe('a rate of now', () => {
  it.each([
    ['Now 7 p per kWh', 7],
    ['Rate now 28.5 p', 28.5],
    ['Now 0.070 per kWh', 7],
    ['Now: £0.28', 28],
    ['7 p per kWh until 06:00, then 28 p', undefined],
    ['nowhere 7 p', undefined],
  ])('is read from "%s"', (words, rate) => {
    expect(rateIn(words)).toBe(rate);
  });

  const check: Check = { check: 'shown rate', ...BASE, settle: minutes(1), shown: 'always' };
  const turns = (minute: number) =>
    night()
      .event(0, { kind: 'display', line: 'message', evse: 1, text: 'Rate now 30 p' })
      .event(minute, { kind: 'display', line: 'message', evse: 1, text: 'Rate now 7 p' })
      .event(450, { kind: 'display', line: 'message', evse: 1, text: 'Rate now 30 p' });
  it('passes when it turns with the band', () => expect(judged(check, turns(150)).outcome).toBe('passed'));
  it('fails an hour late', () => expect(judged(check, turns(210)).outcome).toBe('failed'));
  it('fails an hour early', () => expect(judged(check, turns(90)).outcome).toBe('failed'));
  it('may be missing only where that is allowed', () => {
    const silent = night().event(0, { kind: 'display', text: 'Ready' });
    expect(judged(check, silent).outcome).toBe('failed');
    expect(judged({ ...check, shown: 'if any' }, silent).outcome).toBe('passed');
  });
});

describe('display messages', () => {
  const check: Check = { check: 'messages', ...BASE };
  const set = (it: SampleNight, minute: number, id: number, status = 'Accepted', more = {}) =>
    it.ask(
      minute,
      'csms',
      {
        kind: 'sets display message',
        message: { id, priority: 'NormalCycle', text: text(`m${id}`), ...more },
      },
      { reply: { status } },
    );
  const ask = (it: SampleNight, minute: number, status: string, ids: readonly number[] | undefined) => {
    const asked = it.ask(
      minute,
      'csms',
      { kind: 'asks display messages', requestId: minute },
      { reply: { status } },
    );
    return ids === undefined
      ? asked
      : asked.ask(
          minute + 0.1,
          'charger',
          {
            kind: 'reports display messages',
            requestId: minute,
            messages: ids.map((id) => ({ id, priority: 'NormalCycle', text: text(`m${id}`) })),
            more: false,
          },
          { reply: {} },
        );
  };

  it.each<[string, (it: SampleNight) => SampleNight, string]>([
    ['kept and reported', (it) => ask(set(set(it, 1, 1), 2, 2), 3, 'Accepted', [1, 2]), 'passed'],
    ['missing', (it) => ask(set(set(it, 1, 1), 2, 2), 3, 'Accepted', [1]), 'failed'],
    ['not found', (it) => ask(set(it, 1, 1), 3, 'Unknown', undefined), 'failed'],
    ['never reported', (it) => ask(set(it, 1, 1), 3, 'Accepted', undefined), 'failed'],
    [
      'over and gone',
      (it) => ask(set(it, 1, 1, 'Accepted', { until: at(30) }), 40, 'Unknown', undefined),
      'passed',
    ],
    [
      'over and there',
      (it) => ask(set(it, 1, 1, 'Accepted', { until: at(30) }), 40, 'Accepted', [1]),
      'failed',
    ],
    ['refused', (it) => ask(set(it, 1, 1, 'Rejected'), 3, 'Unknown', undefined), 'passed'],
    ['of no transaction', (it) => set(it, 1, 1, 'Accepted', { transactionId: 'T9' }), 'failed'],
    ['of a transaction', (it) => set(it, 1, 1, 'Accepted', { transactionId: 'T1' }), 'passed'],
  ])('%s', (_, make, outcome) => {
    expect(judged(check, make(night())).outcome).toBe(outcome);
  });

  it('are held against the device model', () => {
    const model = (it: SampleNight) =>
      it.ask(
        0.5,
        'csms',
        { kind: 'reads variables', names: ['DisplayMessageCtrlr.SupportedFormats'] },
        {
          reply: {
            variables: [{ name: 'DisplayMessageCtrlr.SupportedFormats', value: 'ASCII,UTF8' }],
            unknown: [],
          },
        },
      );
    const html = { text: text('<b>', 'HTML') };
    expect(judged(check, set(model(night()), 1, 1, 'Accepted', html)).outcome).toBe('failed');
    expect(judged(check, set(model(night()), 1, 1, 'NotSupportedMessageFormat', html)).outcome).toBe(
      'passed',
    );
    expect(judged(check, set(model(night()), 1, 1, 'NotSupportedMessageFormat')).outcome).toBe('failed');
  });
});

describe('money', () => {
  const check: Check = { check: 'money', ...BASE, tolerance: pence(1), total: true, shown: false };
  /** 5 kWh at 30 p to minute 150, 5 kWh at 7 p to minute 300. */
  const bought = (subject: 'charger' | 'csms' = 'csms') =>
    [60, 150, 300].reduce(
      (it, minute, index) => it.meter(minute, { register: [2000, 5000, 10_000][index] ?? 0 }),
      new SampleNight('ocpp2.0.1', subject).starts(0, {
        samples: [{ at: at(0), measurand: 'Energy.Active.Import.Register', unit: 'Wh', value: 0 }],
      }),
    );
  const tell = (it: SampleNight, minute: number, cost: number, transactionId = 'T1') =>
    it.ask(minute, 'csms', { kind: 'updates cost', transactionId, cost }, { reply: {} });
  const end = (it: SampleNight, totalCost: number | undefined) =>
    it.ask(
      301,
      'charger',
      {
        kind: 'ends transaction',
        evse: 1,
        transactionId: 'T1',
        at: at(301),
        samples: [{ at: at(301), measurand: 'Energy.Active.Import.Register', unit: 'Wh', value: 10_000 }],
      },
      { reply: totalCost === undefined ? {} : { totalCost } },
    );

  it.each<[string, (it: SampleNight) => SampleNight, string]>([
    ['the right total', (it) => end(it, 1.85), 'passed'],
    ['a penny off is within', (it) => end(it, 1.86), 'passed'],
    ['two are not', (it) => end(it, 1.87), 'failed'],
    ['tax twice', (it) => end(it, 1.85 * 1.05), 'failed'],
    ['all at the day rate', (it) => end(it, 3), 'failed'],
    ['pence for pounds', (it) => end(it, 185), 'failed'],
    ['no total', (it) => end(it, undefined), 'failed'],
    ['a running cost', (it) => end(tell(it, 301, 1.85), 1.85), 'passed'],
    ['of a strange transaction', (it) => end(tell(it, 300, 1.85, 'T9'), 1.85), 'failed'],
    ['no number', (it) => end(tell(it, 301, Number.NaN), 1.85), 'failed'],
  ])('%s', (_, make, outcome) => {
    expect(judged(check, make(bought())).outcome).toBe(outcome);
  });

  it('is told often enough, and at the edge of the band', () => {
    const often: Check = { ...check, updates: minutes(170), atBandChange: minutes(2) };
    expect(
      judged(often, end(tell(bought(), 301, 1.85), 1.85)).findings.map(({ summary }) => summary),
    ).toEqual(['too long without a word on the cost', 'the price changed and nobody told the cost']);
  });

  it('that our own side told wrong is our fault', () => {
    expect(judged(check, end(bought('charger'), 3)).outcome).toBe('broken');
  });

  it('must be shown', () => {
    const shown: Check = { ...check, shown: true };
    const display = (it: SampleNight, words: string) =>
      it.event(301.01, { kind: 'display', line: 'cost', evse: 1, text: words });
    expect(judged(shown, display(end(bought('charger'), 1.85), 'Total cost 1.85 GBP')).outcome).toBe(
      'passed',
    );
    expect(judged(shown, display(end(bought('charger'), 1.85), 'Total cost 0.00 GBP')).outcome).toBe(
      'failed',
    );
    expect(judged(shown, end(bought('charger'), 1.85)).outcome).toBe('unproven');
  });
});

describe('a reading that was asked for in advance', () => {
  const check: Check = { check: 'triggered', ...BASE, within: seconds(30) };
  const asked = (context: string | undefined, transactionId: string | undefined = '7') => {
    const made = new SampleNight('ocpp1.6').starts(0).ask(
      1,
      'csms',
      {
        kind: 'updates cost',
        transactionId: '7',
        cost: 0,
        running: { at: at(1), meterValue: 0, state: 'Charging', prices: {}, trigger: { atTime: at(150) } },
      },
      { reply: { status: 'Accepted' } },
    );
    if (context === undefined) return made;
    const sample = { at: at(150.1), measurand: 'Power.Active.Import', unit: 'W', value: 0, context };
    return made.ask(
      150.1,
      'charger',
      { kind: 'sends meter values', evse: 1, transactionId, samples: [sample] },
      { reply: {} },
    );
  };
  it('passes when it comes', () => expect(judged(check, asked('Other')).outcome).toBe('passed'));
  it('fails when it does not', () => expect(judged(check, asked(undefined)).outcome).toBe('failed'));
  it('is not a periodic one', () => expect(judged(check, asked('Sample.Periodic')).outcome).toBe('failed'));
});
