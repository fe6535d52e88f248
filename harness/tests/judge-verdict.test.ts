import { describe, expect, it } from 'vitest';
import { dialectOf, type Sample } from '../dialects/index.ts';
import { pence, watts } from '../energy/index.ts';
import type { PowerCheck, Scenario } from '../suite/index.ts';
import { instant, millis, type Instant } from '../time/index.ts';
import type { Trace, TraceEvent } from '../trace/index.ts';
import { proved, verdictOf } from '../verdict/index.ts';
import { judge } from '../judge/index.ts';
import { nightOf } from '../judge/index.ts';

const START = Date.UTC(2026, 0, 14, 21);
const MINUTE = 60_000;
const at = (minute: number): Instant => instant(START + minute * MINUTE);
const place = { file: 'night.yaml', line: 1 };

const power: PowerCheck = {
  check: 'power',
  as: 'must',
  proves: ['ours:X'],
  place,
  settle: millis(5 * MINUTE),
  sampled: millis(5 * MINUTE),
  delay: millis(0),
  curve: [
    { from: at(0), to: at(150), power: watts(0), tolerance: watts(100), mode: 'equals', place },
    { from: at(150), to: at(300), power: watts(7360), tolerance: watts(100), mode: 'equals', place },
  ],
};

const scenario = {
  id: 'night',
  given: {
    zone: 'Europe/London',
    now: at(0),
    tariff: {
      zone: 'Europe/London',
      clock: 'local',
      standard: pence(30),
      bands: [{ name: 'off', from: 1410, to: 330, price: pence(7) }],
    },
    supply: { fuse: 32, voltage: 230, phases: 1 },
    station: { evses: 1, units: ['W', 'A'], randomDelay: 0, sampleEvery: 300 },
  },
  timeline: [],
  checks: [power],
  end: at(300),
} as unknown as Scenario;

type Curve = (minute: number) => number;
const good: Curve = (minute) => (minute >= 150 ? 7360 : 0);

interface Making {
  readonly every?: number;
  readonly register?: boolean;
  readonly jump?: readonly [number, number];
  readonly ended?: Trace['footer']['ended'];
}

const traceOf = (
  curve: Curve,
  { every = 5, register = false, jump, ended = 'complete' }: Making = {},
): Trace => {
  const dialect = dialectOf('ocpp1.6');
  const events: TraceEvent[] = [];
  const say = (when: Instant, from: 'charger' | 'csms', frame: unknown): void => {
    events.push({
      kind: 'frame',
      seq: events.length + 1,
      at: when,
      link: 1,
      from,
      text: JSON.stringify(frame),
    });
  };
  if (jump !== undefined)
    events.push({ kind: 'clock', seq: 1, at: at(jump[0]), what: 'jumped', to: at(jump[1]) });
  const start = dialect.encodeRequest({
    kind: 'starts transaction',
    evse: 1,
    at: at(0),
    token: 'A',
    register: 0,
    samples: [],
  });
  say(at(0), 'charger', [2, 'start', start.action, start.payload]);
  say(at(0), 'csms', [3, 'start', { transactionId: 7, idTagInfo: { status: 'Accepted' } }]);
  let energy = 0;
  for (let minute = 0; minute <= 300; minute += every) {
    if (minute > 0) energy += (curve(minute - every) * every) / 60;
    if (jump !== undefined && minute > jump[0] && minute < jump[1]) continue;
    const sample: Sample = register
      ? { at: at(minute), measurand: 'Energy.Active.Import.Register', unit: 'Wh', value: energy }
      : { at: at(minute), measurand: 'Power.Active.Import', unit: 'W', value: curve(minute) };
    const said = dialect.encodeRequest({
      kind: 'sends meter values',
      evse: 1,
      transactionId: '7',
      samples: [sample],
    });
    say(at(minute), 'charger', [2, `m${minute}`, said.action, said.payload]);
    say(at(minute), 'csms', [3, `m${minute}`, {}]);
  }
  return {
    header: { dialect: 'ocpp1.6', subject: 'charger', timeMode: 'virtual' } as Trace['header'],
    events,
    footer: { kind: 'footer', at: at(300), ended, events: events.length },
  };
};

const powerOf = (trace: Trace, check: PowerCheck = power) =>
  judge({ ...scenario, checks: [check] }, trace).find((each) => each.check === 'power');

describe('a good night', () => {
  it('passes and proves', () => {
    const checks = judge(scenario, traceOf(good));
    expect(checks.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(verdictOf(checks)).toBe('passed');
    expect(proved(checks)).toEqual([
      'ours:X',
      ...['answers', 'ids', 'one-call', 'schema', 'time', 'transaction-ids'].map((name) => `rpc:${name}`),
    ]);
  });
  it('passes from register readings alone', () => {
    expect(powerOf(traceOf(good, { register: true }))?.outcome).toBe('passed');
  });
  it('passes when the clock jumped over a stretch', () => {
    expect(powerOf(traceOf(good, { jump: [20, 120] }))?.outcome).toBe('passed');
  });
  it('is drawn', () => {
    const night = nightOf(scenario, traceOf(good));
    expect(night.metered).toHaveLength(61);
    expect(night.bands.some(({ offPeak }) => offPeak)).toBe(true);
  });
});

describe('liars', () => {
  it.each<[string, Curve]>([
    ['never waits', () => 7360],
    ['never charges', () => 0],
    ['is an hour late', (minute) => good(minute - 60)],
    ['is an hour early', (minute) => good(minute + 60)],
    ['charges on a third', (minute) => good(minute) / 3],
    ['stops for ten minutes', (minute) => (minute >= 200 && minute < 210 ? 0 : good(minute))],
  ])('%s', (_, curve) => {
    expect(powerOf(traceOf(curve))?.outcome).toBe('failed');
  });
  it('gives the cause away', () => {
    expect(powerOf(traceOf((minute) => good(minute - 60)))?.findings[0]?.hint).toContain('UTC');
    expect(powerOf(traceOf((minute) => good(minute) / 3))?.findings[0]?.hint).toContain('phases');
    expect(powerOf(traceOf(() => 7360))?.findings[0]?.hint).toContain('never changes');
  });
});

describe('evidence', () => {
  it('half-open: the sample at an edge belongs to the next row', () => {
    const strict = { ...power, settle: millis(0) };
    expect(powerOf(traceOf(good), strict)?.outcome).toBe('passed');
    const late: Curve = (minute) => (minute > 150 ? 7360 : 0);
    expect(powerOf(traceOf(late), strict)?.outcome).toBe('failed');
  });
  it('too few samples prove nothing', () => {
    expect(powerOf(traceOf(good, { every: 30 }))?.outcome).toBe('unproven');
  });
  it.each([
    ['subject lost', 'failed'],
    ['subject unreachable', 'unproven'],
    ['interrupted', 'unproven'],
    ['broken', 'broken'],
  ] as const)('a night that ends "%s" is %s', (ended, verdict) => {
    expect(verdictOf(judge(scenario, traceOf(good, { ended })))).toBe(verdict);
  });
  it('survives hostile frames', () => {
    const trace = traceOf(good);
    const text = '[2,"x","MeterValues",{"meterValue":[null,{"sampledValue":7}]}]';
    const hostile: TraceEvent = { kind: 'frame', seq: 9999, at: at(10), link: 1, from: 'charger', text };
    const checks = judge(scenario, { ...trace, events: [...trace.events, hostile] });
    expect(checks.find(({ check }) => check === 'monitor.schema')?.outcome).toBe('failed');
  });
});

describe('a night that was set forward', () => {
  it('is not judged by energy that nobody let flow', () => {
    const jumped: TraceEvent = { kind: 'clock', what: 'jumped', seq: 1, at: instant(0), to: instant(1000) };
    const check = { check: 'energy', as: 'must', proves: [], place: { file: 'x' }, min: 1_000_000 } as never;
    const trace = traceOf(good);
    const outcomeOf = (events: readonly TraceEvent[]): string | undefined =>
      judge({ ...scenario, checks: [check] }, { ...trace, events }).find((each) => each.check === 'energy')
        ?.outcome;
    expect(outcomeOf(trace.events)).toBe('failed');
    expect(outcomeOf([jumped, ...trace.events])).toBe('advised');
  });
});
