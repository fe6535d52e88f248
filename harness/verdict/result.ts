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
  /** What a probe found of its clock, in words. */
  readonly clock?: string;
}

/** A bug that was seen in the field, and how well it explains a run. */
export interface LikelyCause {
  readonly bug: string;
  readonly title: string;
  /** 0..1: how much of what was seen it explains, and how much of what it would leave was seen. */
  readonly score: number;
  readonly seen: readonly string[];
  readonly sources: readonly string[];
  readonly seenOn?: string;
  readonly remedy?: string;
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
  /** Known bugs that would explain what failed, likeliest first. */
  readonly likely?: readonly LikelyCause[];
  readonly results: readonly ScenarioResult[];
  readonly totals: Readonly<Record<Verdict, number>>;
  readonly verdict: Verdict;
  readonly exitCode: number;
}
