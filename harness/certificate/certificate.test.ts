import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Zip, ZipDeflate, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plan } from '../plan/index.ts';
import { runAll } from '../run/index.ts';
import { referenceCharger } from '../subject/index.ts';
import { loadProfiles, loadSuites, type Profile } from '../suite/index.ts';
import type { RunResult } from '../verdict/index.ts';
import { seal } from './dsse.ts';
import {
  certify,
  fitnessOf,
  newKeyPair,
  packBundle,
  readPrivateKey,
  readPublicKey,
  sha256,
  unpackBundle,
  verify,
  type Certificate,
} from './index.ts';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const scenarios = loadSuites([join(ROOT, 'suites/overnight')], ROOT);
const profile: Profile = {
  id: 'one-night',
  title: 'One night <b>',
  says: 'It charges at night.',
  sides: ['charger'],
  dialects: ['ocpp1.6'],
  scenarios: ['OVN-001'],
  requires: ['SC.TxProfile'],
  file: 'suites/profiles/one-night.yaml',
};
const pair = newKeyPair();
const privateKey = readPrivateKey(pair.privatePem, 'k');
const publicKey = readPublicKey(pair.publicPem, 'k');
const folder = mkdtempSync(join(tmpdir(), 'offpeak-certificate-'));
const ISSUED = '2026-11-25T00:00:00.000Z';
const EXPIRES = '2027-11-25T00:00:00.000Z';

const night = async (bugs: readonly string[]): Promise<RunResult> => {
  const own = scenarios.filter(({ id }) => id === 'OVN-001');
  const { run } = await runAll({
    planned: plan({ scenarios: own, subjects: [referenceCharger(bugs)], dialects: ['ocpp1.6'], only: [] }),
    seed: '1',
    version: 'test',
    started: ISSUED,
    out: folder,
    reproduce: () => '',
    keepNights: false,
  });
  return run;
};

const NAMES = [
  'suites/overnight/OVN-001-transaction-profile-in-watts.yaml',
  'suites/capabilities.yaml',
  'suites/requirements.yaml',
  'fixtures/tariffs/night-2330-0600.yaml',
];
const declared = { 'SC.TxProfile': true, 'SC.Watts': true, 'MV.Sampled': true };
const TRACE = 'trace/OVN-001.ocpp1.6.charger.ndjson';

let run: RunResult;
let good: Certificate;
let files: ReadonlyMap<string, Uint8Array>;

const issue = (of: RunResult): Certificate =>
  certify({
    profile,
    run: of,
    fitness: fitnessOf(profile, scenarios, of, declared),
    files,
    key: privateKey,
    issued: ISSUED,
    expires: EXPIRES,
  });

const check = (archive: Uint8Array, more: Partial<Parameters<typeof verify>[0]> = {}): readonly string[] =>
  verify({
    archive,
    file: 'x.zip',
    key: publicKey,
    now: '2026-12-01T00:00:00.000Z',
    version: 'test',
    ...more,
  }).reasons;

beforeAll(async () => {
  run = await night([]);
  files = new Map([
    ...NAMES.map((name) => [name, readFileSync(join(ROOT, name))] as const),
    [TRACE, readFileSync(join(folder, TRACE))],
  ]);
  good = issue(run);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The bundle with one thing done to it. */
const changed = (change: (bundle: Map<string, Uint8Array>) => void): Uint8Array => {
  const bundle = new Map(unpackBundle(good.archive, 'x'));
  change(bundle);
  return packBundle(bundle);
};

describe('a certificate', () => {
  it('holds, and is the same bytes each time', () => {
    expect(check(good.archive)).toEqual([]);
    expect(sha256(issue(run).archive)).toBe(sha256(good.archive));
  });
  it('is refused to whoever did not earn it, with every reason', async () => {
    const liar = await night(['ignores-zero']);
    expect(fitnessOf(profile, scenarios, liar, declared).reasons).toContain('OVN-001 in ocpp1.6 is failed');
    const silent = fitnessOf(profile, scenarios, run, {}).reasons;
    expect(silent).toEqual(['SC.TxProfile is required and not declared']);
    const other = { ...profile, scenarios: ['OVN-001', 'OVN-002'] };
    expect(fitnessOf(other, scenarios, run, declared).reasons).toEqual(['OVN-002 was not in the run']);
  });
  it('says what nobody tested, and claims nothing of the OCA', () => {
    expect(good.html).toContain('electrical safety');
    expect(good.html).toContain('Not a certification by or for the Open Charge');
    expect(good.html).not.toContain('<b>');
    expect(good.html).toContain('<svg');
  });
});

describe('a certificate that is not right', () => {
  it('any one byte of any file', () => {
    for (const name of unpackBundle(good.archive, 'x').keys()) {
      const archive = changed((bundle) => {
        const bytes = Uint8Array.from(bundle.get(name) ?? []);
        const middle = Math.floor(bytes.length / 2);
        bytes[middle] = (bytes[middle] ?? 0) ^ 1;
        bundle.set(name, bytes);
      });
      expect({ name, held: check(archive).length === 0 }).toEqual({ name, held: false });
    }
  });
  it.each([
    ['a missing trace', (bundle: Map<string, Uint8Array>) => bundle.delete(TRACE), `${TRACE} is missing`],
    [
      'a file too many',
      (bundle: Map<string, Uint8Array>) => bundle.set('extra.txt', Buffer.of(1)),
      'extra.txt was added',
    ],
    [
      'no envelope',
      (bundle: Map<string, Uint8Array>) => bundle.delete('certificate.dsse.json'),
      'has no certificate.dsse.json',
    ],
  ])('%s', (_, change, reason) => {
    expect(check(changed(change)).join()).toContain(reason);
  });
  it('an unknown key, the wrong time, another version', () => {
    expect(check(good.archive, { key: readPublicKey(newKeyPair().publicPem, 'k') })[0]).toContain(
      'not signed by this key',
    );
    expect(check(good.archive, { now: '2028-01-01T00:00:00.000Z' })[0]).toContain('expired');
    expect(check(good.archive, { now: '2026-01-01T00:00:00.000Z' })[0]).toContain('not valid before');
    expect(check(good.archive, { version: 'other' })[0]).toContain('this is other');
  });
  it('a signer who lies: verdicts that do not follow from the traces', async () => {
    const lie = await night(['ignores-zero']);
    const trace = readFileSync(join(folder, TRACE));
    files = new Map([...files, [TRACE, trace]]);
    const forged = issue({ ...run, results: run.results.map((result) => ({ ...result, trace: TRACE })) });
    expect(lie.verdict).toBe('failed');
    expect(check(forged.archive)).toEqual(['OVN-001 in ocpp1.6 comes out otherwise when judged again']);
  });
  it('a signature over something else', () => {
    const envelope = seal('{"_type":"https://in-toto.io/Statement/v1"}', privateKey);
    const archive = changed((bundle) =>
      bundle.set('certificate.dsse.json', Buffer.from(JSON.stringify(envelope))),
    );
    expect(check(archive)).toEqual(['the statement is not of a form we know']);
  });
});

describe('a bundle from a stranger', () => {
  const zip = (name: string): Uint8Array => zipSync({ [name]: Buffer.of(1) });
  it.each([
    '../x',
    'a/../../x',
    '/etc/x',
    String.raw`a\..\x`,
    'a//x',
    '.hidden',
    'a\u0000b',
    'x'.repeat(300),
  ])('refuses the name %j', (name) => {
    expect(() => unpackBundle(zip(name), 'x')).toThrow('unsafe name');
  });
  it('refuses a bomb before it has gone off', () => {
    const pieces: Uint8Array[] = [];
    const bomb = new Zip((error, data) => {
      if (error !== null) throw error;
      pieces.push(data);
    });
    const file = new ZipDeflate('zeros', { level: 9 });
    bomb.add(file);
    for (let at = 0; at < 64; at++) file.push(new Uint8Array(1024 * 1024), at === 63);
    bomb.end();
    const archive = Buffer.concat(pieces);
    expect(archive.length).toBeLessThan(100_000);
    expect(() => unpackBundle(archive, 'x', { files: 10, bytes: 8 * 1024 * 1024 })).toThrow(
      'unpacks to more than',
    );
  });
  it.each([
    ['nothing', new Uint8Array()],
    ['text', Buffer.from('hello, this is no zip at all')],
    ['a torn zip', packBundle(new Map([['a', Buffer.alloc(5000, 'abcdefg')]])).subarray(0, 40)],
  ])('refuses %s', (_, archive) => {
    expect(() => check(archive)).toThrow(/no sound zip|no zip/);
  });
  it('refuses a private key where the public one belongs, and a key of another kind', () => {
    expect(() => readPublicKey(pair.privatePem, 'k')).toThrow('private key');
    expect(() => readPrivateKey('hello', 'k')).toThrow('no private key');
  });
});

describe('the shipped levels', () => {
  it('name scenarios that exist', () => {
    const all = loadSuites([join(ROOT, 'suites')], ROOT);
    for (const { id, scenarios: own } of loadProfiles(ROOT))
      for (const each of own)
        expect(
          all.some((scenario) => scenario.id === each || scenario.id.startsWith(`${each}-`))
            ? ''
            : `${id}: ${each}`,
        ).toBe('');
  });
});
