import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createSpeaker, type Reply } from '../dialects/index.ts';
import { wholeSeconds } from '../energy/index.ts';
import { hostNow, hours, millis, minutes, plus, seconds, type Millis } from '../time/index.ts';
import { listenWs, privateAuthority, type ListenOptions } from '../wire/index.ts';
import { examineEndpoint, type Report } from './index.ts';
import { certificate, clock, DAY, good, ids, now, text, trusted } from './sample-authority.ts';

/** A small fake endpoint for each thing that the doctor knows. */

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};
const tcp = async (answer: (socket: Socket) => void): Promise<number> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    answer(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return portOf(server);
};
const says = (status: string, more = ''): Promise<number> =>
  tcp((socket) => {
    socket.once('data', () =>
      socket.end(`HTTP/1.1 ${status}\r\n${more}Content-Length: 0\r\nConnection: close\r\n\r\n`),
    );
  });

const examine = (url: string, more: Partial<Parameters<typeof examineEndpoint>[0]> = {}): Promise<Report> =>
  examineEndpoint({ url, clock, patience: 300, ...more });

describe('doctor URL: the way there', () => {
  it.each(['nonsense', 'http://127.0.0.1/x', 'ws://127.0.0.1:1'])(
    'refuses %s as no endpoint',
    async (url) => {
      expect(ids(await examine(url))).toEqual(['url']);
    },
  );

  it('a port where nobody listens', async () => {
    const report = await examine('ws://127.0.0.1:1/ocpp/CP1');
    expect(ids(report)).toEqual(['refused']);
    expect(report.reached).toBe(false);
    expect(text(report)).toContain('Check the port');
  });

  it.each([
    ['401 Unauthorized', undefined, 'http 401', 'a password is asked for'],
    ['401 Unauthorized', 'wrong', 'http 401', 'Compare the password'],
    ['403 Forbidden', undefined, 'http 403', 'activate'],
    ['404 Not Found', undefined, 'http 404', 'Register the identity CP1'],
    ['200 OK', undefined, 'http 200', 'web page'],
    ['400 Bad Request', undefined, 'http 400', 'version'],
    ['409 Conflict', undefined, 'http 409', 'share an identity'],
    ['503 Service Unavailable', undefined, 'http 503', 'behind it is not'],
  ])('%s', async (status, password, id, words) => {
    const url = `ws://127.0.0.1:${await says(status)}/ocpp/CP1`;
    const report = await examine(url, password === undefined ? {} : { password });
    expect(ids(report)).toEqual([id]);
    expect(text(report)).toContain(words);
    expect(text(report)).not.toContain('wrong,');
  });

  it('a redirect, without what it carries', async () => {
    const port = await says('302 Found', 'Location: https://elsewhere.example/login?token=hush\r\n');
    const report = await examine(`ws://127.0.0.1:${port}/CP1`);
    expect(ids(report)).toEqual(['redirect']);
    expect(text(report)).toContain('https://elsewhere.example/login');
    expect(text(report)).not.toContain('hush');
  });

  it('something that hangs up', async () => {
    const port = await tcp((socket) => socket.once('data', () => socket.destroy()));
    expect(ids(await examine(`ws://127.0.0.1:${port}/CP1`))).toEqual(['hung up']);
  });
});

const csms = async (options: Partial<ListenOptions>): Promise<string> => {
  const server = await listenWs({ subprotocols: ['ocpp1.6'], onLink: () => undefined, ...options });
  closing.push(() => server.close());
  return `${server.url}/CP1`;
};

describe('doctor URL: versions', () => {
  it('no version in common', async () => {
    expect(ids(await examine(await csms({ subprotocols: ['ocpp1.5'] })))).toEqual(['no sub-protocol']);
  });

  it('a version that nobody offered', async () => {
    const url = await csms({ door: () => ({ kind: 'wrong sub-protocol' }) });
    expect(ids(await examine(url))).toEqual(['wrong sub-protocol']);
  });
});

const answering = (
  boots: () => Reply<'boots'> | 'silence' | 'hang up' | 'error',
  early = false,
): Promise<string> =>
  csms({
    onLink(link) {
      const speaker = createSpeaker({
        link,
        dialect: 'ocpp1.6',
        side: 'csms',
        clock,
        timeout: seconds(2),
        nextId: () => 'early',
        serving: {
          boots: () => {
            const answer = boots();
            if (answer === 'hang up') link.close(1008, 'unknown charger');
            if (answer === 'error') return { refuse: 'InternalError' };
            return answer === 'silence' || answer === 'hang up' ? { refuse: 'silence' } : answer;
          },
        },
      });
      if (early) void speaker.ask({ kind: 'reads variables', names: [] });
    },
  });

const status =
  (which: Reply<'boots'>['status'], off: Millis = millis(0)): (() => Reply<'boots'>) =>
  () => ({
    status: which,
    now: plus(hostNow(), off),
    interval: wholeSeconds(60),
  });

describe('doctor URL: the first words', () => {
  it('all is well', async () => {
    const report = await examine(await answering(status('Accepted')));
    expect(ids(report)).toEqual([]);
    expect(ids(report, 'well')).toEqual(['tcp', 'sub-protocol', 'boot', 'clock']);
    expect(report.reached).toBe(true);
  });

  it.each([
    ['Pending', 'boot pending', 'finish its set-up'],
    ['Rejected', 'boot rejected', 'register it'],
  ] as const)('%s', async (which, id, words) => {
    const report = await examine(await answering(status(which)));
    expect(ids(report)).toEqual([id]);
    expect(text(report)).toContain(words);
  });

  it.each([
    [hours(1), 'clock zone'],
    [hours(-2), 'clock zone'],
    [minutes(11), 'clock'],
    [millis(0 - hostNow()), 'clock unset'],
  ] as const)('a clock that is %s ms off', async (off, id) => {
    expect(ids(await examine(await answering(status('Accepted', off))))).toEqual([id]);
  });

  it('no answer, an error, a closed door, and calls that come too early', async () => {
    expect(ids(await examine(await answering(() => 'silence')))).toEqual(['boot silence']);
    expect(ids(await examine(await answering(() => 'error')))).toEqual(['boot error']);
    const closed = await examine(await answering(() => 'hang up'));
    expect(ids(closed)).toEqual(['closed']);
    expect(closed.reached).toBe(false);
    expect(ids(await examine(await answering(status('Accepted'), true)), 'note')).toEqual(['early calls']);
  });
});

describe('doctor URL: TLS', () => {
  const secure = async (
    tls: ListenOptions['tls'],
    more: Partial<Parameters<typeof examineEndpoint>[0]> = {},
  ): Promise<readonly string[]> => {
    const url = await csms(tls === undefined ? {} : { tls });
    return ids(await examine(url.replace('ws:', 'wss:').replace('wsss:', 'wss:'), more));
  };
  const ca = async (): Promise<{ tls: { ca: string } }> => ({ tls: { ca: (await trusted()).ca } });

  it('is judged as a charger would', async () => {
    // The endpoint answers no BootNotification: everything before that is well.
    expect(await secure({ identity: await good() }, await ca())).toEqual(['boot silence']);
    expect(await secure({ identity: await good() })).toEqual(['certificate authority']);
    const other = await privateAuthority('other', now);
    expect(await secure({ identity: await good() }, { tls: { ca: other.ca } })).toEqual([
      'certificate authority',
    ]);
    const old = await certificate(plus(now, hours(-48)), plus(now, hours(-24)));
    expect(await secure({ identity: old }, await ca())).toEqual(['certificate expired']);
    const early = await certificate(plus(now, hours(24)), plus(now, hours(48)));
    expect(await secure({ identity: early }, await ca())).toEqual(['certificate early']);
    const elsewhere = await certificate(plus(now, hours(-1)), plus(now, DAY), 'csms.example');
    expect(await secure({ identity: elsewhere }, await ca())).toEqual(['certificate host']);
    expect(
      await secure({ identity: await good(), oldest: 'TLSv1.1', newest: 'TLSv1.1' }, await ca()),
    ).toEqual(['old tls']);
    const { ca: clients } = await trusted();
    expect(await secure({ identity: await good(), clients }, await ca())).toEqual(['client certificate']);
    expect(await secure(undefined, await ca())).toEqual(['plain port']);
  });

  it('a plain dial to a port that speaks TLS', async () => {
    const url = await csms({ tls: { identity: await good() } });
    expect(ids(await examine(url.replace('wss:', 'ws:')))).toEqual(['tls port']);
  });
});
