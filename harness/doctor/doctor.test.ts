import { createServer, type Server, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { createSpeaker, type DialectId, type Reply, type Serving } from '../dialects/index.ts';
import { wholeSeconds } from '../energy/index.ts';
import {
  hostNow,
  hours,
  millis,
  minutes,
  PacedClock,
  plus,
  seconds,
  type Instant,
  type Millis,
} from '../time/index.ts';
import {
  dialWs,
  listenWs,
  privateAuthority,
  type Identity,
  type ListenOptions,
  type PrivateAuthority,
} from '../wire/index.ts';
import { examineCharger, examineEndpoint, readKnownCharger, type Report } from './index.ts';

/** A small fake endpoint for each thing that the doctor knows. */

const clock = new PacedClock({ mode: 'real', start: hostNow(), rate: 1 });
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const ids = ({ signs }: Report, state = 'ill'): readonly string[] =>
  signs.filter((each) => each.state === state).map(({ id }) => id);
const text = ({ signs }: Report): string =>
  signs.map(({ seen, advice }) => [seen, ...advice].join('\n')).join('\n');

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

const DAY = hours(24);
let authority: PrivateAuthority | undefined;
const trusted = async (): Promise<PrivateAuthority> =>
  (authority ??= await privateAuthority('right', hostNow()));
const certificate = async (from: Instant, to: Instant, host = '127.0.0.1'): Promise<Identity> =>
  (await trusted()).issue({ commonName: 'csms', hosts: [host], from, to });
const now = hostNow();
const good = (): Promise<Identity> => certificate(plus(now, hours(-24)), plus(now, DAY));

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

interface FakeCharger {
  readonly dialect?: DialectId;
  readonly boots?: boolean;
  readonly clockOff?: Millis;
  readonly settings?: Readonly<Record<string, string>>;
  readonly firmware?: string;
  readonly serving?: Serving;
}

const KNOWN = readKnownCharger(
  'fixtures/chargers/acme.yaml',
  `id: acme
vendor: ACME
models: ['Wall*']
firmware:
  - versions: '>= 2.0, < 2.3'
    says: forgets every plan at midnight
    remedy: Update to 2.3 or newer.
    source: https://example.org/acme/1
`,
);

const visited = (
  come: (port: number) => unknown,
  more: Partial<Parameters<typeof examineCharger>[0]> = {},
): Promise<Report> =>
  examineCharger({
    host: '127.0.0.1',
    port: 0,
    known: [KNOWN],
    clock,
    wait: 2000,
    patience: 300,
    addresses: [],
    listening: (_, port) => void come(port),
    ...more,
  });

const charger =
  (it: FakeCharger, basic?: { user: string; password: string }) =>
  async (port: number): Promise<void> => {
    const dialect = it.dialect ?? 'ocpp1.6';
    const link = await dialWs({
      url: `ws://127.0.0.1:${port}`,
      identity: 'CP1',
      subprotocols: [dialect],
      timeoutMillis: 2000,
      ...(basic === undefined ? {} : { basic }),
    });
    let said = 0;
    const speaker = createSpeaker({
      link,
      dialect,
      side: 'charger',
      clock,
      timeout: seconds(2),
      nextId: () => `c${++said}`,
      serving: {
        'reads variables': () => ({
          variables: Object.entries(it.settings ?? {}).map(([name, value]) => ({ name, value })),
          unknown: [],
        }),
        ...it.serving,
      },
    });
    if (it.boots !== false)
      await speaker.ask({
        kind: 'boots',
        vendor: 'Acme',
        model: 'Wallbox 2',
        firmware: it.firmware ?? '3.0',
        reason: 'PowerUp',
      });
    await speaker.ask({
      kind: 'reports status',
      evse: 1,
      connector: 1,
      status: 'Available',
      at: plus(hostNow(), it.clockOff ?? millis(0)),
    });
  };
const BOTH = { RateUnits: 'A,W' };

describe('doctor --listen: a charger that comes', () => {
  it('is well', async () => {
    const report = await visited(charger({ settings: BOTH }, { user: 'CP1', password: 'x' }));
    expect(ids(report)).toEqual([]);
    expect(ids(report, 'note')).toEqual([]);
    expect(ids(report, 'well')).toEqual(['connection', 'password', 'boot', 'firmware', 'clock', 'units']);
  });

  it('has a clock that is an hour off', async () => {
    const report = await visited(charger({ settings: BOTH, clockOff: hours(1) }));
    expect(ids(report)).toEqual(['clock zone']);
    expect(text(report)).toContain('local time is sent as if it were UTC');
  });

  it('has firmware that is known to be bad', async () => {
    const report = await visited(charger({ settings: BOTH, firmware: 'v2.2.17' }));
    expect(ids(report)).toEqual(['firmware']);
    expect(text(report)).toContain('Update to 2.3');
  });

  it('takes limits in one unit only', async () => {
    const report = await visited(charger({ settings: { RateUnits: 'A' } }));
    expect(ids(report, 'note')).toContain('units');
    expect(text(report)).toContain('set A at the supplier');
  });

  it('has no smart charging, sends no samples, and knows another central system', async () => {
    const settings = {
      ...BOTH,
      SupportedFeatureProfiles: 'Core,RemoteTrigger',
      MeterSampleInterval: '0',
      BackendUrl: 'wss://user:hush@csms.example/ocpp',
    };
    const report = await visited(charger({ settings }));
    expect(ids(report)).toEqual(['smart charging', 'samples']);
    expect(ids(report, 'note')).toContain('other csms');
    expect(text(report)).toContain('wss://csms.example');
    expect(text(report)).not.toContain('hush');
  });

  it('does not boot, because it booted elsewhere', async () => {
    const report = await visited(charger({ settings: BOTH, boots: false }));
    expect(ids(report, 'note')).toContain('boot');
  });

  it('shows another user than its identity', async () => {
    const report = await visited(charger({ settings: BOTH }, { user: 'admin', password: 'x' }));
    expect(ids(report)).toEqual(['password']);
  });
});

describe('doctor --listen: what goes wrong before', () => {
  it('nobody comes', async () => {
    const report = await visited(() => undefined, { wait: 50 });
    expect(ids(report)).toEqual(['nobody']);
    expect(text(report)).toContain('--host 0.0.0.0');
    expect(text(report)).toContain('another central system');
  });

  it.each<[string, string, (port: number) => unknown]>([
    [
      'a wrong password',
      'http 401',
      (port) => charger({}, { user: 'CP1', password: 'no' })(port).catch(() => undefined),
    ],
    [
      'no version',
      'no sub-protocol',
      (port) =>
        dialWs({
          url: `ws://127.0.0.1:${port}`,
          identity: 'CP1',
          subprotocols: ['ocpp1.5'],
          timeoutMillis: 500,
        }).catch(() => undefined),
    ],
    [
      'TLS to a plain port',
      'tls to plain',
      (port) => connectTls({ port, host: '127.0.0.1' }).on('error', () => undefined),
    ],
    ['a browser', 'no websocket', (port) => fetch(`http://127.0.0.1:${port}/CP1`).catch(() => undefined)],
    [
      'no identity',
      'no identity',
      (port) =>
        dialWs({
          url: `ws://127.0.0.1:${port}`,
          identity: '',
          subprotocols: ['ocpp1.6'],
          timeoutMillis: 500,
        }).catch(() => undefined),
    ],
  ])('%s', async (_, id, come) => {
    const report = await visited(come, { wait: 400, ...(id === 'http 401' ? { password: 'right' } : {}) });
    expect(ids(report)).toEqual([id]);
    expect(report.reached).toBe(false);
    expect(text(report)).not.toMatch(/right\b.*password|password.*\bright\b/);
  });

  it('a charger that does not trust the certificate', async () => {
    const come = (port: number): unknown =>
      dialWs({
        url: `wss://127.0.0.1:${port}`,
        identity: 'CP1',
        subprotocols: ['ocpp1.6'],
        timeoutMillis: 500,
      }).catch(() => undefined);
    expect(ids(await visited(come, { tls: { identity: await good() }, wait: 400 }))).toEqual(['tls']);
  });
});

describe('a file of known firmware', () => {
  it.each([
    ['vendor: ACME', 'vendr: ACME', '2:1 unknown key "vendr"; known here: id, vendor, models, firmware'],
    ['https://example.org/acme/1', 'a friend', '8:13 source: must be an https address'],
    ['id: acme\n', '', '1:1 "id" is missing'],
  ])('refuses %s → %s where it stands', (from, to, expected) => {
    const file = `id: acme\nvendor: ACME\nmodels: ['Wall*']\nfirmware:\n  - versions: '1'\n    says: x\n    remedy: y\n    source: https://example.org/acme/1\n`;
    let refused = '';
    try {
      readKnownCharger('acme.yaml', file.replace(from, to));
    } catch (error) {
      const place = (error as { place?: { line: number; column: number } }).place;
      refused = `${place?.line}:${place?.column} ${(error as Error).message}`;
    }
    expect(refused).toBe(expected);
  });
});
