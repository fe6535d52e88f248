import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hours, instant, plus, seconds, VirtualClock } from '../time/index.ts';
import {
  createPeer,
  memoryLinkPair,
  parseFrame,
  validate,
  knowsAction,
  type CallReply,
  type OcppVersion,
  type Peer,
} from './index.ts';

const start = instant(Date.parse('2026-01-14T21:00:00Z'));
const versions = ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const;

interface Pair {
  readonly clock: VirtualClock;
  readonly csms: Peer;
  /** The charger's raw end: says what the test says. */
  readonly raw: { send(text: string): void; readonly heard: string[] };
}

const against = (
  version: OcppVersion,
  onCall: () => CallReply | Promise<CallReply>,
  clock = new VirtualClock(start),
): Pair => {
  const pair = memoryLinkPair(clock, { identity: 'C', subprotocol: version });
  const heard: string[] = [];
  pair.charger.onMessage(({ text }) => heard.push(text));
  let ids = 0;
  const csms = createPeer({
    link: pair.csms,
    version,
    clock,
    side: 'csms',
    nextId: () => `m${++ids}`,
    timeout: seconds(30),
    onCall,
  });
  return { clock, csms, raw: { send: (text) => pair.charger.send(text), heard } };
};

const settle = (clock: VirtualClock): Promise<void> =>
  clock.run(clock.until(plus(clock.now(), seconds(1))), plus(start, hours(9)));
const heartbeat: CallReply = { kind: 'result', payload: { currentTime: '2026-01-14T21:00:00Z' } };

const answerTo = async (version: OcppVersion, text: string): Promise<unknown> => {
  const { raw, clock } = against(version, () => heartbeat);
  raw.send(text);
  await settle(clock);
  return raw.heard.length === 0 ? 'silence' : (JSON.parse(raw.heard[0] ?? '') as unknown[]).slice(0, 3);
};

describe('an answer to what a charger says', () => {
  it.each([
    ['ocpp1.6', '[2,"a","Nonsense",{}]', [4, 'a', 'NotImplemented']],
    ['ocpp1.6', '[2,"a","Authorize",{}]', [4, 'a', 'OccurenceConstraintViolation']],
    ['ocpp2.0.1', '[2,"a","Authorize",{}]', [4, 'a', 'OccurrenceConstraintViolation']],
    ['ocpp1.6', '[2,"a","Authorize",{"idTag":7}]', [4, 'a', 'TypeConstraintViolation']],
    ['ocpp1.6', '[2,"a","Heartbeat",{"x":1}]', [4, 'a', 'FormationViolation']],
    ['ocpp2.1', '[2,"a","Heartbeat",{"x":1}]', [4, 'a', 'FormatViolation']],
    ['ocpp1.6', '{nonsense', 'silence'],
    ['ocpp2.0.1', '{nonsense', [4, '-1', 'RpcFrameworkError']],
    ['ocpp1.6', '[9,"a","b",{}]', 'silence'],
    ['ocpp2.0.1', '[9,"a","b",{}]', [4, 'a', 'MessageTypeNotSupported']],
    ['ocpp2.0.1', '[6,"a","NotifyPeriodicEventStream",{}]', [4, 'a', 'MessageTypeNotSupported']],
    ['ocpp1.6', '[3,"nobody","asked"]', 'silence'],
    ['ocpp1.6', '[2,"a","Heartbeat",{}]', [3, 'a', { currentTime: '2026-01-14T21:00:00Z' }]],
  ] as const)('%s %s', async (version, text, expected) => {
    expect(await answerTo(version, text)).toEqual(expected);
  });
});

describe('calls', () => {
  it('go out one at a time (`RPC.14`)', async () => {
    const { csms, raw, clock } = against('ocpp2.0.1', () => heartbeat);
    const first = csms.call('Reset', { type: 'OnIdle' });
    const second = csms.call('Reset', { type: 'Immediate' });
    await settle(clock);
    expect(raw.heard).toHaveLength(1);
    raw.send('[3,"m1",{"status":"Accepted"}]');
    await settle(clock);
    expect(raw.heard).toHaveLength(2);
    raw.send('[4,"m2","InternalError","",{}]');
    expect(await clock.run(Promise.all([first, second]), plus(start, hours(1)))).toMatchObject([
      { kind: 'result', payload: { status: 'Accepted' }, problems: [] },
      { kind: 'error', code: 'InternalError' },
    ]);
  });

  it('time out, and a late answer does not answer the next', async () => {
    const { csms, raw, clock } = against('ocpp1.6', () => heartbeat);
    const first = await clock.run(csms.call('Reset', { type: 'Soft' }), plus(start, hours(1)));
    expect(first).toEqual({ kind: 'timeout' });
    const second = csms.call('Reset', { type: 'Hard' });
    raw.send('[3,"m1",{"status":"Accepted"}]');
    raw.send('[3,"m2",{"status":"Rejected"}]');
    expect(await clock.run(second, plus(start, hours(1)))).toMatchObject({ payload: { status: 'Rejected' } });
  });

  it('all end when the link does', async () => {
    const { csms, clock } = against('ocpp1.6', () => heartbeat);
    const calls = Promise.all([csms.call('Reset', { type: 'Soft' }), csms.call('Reset', { type: 'Hard' })]);
    csms.link.abort();
    expect(await clock.run(calls, plus(start, hours(1)))).toEqual([{ kind: 'closed' }, { kind: 'closed' }]);
  });

  it('an answer that breaks its schema is given, with its problems', async () => {
    const { csms, raw, clock } = against('ocpp1.6', () => heartbeat);
    const call = csms.call('Reset', { type: 'Soft' });
    raw.send('[3,"m1",{"status":"Perhaps"}]');
    expect(await clock.run(call, plus(start, hours(1)))).toMatchObject({
      kind: 'result',
      problems: [expect.stringContaining('/status')],
    });
  });

  it('are answered while an own call is open (`RPC.15`)', async () => {
    const { csms, raw, clock } = against('ocpp2.0.1', () => heartbeat);
    void csms.call('Reset', { type: 'OnIdle' });
    raw.send('[2,"h","Heartbeat",{}]');
    await settle(clock);
    expect(raw.heard.map((text) => (JSON.parse(text) as unknown[])[0])).toEqual([2, 3]);
  });

  it('a handler that fails is an InternalError', async () => {
    const { raw, clock } = against('ocpp1.6', () => Promise.reject(new Error('secret')));
    raw.send('[2,"h","Heartbeat",{}]');
    await settle(clock);
    expect(raw.heard[0]).toContain('InternalError');
    expect(raw.heard[0]).not.toContain('secret');
  });
});

describe('hostile text', () => {
  it.each(versions)('never breaks the reader in %s', (version) => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.array(fc.jsonValue()).map((value) => JSON.stringify(value)),
        ),
        (text) => {
          expect(typeof parseFrame(text, version).ok).toBe('boolean');
        },
      ),
    );
  });
});

describe('the official schemas', () => {
  const limit = (value: number): object => ({
    connectorId: 1,
    csChargingProfiles: {
      chargingProfileId: 1,
      stackLevel: 0,
      chargingProfilePurpose: 'TxProfile',
      chargingProfileKind: 'Relative',
      chargingSchedule: { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit: value }] },
    },
  });

  it('take every tenth of an ampere', () => {
    const refused = Array.from({ length: 1001 }, (_, tenth) => tenth / 10).filter(
      (value) => validate('ocpp1.6', 'SetChargingProfile', 'request', limit(value)).length > 0,
    );
    expect(refused).toEqual([]);
    expect(validate('ocpp1.6', 'SetChargingProfile', 'request', limit(16.05))).toHaveLength(1);
  });

  it('know the actions of their version only', () => {
    expect(versions.map((version) => knowsAction(version, 'SetDefaultTariff'))).toEqual([false, false, true]);
    expect(versions.map((version) => knowsAction(version, 'StartTransaction'))).toEqual([true, false, false]);
  });
});
