import type { DialectId } from '../dialects/index.ts';
import { HarnessError } from '../errors.ts';
import { judge, type CheckResult } from '../judge/index.ts';
import { play } from '../play/index.ts';
import type { Subject } from '../subject/index.ts';
import type { Scenario } from '../suite/index.ts';
import { readTrace, type Trace, type TraceSink } from '../trace/index.ts';
import { proved, verdictOf, type ScenarioResult } from '../verdict/index.ts';

export interface RunOneOptions {
  readonly scenario: Scenario;
  readonly subject: Subject;
  readonly dialect: DialectId;
  readonly seed: string;
  readonly version: string;
  /** Pasteable; printed with every finding. */
  readonly reproduce: string;
  readonly sink?: TraceSink;
  readonly tracePath?: string;
  readonly signal?: AbortSignal;
}

export interface RunOne {
  readonly result: ScenarioResult;
  readonly trace: Trace;
}

/** Plays and judges one scenario. A checker that throws is our fault and is reported as broken, never as passed. */
export const runOne = async (options: RunOneOptions): Promise<RunOne> => {
  const started = performance.now();
  const trace = await play(options);
  const result = resultOf(options, trace, performance.now() - started);
  return { result, trace };
};

/** Judges a stored trace again; the same trace always gives the same result but for `took`. */
export const judgeTrace = (options: RunOneOptions, text: string, file: string): RunOne => {
  const started = performance.now();
  const trace = readTrace(text, file);
  return { result: resultOf(options, trace, performance.now() - started), trace };
};

const resultOf = (options: RunOneOptions, trace: Trace, took: number): ScenarioResult => {
  const { scenario, subject } = options;
  let checks: readonly CheckResult[] = [];
  let crash: string | undefined;
  try {
    checks = judge(scenario, trace);
  } catch (error) {
    if (!(error instanceof Error)) throw new HarnessError('the judge threw something that is no error');
    crash = `the judge failed: ${error.message}`;
  }
  const { footer } = trace;
  return {
    scenario: scenario.id,
    title: scenario.title,
    place: scenario.place,
    dialect: options.dialect,
    subject: subject.side,
    verdict: crash === undefined ? verdictOf(checks) : 'broken',
    ...(crash !== undefined || footer.reason !== undefined ? { reason: crash ?? footer.reason ?? '' } : {}),
    checks,
    proved: proved(checks),
    timeMode: trace.header.timeMode,
    seed: options.seed,
    ended: footer.ended,
    lived: footer.at - trace.header.at,
    took,
    ...(options.tracePath === undefined ? {} : { trace: options.tracePath }),
    reproduce: options.reproduce,
  };
};
