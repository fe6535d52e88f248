import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DialectId } from '../../dialects/index.ts';
import { SubjectError } from '../../errors.ts';
import { runAll, runOne, type RunOne } from '../../run/index.ts';
import {
  externalSubject,
  findFakeTime,
  freePort,
  readSubjectFile,
  type Subject,
} from '../../subject/index.ts';
import { loadSuites } from '../../suite/index.ts';
import { readTrace } from '../../trace/index.ts';

const HOME = resolve(import.meta.dirname, '../../..');
const here = (name: string): string => resolve(import.meta.dirname, name);
const [night] = loadSuites([here('OVN-900-half-an-hour.yaml')], HOME);
if (night === undefined) throw new Error('there is no night');

const subjectOf = (yaml: string, file = 'test.yaml'): Subject =>
  externalSubject(readSubjectFile(file, yaml, {}), { ask: undefined });

const shipped = (name: string, change: (yaml: string) => string = (yaml) => yaml): Subject =>
  subjectOf(change(readFileSync(resolve(HOME, 'fixtures/subjects', name), 'utf8')), name);

/** Two seconds of evidence in each stretch, after the five that every edge is given. */
const quick = (yaml: string): string => yaml.replace(/stretch: \d+ s/, 'stretch: 7 s');

const live = async (subject: Subject, dialect: DialectId = 'ocpp1.6'): Promise<RunOne & { text: string }> => {
  const lines: string[] = [];
  const one = await runOne({
    scenario: night,
    subject,
    dialect,
    seed: '1',
    version: '0',
    reproduce: '',
    sink: { write: (line) => lines.push(line), close: () => undefined },
  });
  return { ...one, text: lines.join('') };
};

const summaries = ({ result }: RunOne, check: string): readonly string[] =>
  result.checks
    .filter((each) => each.check === check)
    .flatMap(({ findings }) => findings.map(({ summary }) => summary));
const outcomes = ({ result }: RunOne, check: string): readonly string[] =>
  result.checks.filter((each) => each.check === check).map(({ outcome }) => outcome);

/** A whole trace, whatever happened: it reads back strictly, footer and all. */
const ending = ({ text }: { readonly text: string }) => readTrace(text, 'trace.ndjson').footer;

const SMALL_CHARGER = (way: string, port = 0): string => `
id: small
name: small charger that ${way}
side: charger
dialects: [ocpp1.6]
reach: { port: ${port}, identity: SMALL }
process: { command: ['{node}', '${here('small-charger.mjs')}', 'ws://127.0.0.1:{port}/SMALL', ${way}] }
time: { mode: rebased, stretch: 3 s, samples: 1 s }
patience: 15 s
actions: { plug in: { stdin: plug in }, unplug: { stdin: unplug } }
declares: { SC.TxProfile: yes, SC.Watts: yes, MV.Sampled: yes }
`;

const smallCsms = async (way: string, rate = 60): Promise<string> => {
  const http = await freePort();
  return `
id: small-csms
name: server of ocpp-rpc that ${way}
side: csms
dialects: [ocpp1.6, ocpp2.0.1]
reach: { url: 'ws://127.0.0.1:{port}', identity: OP1 }
process:
  command: ['{node}', '${here('small-csms.mjs')}', '{port}', '${http}', ${way}]
  ready: ready
time: { mode: scaled, rate: ${rate} }
patience: 15 s
actions:
  send request:
    http: { url: 'http://127.0.0.1:${http}/{identity}/{action}', body: '{payload}' }
declares: { SC.TxProfile: yes, SC.Watts: yes, MV.Sampled: yes }
`;
};

const fakeTime = (): boolean => {
  try {
    findFakeTime(process.env['OFFPEAK_LIBFAKETIME']);
    return true;
  } catch (error) {
    if (error instanceof SubjectError) return false;
    throw error;
  }
};

/** These nights pass in the host's time, beside each other; each is bounded by its own stretches or rate. */
describe.concurrent('programs on their own clocks', { timeout: 120_000 }, () => {
  it.each(['ocpp1.6', 'ocpp2.0.1'] as const)(
    'a charger of a published package that ignores its profile fails by its own meter (%s)',
    async (dialect) => {
      const one = await live(shipped('ocpp-ws-cli.yaml', quick), dialect);
      expect(one.result.verdict).toBe('failed');
      expect(outcomes(one, 'clock')).toEqual(['passed']);
      expect(summaries(one, 'power')[0]).toMatch(/^wrong power at 23:2\d/);
      expect(ending(one).ended).toBe('complete');
    },
  );

  it('our own charger, in a process, on the same clock, keeps its promise', async () => {
    const one = await live(shipped('simulated-charger.yaml', quick));
    expect(summaries(one, 'power')).toEqual([]);
    expect(one.result.verdict).toBe('passed');
  });

  it.each(['ocpp1.6', 'ocpp2.0.1'] as const)(
    'a central system on a published server plays its part (%s)',
    async (dialect) => {
      const one = await live(subjectOf(await smallCsms('stays')), dialect);
      expect(
        one.result.checks.flatMap(({ findings }) => findings).filter((each) => each.outcome !== 'advised'),
      ).toEqual([]);
      expect(one.result.verdict).toBe('passed');
    },
  );

  it.runIf(fakeTime())('a process whose clock is faked follows, at the rate that is told', async () => {
    const one = await live(
      shipped('simulated-charger.yaml', (yaml) =>
        yaml.replace(/time: .*/, 'time: { mode: faked, rate: 60, lead: 5 s }').replace("'1']", "'60']"),
      ),
    );
    const [clock] = one.result.checks.filter(({ check }) => check === 'clock');
    expect(clock).toMatchObject({ outcome: 'passed' });
    expect(Math.abs(Number(clock?.measures['rate']) - 60)).toBeLessThan(3);
    expect(one.result.verdict).toBe('passed');
  });

  it('a probe finds a clock of its own, and moves the night there', async () => {
    const subject = shipped('simulated-charger.yaml', (yaml) =>
      quick(yaml).replace('mode: rebased', 'mode: auto'),
    );
    const said: string[] = [];
    const { run } = await runAll({
      planned: [{ kind: 'run', scenario: night, subject, dialect: 'ocpp1.6' }],
      seed: '1',
      version: '0',
      started: '',
      reproduce: () => '',
      keepNights: false,
      probed: (found, says) => said.push(`${found.time.mode}: ${says}`),
    });
    expect(said).toEqual([
      'rebased: adopts the time of BootNotification: no; of a Heartbeat ahead: no; of a Heartbeat behind: no; ' +
        'keeps a clock of its own, which is right',
    ]);
    expect(run.subjects[0]).toMatchObject({ timeMode: 'rebased' });
    expect(run.verdict).toBe('passed');
  });

  it('a charger that dies in mid-night leaves a whole trace that says so', async () => {
    const one = await live(subjectOf(SMALL_CHARGER('dies')));
    expect(ending(one)).toMatchObject({ ended: 'subject lost', reason: 'ended with exit code 3' });
    expect(one.result.verdict).toBe('failed');
    expect(summaries(one, 'ending')).toEqual(['the night ended early: subject lost']);
  });

  it.each(['falls-silent', 'hangs-up'])(
    'a charger that %s in mid-night never passes, and never hangs us',
    async (way) => {
      const one = await live(subjectOf(SMALL_CHARGER(way)));
      expect(ending(one).ended).toBe('complete');
      expect(['failed', 'unproven']).toContain(one.result.verdict);
      expect(summaries(one, 'step')).toContain('the charger never ends transaction');
    },
  );

  it('a central system that dies in mid-night leaves a whole trace that says so', async () => {
    const one = await live(subjectOf(await smallCsms('dies', 120)));
    expect(ending(one)).toMatchObject({ ended: 'subject lost', reason: 'ended with exit code 3' });
    expect(one.result.verdict).toBe('failed');
  });

  it('a central system that falls silent in mid-night is told so', async () => {
    const one = await live(subjectOf(await smallCsms('falls-silent', 120)));
    expect(ending(one).ended).toBe('complete');
    expect(['failed', 'unproven']).toContain(one.result.verdict);
    expect(summaries(one, 'step')).toContain('the played charger never ends transaction');
  });

  it('a subject that nobody started is unreachable within its patience', async () => {
    const nobody = SMALL_CHARGER('dies')
      .replace(/process: .*\n/, '')
      .replace('patience: 15 s', 'patience: 1 s');
    const one = await live(subjectOf(nobody));
    expect(ending(one)).toMatchObject({
      ended: 'subject unreachable',
      reason: expect.stringMatching(/did not connect within 1 s.*we were listening and nobody came/),
    });
    expect(one.result.verdict).toBe('unproven');
  });

  it('a program that is not there is said not to be', async () => {
    const one = await live(subjectOf(SMALL_CHARGER('dies').replace('{node}', 'no-such-program')));
    expect(ending(one).reason).toMatch(/^no-such-program could not be started: .*ENOENT/);
    expect(ending(one).ended).toBe('subject unreachable');
  });

  it('an occupied port is one clear line', async () => {
    const port = await freePort();
    const holder = await new Promise<Server>((resolve_) => {
      const server = createServer();
      server.listen(port, '127.0.0.1', () => resolve_(server));
    });
    const one = await live(subjectOf(SMALL_CHARGER('stays', port)));
    holder.close();
    expect(ending(one)).toMatchObject({ ended: 'subject unreachable' });
    expect(ending(one).reason).toContain(`cannot listen on 127.0.0.1:${port}`);
  });
});
