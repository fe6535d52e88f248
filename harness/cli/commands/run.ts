import { join } from 'node:path';
import { CHARGER_BUGS, CSMS_BUGS } from '../../roles/index.ts';
import { printable } from '../../printable.ts';
import { DIALECT_IDS, type DialectId } from '../../dialects/index.ts';
import { plan, shardOf, unmatched, type Planned } from '../../plan/index.ts';
import { progressLine, renderAnnotations, renderConsole, renderJson } from '../../report/index.ts';
import { hostNow, isoInstant } from '../../time/index.ts';
import { runAll, type RunAll } from '../../run/index.ts';
import type { SuiteError } from '../../errors.ts';
import { withLikelyCauses } from '../likely.ts';
import { scenarios, subjects, withSubjects } from '../load.ts';
import { writeReports } from '../write-reports.ts';
import type { Shard } from '../../verdict/index.ts';
import { UsageError } from '../usage-error.ts';
import { VERSION } from '../version.ts';

export interface RunArguments {
  readonly paths: readonly string[];
  readonly subject: string | undefined;
  readonly dialects: readonly string[];
  readonly only: readonly string[];
  readonly bugs: readonly string[];
  readonly seed: string;
  readonly link: string;
  readonly out: string | undefined;
  readonly json: boolean;
  /** `i/n`: this part of the plan only. */
  readonly shard: string | undefined;
}

/** @throws UsageError unless it is `i/n` with 1 <= i <= n <= 10000. */
const shardNamed = (text: string | undefined): Shard | undefined => {
  if (text === undefined) return undefined;
  const [, index, of] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (!(shard.index >= 1 && shard.index <= shard.of && shard.of <= 10_000))
    throw new UsageError('--shard is i/n, such as 1/4 for the first of four parts');
  return shard;
};

const quote = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

const reproduce =
  (args: RunArguments) =>
  ({ scenario, subject, dialect }: Planned): string =>
    [
      'offpeak run --only',
      scenario.id,
      '--dialect',
      dialect,
      '--subject',
      quote(args.subject ?? subject.side),
      ...(args.bugs.length === 0 ? [] : ['--bug', quote(args.bugs.join(','))]),
      '--seed',
      quote(args.seed),
      ...(args.link === 'memory' ? [] : ['--link', args.link]),
      ...args.paths.map(quote),
    ].join(' ');

const dialects = (ids: readonly string[]): readonly DialectId[] =>
  ids.map((id) => {
    const known = DIALECT_IDS.find((each) => each === id);
    if (known === undefined)
      throw new UsageError(`unknown dialect "${id}"; known: ${DIALECT_IDS.join(', ')}`);
    return known;
  });

const refuseUnknownBugs = (args: RunArguments): void => {
  const known = (args.subject === 'csms' ? CSMS_BUGS : CHARGER_BUGS).map((bug) => bug.id);
  const unknown = args.bugs.find((bug) => !known.includes(bug));
  if (unknown !== undefined) throw new UsageError(`unknown bug "${unknown}"; see "offpeak list --bugs"`);
};

const refuseEmptyFilter = (patterns: readonly string[]): void => {
  if (patterns.length > 0)
    throw new UsageError(`--only ${patterns.join(',')} matches no scenario; see "offpeak list"`);
};

/** `offpeak run`: plan, play, judge, report. */
export const run = async (args: RunArguments): Promise<number> => {
  if (!/^[\w.-]{1,64}$/.test(args.seed))
    throw new UsageError('--seed is up to 64 letters, digits, dots, dashes');
  refuseUnknownBugs(args);
  const selection = {
    scenarios: scenarios(args.paths),
    subjects: subjects(args.subject, args.bugs, args.link),
    dialects: dialects(args.dialects),
    only: args.only,
  };
  refuseEmptyFilter(unmatched(selection));
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const shard = shardNamed(args.shard);
  const colour = !args.json && process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  const live = !args.json && process.stderr.isTTY;
  let failure: SuiteError | undefined;
  const finished = await withSubjects(selection.subjects, (blocked) => {
    const whole = plan({ ...selection, blocked });
    return runAll({
      planned: shard === undefined ? whole : shardOf(whole, shard),
      ...(shard === undefined ? {} : { shard }),
      seed: args.seed,
      version: VERSION,
      started: isoInstant(hostNow()),
      ...(args.out === undefined ? {} : { out: args.out }),
      reproduce: reproduce(args),
      ...(live
        ? {
            progress: (result, done, of) =>
              process.stderr.write(`\r\u001B[K${progressLine(result, done, of)}`),
          }
        : {}),
      ...(args.json
        ? {}
        : {
            probed: ({ name, time }, says) =>
              process.stderr.write(`${printable(name).slice(0, 80)}: ${says}: ${time.mode} time\n`),
          }),
      signal: stop.signal,
      failed: (error) => {
        failure = error;
      },
      keepNights: args.out !== undefined,
    });
  });
  if (live) process.stderr.write('\r\u001B[K');
  process.off('SIGINT', interrupt);
  process.off('SIGTERM', interrupt);
  publish(args, { ...finished, run: withLikelyCauses(finished.run) }, colour, failure);
  return finished.run.exitCode;
};

/** What was finished is reported, also when the run could not go on; then the failure is thrown. */
const publish = (
  args: RunArguments,
  { run: result, nights }: RunAll,
  colour: boolean,
  failure: SuiteError | undefined,
): void => {
  if (failure !== undefined && result.results.length === 0) throw failure;
  if (args.out !== undefined) writeReports(args.out, result, nights);
  process.stdout.write(
    args.json ? renderJson(result) : renderConsole(result, { colour, width: process.stdout.columns ?? 110 }),
  );
  if (failure !== undefined) throw failure;
  if (args.json) return;
  if (args.out !== undefined) process.stdout.write(`Report: ${join(args.out, 'report.html')}\n`);
  if (process.env['GITHUB_ACTIONS'] === 'true') process.stdout.write(renderAnnotations(result));
};
