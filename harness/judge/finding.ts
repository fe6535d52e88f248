import type { Place } from '../errors.ts';
import type { Instant } from '../time/index.ts';

/** Worst last in DESIGN.md §5; see verdict/ for how they roll up. */
export type Outcome = 'passed' | 'advised' | 'unproven' | 'failed' | 'broken';

/** One thing that is wrong, missing or worth saying, with its evidence. */
export interface Finding {
  readonly outcome: Exclude<Outcome, 'passed'>;
  readonly requirements: readonly string[];
  /** One sentence in an engineer's words. */
  readonly summary: string;
  /** All alternatives that would have been right. */
  readonly expected: readonly string[];
  readonly actual: string;
  /** Trace sequence numbers. */
  readonly evidence: readonly number[];
  readonly at?: Instant;
  readonly until?: Instant;
  readonly hint?: string;
  /** What kind of wrong it is, without times and numbers: the same on every night (`drew at hold`). */
  readonly shape?: string;
}

/** What one check said. `looked` counts the pieces of evidence it used: a check that looked at nothing is not passed. */
export interface CheckResult {
  /** `power`, `step`, `monitor.schema`, ... */
  readonly check: string;
  readonly label: string;
  readonly outcome: Outcome;
  readonly place?: Place;
  readonly proves: readonly string[];
  readonly looked: number;
  readonly findings: readonly Finding[];
  readonly measures: Readonly<Record<string, number | string>>;
}
