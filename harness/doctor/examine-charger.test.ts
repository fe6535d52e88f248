import { connect as connectTls } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { createSpeaker, type DialectId, type Serving } from '../dialects/index.ts';
import { hostNow, hours, millis, plus, seconds, type Millis } from '../time/index.ts';
import { dialWs } from '../wire/index.ts';
import { examineCharger, readKnownCharger, type Report } from './index.ts';
import { clock, good, ids, text } from './sample-authority.ts';

/** A small fake charger for each thing that the doctor knows. */

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
