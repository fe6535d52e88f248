import type { DialectId } from '../dialects/index.ts';
import type { Place } from '../errors.ts';
import type { CheckResult, Outcome } from '../judge/index.ts';
import type { TimeMode } from '../time/index.ts';
import type { Side, TraceEnding } from '../trace/index.ts';

export type Verdict = Outcome | 'not applicable' | 'not run';

export interface ScenarioResult {
  readonly scenario: string;
  readonly title: string;
  readonly place: Place;
  readonly dialect: DialectId;
  readonly subject: Side;
  readonly verdict: Verdict;
  /** Why it is not applicable, was not run, or is broken. */
  readonly reason?: string;
  readonly checks: readonly CheckResult[];
  readonly proved: readonly string[];
  readonly timeMode: TimeMode;
  readonly seed: string;
  readonly ended?: TraceEnding;
  /** Virtual length of the scenario and how long it took here, both in milliseconds. */
  readonly lived: number;
  readonly took: number;
  /** Relative to the output directory. */
  readonly trace?: string;
  /** One pasteable command. */
  readonly reproduce: string;
}

export interface SubjectSummary {
  readonly name: string;
  readonly side: Side;
  readonly reference: boolean;
  readonly timeMode: TimeMode;
}

export interface Shard {
  readonly index: number;
  readonly of: number;
}

export interface RunResult {
  readonly format: 'offpeak-report/1';
  readonly offpeak: string;
  readonly started: string;
  readonly subjects: readonly SubjectSummary[];
  readonly dialects: readonly DialectId[];
  readonly seed: string;
  readonly interrupted: boolean;
  /** Part `index` (from 1) of `of` of one plan; `offpeak merge` wants them all. */
  readonly shard?: Shard;
  readonly results: readonly ScenarioResult[];
  readonly totals: Readonly<Record<Verdict, number>>;
  readonly verdict: Verdict;
  readonly exitCode: number;
}
