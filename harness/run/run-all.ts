import type { DialectId } from '../dialects/index.ts';
import { SuiteError } from '../errors.ts';
import { nightOf, type Night } from '../judge/index.ts';
import type { Planned } from '../plan/index.ts';
import type { Subject } from '../subject/index.ts';
import type { Scenario } from '../suite/index.ts';
import { fileSink } from '../trace/index.ts';
import { rollUp, type RunResult, type ScenarioResult, type Shard } from '../verdict/index.ts';
import { probed, replanned, type Probed } from './probed.ts';
import { runOne } from './run-one.ts';

export interface RunAllOptions {
  readonly planned: readonly Planned[];
  readonly seed: string;
  readonly version: string;
  /** ISO 8601; from outside, so that equal runs give equal reports. */
  readonly started: string;
  /** Directory for traces; absent: traces are judged and forgotten. */
  readonly out?: string;
  /** The command that runs one scenario again. */
  readonly reproduce: (planned: Planned) => string;
  readonly progress?: (result: ScenarioResult, done: number, of: number) => void;
  readonly begins?: (planned: Planned) => void;
  /** What a probe of the subject's clock found. */
  readonly probed?: (subject: Subject, says: string) => void;
  readonly signal?: AbortSignal;
  /** Told when the run cannot go on (its traces cannot be written); absent: it is thrown. */
  readonly failed?: (error: SuiteError) => void;
  /** Nights are kept for drawing only when somebody will draw them. */
  readonly keepNights: boolean;
  readonly shard?: Shard;
}

export interface NightToDraw {
  readonly scenario: Scenario;
  readonly night: Night;
}

export interface RunAll {
  readonly run: RunResult;
  readonly nights: ReadonlyMap<string, NightToDraw>;
}

export const nightKey = (result: Pick<ScenarioResult, 'scenario' | 'dialect' | 'subject'>): string =>
  `${result.scenario}|${result.dialect}|${result.subject}`;

const fileName = (scenario: string, dialect: DialectId, side: string): string =>
  `trace/${scenario}.${dialect}.${side}.ndjson`;

/** Plays and judges everything that was planned, one night after the other. */
export const runAll = async (options: RunAllOptions): Promise<RunAll> => {
  const results: ScenarioResult[] = [];
  const nights = new Map<string, NightToDraw>();
  const { planned, signal } = options;
  const probes = new Map<Subject, Probed>();
  for (const each of planned) {
    let known = probes.get(each.subject);
    if (known === undefined && each.kind === 'run' && signal?.aborted !== true) {
      known = await probed(each.subject, each.scenario, each.dialect, options.version);
      probes.set(each.subject, known);
      if (known.says !== undefined) options.probed?.(known.subject, known.says);
    }
    let result: ScenarioResult;
    try {
      result = await resultOf(known === undefined ? each : replanned(each, known), options, nights);
    } catch (error) {
      if (!(error instanceof SuiteError) || options.failed === undefined) throw error;
      options.failed(error);
      break;
    }
    results.push(result);
    options.progress?.(result, results.length, planned.length);
  }
  const subjects = [...new Set(planned.map((each) => each.subject))];
  const run = rollUp({
    offpeak: options.version,
    started: options.started,
    subjects: subjects.map((each) => {
      const { subject, says } = probes.get(each) ?? { subject: each };
      const { name, side, reference, time } = subject;
      return { name, side, reference, timeMode: time.mode, ...(says === undefined ? {} : { clock: says }) };
    }),
    dialects: [...new Set(planned.map((each) => each.dialect))],
    seed: options.seed,
    interrupted: signal?.aborted === true,
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    results,
  });
  return { run, nights };
};

const resultOf = async (
  planned: Planned,
  options: RunAllOptions,
  nights: Map<string, NightToDraw>,
): Promise<ScenarioResult> => {
  const { scenario, subject, dialect } = planned;
  const reproduce = options.reproduce(planned);
  if (planned.kind !== 'run' || options.signal?.aborted === true) {
    return {
      scenario: scenario.id,
      title: scenario.title,
      place: scenario.place,
      dialect,
      subject: subject.side,
      verdict: planned.kind === 'run' ? 'not run' : planned.kind,
      reason: planned.kind === 'run' ? 'the run was interrupted before' : planned.reason,
      checks: [],
      proved: [],
      timeMode: subject.time.mode,
      seed: options.seed,
      lived: 0,
      took: 0,
      reproduce,
    };
  }
  options.begins?.(planned);
  const path = fileName(scenario.id, dialect, subject.side);
  const { result, trace } = await runOne({
    scenario,
    subject,
    dialect,
    seed: options.seed,
    version: options.version,
    reproduce,
    ...(options.out === undefined
      ? {}
      : {
          sink: fileSink(`${options.out}/${path}`, subject.time.mode === 'virtual' ? 200 : 1),
          tracePath: path,
        }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (options.keepNights) nights.set(nightKey(result), { scenario, night: nightOf(scenario, trace) });
  return result;
};
