import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readTrace } from '../../trace/index.ts';
import { captured } from '../captured.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const NIGHT = join(ROOT, 'suites/overnight/OVN-001-transaction-profile-in-watts.yaml');
const folder = mkdtempSync(join(tmpdir(), 'offpeak-run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (name: string, text: string): string => {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
};
interface Report {
  readonly verdict: string;
  readonly exitCode: number;
  readonly interrupted: boolean;
  readonly results: readonly { readonly verdict: string; readonly trace?: string }[];
}

/** A port on which nobody listens. */
const closedPort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const charger = (more = ''): string => `id: bench
name: A charger on the bench
side: charger
dialects: [ocpp1.6]
reach: { port: 0, identity: BENCH }
time: { mode: scaled, rate: 600 }
patience: 60 s
actions:
  plug in: { http: { url: 'http://127.0.0.1:9/' } }
  unplug: { http: { url: 'http://127.0.0.1:9/' } }
declares: { SC.TxProfile: yes, SC.Watts: yes, MV.Sampled: yes }
${more}`;

describe('offpeak run', () => {
  it('exits 0 for a conforming subject, and writes every report and trace', async () => {
    const out = join(folder, 'good');
    const { code, out: printed, err } = await captured('run', NIGHT, '--subject', 'charger', '--out', out);
    expect([code, err]).toEqual([0, '']);
    expect(printed).toContain('passed');
    expect(printed).toContain(join(out, 'report.html'));
    expect(readdirSync(out)).toEqual(
      expect.arrayContaining(['junit.xml', 'report.html', 'report.json', 'trace']),
    );
    expect(readdirSync(join(out, 'trace'))).toEqual([
      'OVN-001.ocpp1.6.charger.ndjson',
      'OVN-001.ocpp2.0.1.charger.ndjson',
      'OVN-001.ocpp2.1.charger.ndjson',
    ]);
  });

  it.each([
    ['accept-ignore-profile', 1, 'failed'],
    ['no-meter-values', 2, 'unproven'],
  ])('with %s exits %i', async (bug, exit, verdict) => {
    const { code, out } = await captured('run', NIGHT, '--subject', 'charger', '--bug', bug, '--json');
    const report = JSON.parse(out) as Report;
    expect([code, report.exitCode, report.verdict]).toEqual([exit, exit, verdict]);
    expect(report.results.map((each) => each.verdict)).toEqual([verdict, verdict, verdict]);
  });

  it('prints the report and nothing else with --json, and the same bytes for the same seed but for the time', async () => {
    const first = await captured('run', NIGHT, '--subject', 'csms', '--json');
    const second = await captured('run', NIGHT, '--subject', 'csms', '--json');
    expect([first.err, second.err]).toEqual(['', '']);
    const timeless = (text: string): unknown =>
      JSON.parse(text, (key, value: unknown) => (key === 'started' || key === 'took' ? undefined : value));
    expect(timeless(first.out)).toEqual(timeless(second.out));
    expect(first.out.endsWith('}\n')).toBe(true);
  });

  it('exits 3 when nothing ran', async () => {
    const file = inFolder(
      'nothing.yaml',
      charger().replace('declares: { SC.TxProfile: yes,', 'declares: { SC.TxProfile: no,'),
    );
    const { code, out } = await captured('run', NIGHT, '--subject', file);
    expect(code).toBe(3);
    expect(out).toContain('not applicable');
  });

  it.each<[string, readonly string[], string]>([
    ['an unknown dialect', ['--dialect', 'ocpp3'], 'unknown dialect "ocpp3"'],
    ['an unknown bug', ['--subject', 'charger', '--bug', 'none'], 'unknown bug "none"'],
    ['a bug without a subject', ['--bug', 'ignores-zero'], '--bug needs --subject'],
    ['a filter that matches nothing', ['--only', 'NOPE-001'], '--only NOPE-001 matches no scenario'],
    ['a seed for a shell', ['--seed', 'a;b'], '--seed is up to 64'],
    ['an unknown link', ['--link', 'pigeon'], 'unknown link "pigeon"'],
    ['an unknown option', ['--colour'], 'Unknown option'],
  ])('exits 64 for %s', async (_, more, message) => {
    const { code, out, err } = await captured('run', ...more);
    expect([code, out]).toEqual([64, '']);
    expect(err).toContain(message);
  });

  it('exits 65 for a bad suite, a bad subject file and a file that is not there, with the place', async () => {
    const bad = inFolder(
      'suites/OVN-001-bad.yaml',
      readFileSync(NIGHT, 'utf8').replace('driver: unplugs', 'driver: leaves'),
    );
    const suite = await captured('run', bad);
    expect(suite.code).toBe(65);
    expect(suite.err).toContain(`OVN-001-bad.yaml:31:13 driver: "leaves" is not one of`);
    const subject = await captured('run', NIGHT, '--subject', inFolder('bad.yaml', charger('colour: red\n')));
    expect(subject.code).toBe(65);
    expect(subject.err).toMatch(/bad\.yaml:12:1 .*colour/);
    const missing = await captured('run', join(folder, 'nowhere'));
    expect([missing.code, missing.out]).toEqual([65, '']);
  });

  it('exits 69 for a subject that cannot be reached, and says what was tried', async () => {
    const port = await closedPort();
    const file = inFolder(
      'gone.yaml',
      `id: gone
name: Nobody
side: csms
dialects: [ocpp1.6]
reach: { url: 'ws://127.0.0.1:${port}/ocpp', identity: X }
time: { mode: scaled, rate: 600 }
patience: 1 s
declares: { SC.TxProfile: yes, SC.Watts: yes, MV.Sampled: yes }
`,
    );
    const { code, out } = await captured('run', NIGHT, '--subject', file);
    expect(code).toBe(69);
    expect(out).toContain(`Nobody did not connect within 1 s, dialled at ws://127.0.0.1:${port}/ocpp as X`);
    expect(out).toContain('ECONNREFUSED');
    expect(out).toContain('exit 69');
  });

  it('exits 65 when the folder cannot be written, and says which', async () => {
    const file = inFolder('a-file', 'in the way');
    const { code, err } = await captured('run', NIGHT, '--subject', 'charger', '--out', join(file, 'below'));
    expect(code).toBe(65);
    expect(err).toContain('a-file');
    expect(err).not.toContain('at ');
  });

  it('keeps what was finished when a later trace cannot be written', async () => {
    const out = join(folder, 'half');
    mkdirSync(join(out, 'trace/OVN-001.ocpp2.1.charger.ndjson'), { recursive: true });
    const argv = ['run', NIGHT, '--subject', 'charger', '--out', out, '--json'];
    const { code, out: printed, err } = await captured(...argv);
    expect([code, err]).toEqual([
      65,
      expect.stringContaining('ocpp2.1.charger.ndjson cannot write the trace: EISDIR'),
    ]);
    expect((JSON.parse(printed) as Report).results.map(({ verdict }) => verdict)).toEqual([
      'passed',
      'passed',
    ]);
    const kept = readFileSync(join(out, 'trace/OVN-001.ocpp1.6.charger.ndjson'), 'utf8');
    expect(readTrace(kept, 'kept').footer.ended).toBe('complete');
  });

  it('writes the report of what ran and exits 130 when it is interrupted', async () => {
    const out = join(folder, 'cut');
    const subject = inFolder('waiting.yaml', charger());
    const child = spawn(
      process.execPath,
      [join(ROOT, 'harness/cli/offpeak.js'), 'run', NIGHT, '--subject', subject, '--out', out],
      { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const trace = join(out, 'trace/OVN-001.ocpp1.6.charger.ndjson');
    const printed: string[] = [];
    child.stdout.on('data', (chunk) => printed.push(String(chunk)));
    child.stderr.on('data', (chunk) => printed.push(String(chunk)));
    const over = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
    // Once: a second Ctrl-C ends the process at once, as people expect.
    const begun = setInterval(() => {
      if (!existsSync(trace)) return;
      clearInterval(begun);
      child.kill('SIGINT');
    }, 50);
    const code = await over;
    expect([code, printed.join('')]).toEqual([130, expect.stringContaining('report.html')]);
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report;
    expect(report).toMatchObject({ interrupted: true, verdict: 'unproven', exitCode: 130 });
    expect(readTrace(readFileSync(trace, 'utf8'), trace).footer.ended).toBe('interrupted');
  });
});
