import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { instant, PacedClock, seconds } from '../time/index.ts';
import { BROKEN_FRAME, createPeer, listenWs, type Link, type LinkClose, type Listening } from './index.ts';

/** A peer that does its worst, over real sockets: it is cut off, and nobody else notices. */
const opened: { close(): Promise<void> }[] = [];
const clocks: PacedClock[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
  for (const clock of clocks.splice(0)) clock.stop();
});

interface Seen {
  readonly link: Link;
  readonly closed: Promise<LinkClose>;
  heard: number;
}

/** A CSMS that answers heartbeats. */
const endpoint = async (): Promise<{ readonly server: Listening; readonly seen: Seen[] }> => {
  const clock = new PacedClock({ mode: 'real', start: instant(Date.parse('2026-01-14T21:00:00Z')), rate: 1 });
  clocks.push(clock);
  const seen: Seen[] = [];
  const server = await listenWs({
    subprotocols: ['ocpp1.6'],
    onLink(link) {
      const { promise, resolve } = Promise.withResolvers<LinkClose>();
      const entry: Seen = { link, closed: promise, heard: 0 };
      seen.push(entry);
      createPeer({
        link,
        version: 'ocpp1.6',
        clock,
        side: 'csms',
        nextId: () => 'x',
        timeout: seconds(30),
        tap: (direction) => {
          if (direction === 'received') entry.heard += 1;
        },
        onCall: () => ({ kind: 'result', payload: { currentTime: '2026-01-14T21:00:00Z' } }),
        onClose: (code, reason) => resolve({ code, reason }),
      });
    },
  });
  opened.push(server);
  return { server, seen };
};

const dial = (url: string): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url}/C1`, ['ocpp1.6'], { maxPayload: 1_048_576 });
    socket.on('error', () => undefined);
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
    opened.push({
      close: () => {
        socket.terminate();
        return Promise.resolve();
      },
    });
  });

/** Sends one frame and waits for one. */
const asked = (socket: WebSocket, text: string): Promise<string> =>
  new Promise((resolve) => {
    socket.once('message', (data) => resolve(Buffer.isBuffer(data) ? data.toString('utf8') : ''));
    socket.send(text);
  });
const HEARTBEAT = '[2,"h","Heartbeat",{}]';
const serves = async (url: string): Promise<void> =>
  expect(await asked(await dial(url), HEARTBEAT)).toBe('[3,"h",{"currentTime":"2026-01-14T21:00:00Z"}]');

/** One masked client frame, by hand. */
const frame = (first: number, payload: Buffer): Buffer => {
  const header = Buffer.alloc(payload.length < 126 ? 6 : 14);
  header[0] = first;
  if (payload.length < 126) header[1] = 0x80 | payload.length;
  else {
    header[1] = 0x80 | 127;
    header.writeBigUInt64BE(BigInt(payload.length), 2);
  }
  return Buffer.concat([header, payload]);
};
/** The TCP socket below, which `ws` keeps to itself. */
const raw = (socket: WebSocket): { write(data: Buffer): void; pause(): void } => {
  const below: unknown = Reflect.get(socket, '_socket');
  return below as ReturnType<typeof raw>;
};

describe('a hostile peer', () => {
  it.each<[string, number, (socket: WebSocket) => void]>([
    ['sends a frame of 16 MiB', 1009, (socket) => socket.send('x'.repeat(16 * 1_048_576))],
    [
      'announces a frame of 2^53 bytes',
      1009,
      (socket) => {
        const header = frame(0x81, Buffer.alloc(200));
        header.writeBigUInt64BE(2n ** 53n - 1n, 2);
        raw(socket).write(header);
      },
    ],
    ['sends invalid UTF-8', 1007, (socket) => raw(socket).write(frame(0x81, Buffer.from([0xff, 0xfe])))],
    ['sends a reserved opcode', 1002, (socket) => raw(socket).write(frame(0x83, Buffer.from('x')))],
    ['continues what it never began', 1002, (socket) => raw(socket).write(frame(0x80, Buffer.from('x')))],
    ['sends a ping that is too long', 1002, (socket) => raw(socket).write(frame(0x89, Buffer.alloc(300)))],
  ])('that %s is cut off with %i, and the trace can say why', async (_, code, attack) => {
    const { server, seen } = await endpoint();
    const socket = await dial(server.url);
    await asked(socket, HEARTBEAT);
    attack(socket);
    const close = await seen[0]?.closed;
    expect(close?.code).toBe(code);
    expect(close?.reason.startsWith(`${BROKEN_FRAME}: `)).toBe(true);
    await serves(server.url);
  });

  it.each<[string, string]>([
    [
      'nested JSON',
      `[2,"d","DataTransfer",{"vendorId":"v","data":${'['.repeat(200_000)}${']'.repeat(200_000)}}]`,
    ],
    ['nested JSON that never ends', '['.repeat(900_000)],
    [
      'a million members',
      `[2,"d","Heartbeat",{${Array.from({ length: 60_000 }, (__, i) => `"k${i}":1`).join(',')}}]`,
    ],
    [
      'a payload that would pollute',
      '[2,"d","Heartbeat",{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}}]',
    ],
    ['an id of a million characters', `[2,"${'x'.repeat(1_000_000)}","Heartbeat",{}]`],
    ['no JSON', '\u0000\u0001{]'],
  ])('that sends %s is answered or ignored, and goes on being served', async (_, text) => {
    const { server, seen } = await endpoint();
    const socket = await dial(server.url);
    const heard: string[] = [];
    socket.on('message', (data) => heard.push(Buffer.isBuffer(data) ? data.toString('utf8') : ''));
    socket.send(text);
    const served = new Promise<void>((done) => {
      socket.on('message', () => {
        if (heard.includes('[3,"h",{"currentTime":"2026-01-14T21:00:00Z"}]')) done();
      });
    });
    socket.send(HEARTBEAT);
    await served;
    expect(heard.length).toBeLessThanOrEqual(2);
    expect(heard.every((each) => each.length < 1000)).toBe(true);
    expect(seen[0]?.link.open).toBe(true);
    expect(({} as { readonly x?: number }).x).toBeUndefined();
  });

  it('that talks garbage without end is cut off', async () => {
    const { server, seen } = await endpoint();
    const socket = await dial(server.url);
    for (let sent = 0; sent < 500; sent++) socket.send('}{');
    expect(await seen[0]?.closed).toMatchObject({ code: 1002 });
    await serves(server.url);
  });

  it('that floods is answered in order, each once', async () => {
    const { server, seen } = await endpoint();
    const socket = await dial(server.url);
    const many = 20_000;
    let answers = 0;
    const all = new Promise<void>((done) => {
      socket.on('message', () => {
        answers += 1;
        if (answers === many) done();
      });
    });
    for (let sent = 0; sent < many; sent++) socket.send(`[2,"f${sent}","Heartbeat",{}]`);
    await all;
    expect([answers, seen[0]?.heard]).toEqual([many, many]);
    await serves(server.url);
  });

  it('that never reads is cut off before it fills our memory', async () => {
    const { server, seen } = await endpoint();
    const socket = await dial(server.url);
    raw(socket).pause();
    const link = seen[0]?.link;
    const megabyte = 'x'.repeat(1_000_000);
    for (let sent = 0; sent < 64 && link?.open === true; sent++) {
      link.send(megabyte);
      await new Promise((turn) => setImmediate(turn));
    }
    expect(link?.open).toBe(false);
    await serves(server.url);
  });

  it('that speaks before anybody listens is heard, up to a bound', async () => {
    const links: Link[] = [];
    const server = await listenWs({ subprotocols: ['ocpp1.6'], onLink: (link) => links.push(link) });
    opened.push(server);
    const socket = await dial(server.url);
    socket.send(HEARTBEAT);
    const gone = new Promise((done) => socket.once('close', done));
    for (let sent = 0; sent < 500; sent++) socket.send(HEARTBEAT);
    await gone;
    let heard = 0;
    links[0]?.onMessage(() => {
      heard += 1;
    });
    expect(heard).toBe(100);
  });
});
