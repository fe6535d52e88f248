import { describe, expect, it } from 'vitest';
import { hours, instant, plus, seconds, VirtualClock } from '../time/index.ts';
import { createPeer, memoryLinkPair, type CallReply, type JsonObject, type OcppVersion } from './index.ts';

const start = instant(Date.parse('2026-01-14T21:00:00Z'));
const BEAT = { currentTime: '2026-01-14T21:00:00Z' };
const OK: CallReply = { kind: 'result', payload: BEAT };

const stage = (version: OcppVersion, onCall: (action: string, payload: JsonObject) => unknown = () => OK) => {
  const clock = new VirtualClock(start);
  const { charger, csms } = memoryLinkPair(clock, { identity: 'CP', subprotocol: version });
  const heard: unknown[] = [];
  const sends: string[] = [];
  let id = 0;
  const peer = createPeer({
    link: csms,
    version,
    clock,
    side: 'csms',
    nextId: () => `n${++id}`,
    timeout: seconds(30),
    onCall: onCall as (action: string, payload: JsonObject) => CallReply,
    onSend: (action) => sends.push(action),
    tap: (direction, text) => sent.push([direction, text]),
  });
  const sent: [string, string][] = [];
  charger.onMessage(({ text }) => heard.push(JSON.parse(text)));
  const pass = (length = seconds(1)): Promise<void> =>
    clock.run(clock.until(plus(clock.now(), length)), plus(start, hours(9)));
  return { clock, charger, csms, peer, heard, sends, sent, pass };
};

const answerTo = async (version: OcppVersion, text: string, onCall?: () => unknown): Promise<unknown[]> => {
  const { charger, heard, pass } = stage(version, onCall);
  charger.send(text);
  await pass();
  return heard.map((frame) => (frame as unknown[]).slice(0, 3));
};

describe('what a peer answers', () => {
  it.each<[OcppVersion, string, unknown[]]>([
    ['ocpp1.6', '[2,"a","Heartbeat",{}]', [[3, 'a', BEAT]]],
    ['ocpp1.6', '[2,"a","Nonsense",{}]', [[4, 'a', 'NotImplemented']]],
    ['ocpp2.1', '[2,"a","HeartbeatRequest",{}]', [[4, 'a', 'NotImplemented']]],
    ['ocpp1.6', '[2,"a","Authorize",{}]', [[4, 'a', 'OccurenceConstraintViolation']]],
    ['ocpp2.0.1', '[2,"a","Authorize",{}]', [[4, 'a', 'OccurrenceConstraintViolation']]],
    ['ocpp1.6', '[2,"a","Heartbeat",{"x":1}]', [[4, 'a', 'FormationViolation']]],
    ['ocpp2.1', '[2,"a","Heartbeat",{"x":1}]', [[4, 'a', 'FormatViolation']]],
    ['ocpp1.6', '{', []],
    ['ocpp2.0.1', '{', [[4, '-1', 'RpcFrameworkError']]],
    ['ocpp1.6', '[9,"a","x",{}]', []],
    ['ocpp2.0.1', '[9,"a","x",{}]', [[4, 'a', 'MessageTypeNotSupported']]],
    ['ocpp2.0.1', '[6,"a","NotifyPeriodicEventStream",{}]', [[4, 'a', 'MessageTypeNotSupported']]],
    ['ocpp2.1', '[6,"a","NotifyPeriodicEventStream"]', []],
    ['ocpp2.1', '[3,"never asked",{}]', []],
  ])('%s to %s', async (version, text, expected) => {
    expect(await answerTo(version, text)).toEqual(expected);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('secret');
      },
    ],
    ['rejects', () => Promise.reject(new Error('secret'))],
    ['gives nothing', () => undefined],
  ])('InternalError when the handler %s', async (_, onCall) => {
    expect(await answerTo('ocpp2.0.1', '[2,"a","Heartbeat",{}]', onCall)).toEqual([
      [4, 'a', 'InternalError'],
    ]);
  });

  it('is silent when told to be', async () => {
    expect(await answerTo('ocpp1.6', '[2,"a","Heartbeat",{}]', () => ({ kind: 'silence' }))).toEqual([]);
  });

  it('refuses an id that is still being handled (RPC.41)', async () => {
    let finish: (reply: CallReply) => void = () => undefined;
    const { charger, heard, pass } = stage(
      'ocpp2.0.1',
      () =>
        new Promise<CallReply>((resolve) => {
          finish = resolve;
        }),
    );
    charger.send('[2,"a","Heartbeat",{}]');
    charger.send('[2,"a","Heartbeat",{}]');
    await pass();
    expect(heard).toEqual([[4, 'a', 'RpcFrameworkError', expect.any(String), {}]]);
    finish(OK);
    await pass();
    expect(heard[1]).toEqual([3, 'a', BEAT]);
  });

  it('hands on a SEND only when it is right (RPC.26)', async () => {
    const { charger, heard, sends, pass } = stage('ocpp2.1');
    charger.send('[6,"a","NotifyPeriodicEventStream",{"broken":true}]');
    charger.send('[6,"b","Heartbeat",{}]');
    await pass();
    expect(sends).toEqual([]);
    const right = { id: 1, pending: 0, basetime: '2026-01-14T21:00:00Z', data: [{ t: 0, v: '1' }] };
    charger.send(JSON.stringify([6, 'c', 'NotifyPeriodicEventStream', right]));
    await pass();
    expect([sends, heard]).toEqual([['NotifyPeriodicEventStream'], []]);
  });
});

describe('what a peer asks', () => {
  const UNLOCK = { connectorId: 1 };

  it('has one call open, and answers meanwhile (RPC.13, RPC.15)', async () => {
    const { peer, charger, heard, pass } = stage('ocpp1.6');
    const first = peer.call('UnlockConnector', UNLOCK);
    const second = peer.call('ClearCache', {});
    charger.send('[2,"x","Heartbeat",{}]');
    await pass();
    expect(heard).toEqual([
      [2, 'n1', 'UnlockConnector', UNLOCK],
      [3, 'x', BEAT],
    ]);
    charger.send('[3,"n1",{"status":"Unlocked"}]');
    await pass();
    expect(await first).toEqual({ kind: 'result', payload: { status: 'Unlocked' }, problems: [] });
    expect(heard[2]).toEqual([2, 'n2', 'ClearCache', {}]);
    charger.send('[4,"n2","FormatViolation","",{}]');
    await pass();
    expect(await second).toEqual({ kind: 'error', code: 'FormatViolation', description: '' });
  });

  it('times out, goes on, and ignores the late answer (RPC.43)', async () => {
    const { peer, charger, heard, pass } = stage('ocpp2.0.1');
    const first = peer.call('ClearCache', {}, seconds(5));
    const second = peer.call('ClearCache', {});
    await pass(seconds(4));
    expect(heard).toHaveLength(1);
    await pass(seconds(2));
    expect(await first).toEqual({ kind: 'timeout' });
    charger.send('[3,"n1",{"status":"Rejected"}]');
    charger.send('[3,"n2",{"status":"Accepted"}]');
    await pass();
    expect(await second).toMatchObject({ payload: { status: 'Accepted' } });
  });

  it.each<[OcppVersion, unknown[]]>([
    ['ocpp2.0.1', []],
    ['ocpp2.1', [[5, 'n1', 'PropertyConstraintViolation', expect.any(String), {}]]],
  ])('%s: gives a broken result with its problems', async (version, answers) => {
    const { peer, charger, heard, pass } = stage(version);
    const call = peer.call('ClearCache', {});
    charger.send('[3,"n1",{"status":"Perhaps"}]');
    await pass();
    expect(await call).toMatchObject({ payload: { status: 'Perhaps' }, problems: [expect.any(String)] });
    expect(heard.slice(1)).toEqual(answers);
  });

  it('ends every call when the link is cut, and taps nothing that was not sent', async () => {
    const { peer, charger, sent, pass } = stage('ocpp1.6');
    const calls = [peer.call('ClearCache', {}), peer.call('ClearCache', {})];
    await pass();
    charger.abort();
    await pass();
    expect(await Promise.all(calls)).toEqual([{ kind: 'closed' }, { kind: 'closed' }]);
    expect(await peer.call('ClearCache', {})).toEqual({ kind: 'closed' });
    expect(sent).toHaveLength(1);
    const other = stage('ocpp1.6');
    other.peer.close();
    const late = other.peer.call('ClearCache', {});
    await other.pass();
    expect([await late, other.sent]).toEqual([{ kind: 'closed' }, []]);
  });
});
