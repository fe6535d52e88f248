import { DIALECT_IDS, type DialectId } from '../dialects/index.ts';
import type { Subject } from '../subject/index.ts';
import type { Needs, Scenario } from '../suite/index.ts';

/** What is to happen with one scenario for one subject in one dialect, and why. */
export type Planned =
  | {
      readonly kind: 'run';
      readonly scenario: Scenario;
      readonly subject: Subject;
      readonly dialect: DialectId;
    }
  | {
      /** `unproven`: it could be played, and would show nothing. */
      readonly kind: 'not applicable' | 'not run' | 'unproven';
      readonly scenario: Scenario;
      readonly subject: Subject;
      readonly dialect: DialectId;
      readonly reason: string;
    };

export interface Selection {
  readonly scenarios: readonly Scenario[];
  readonly subjects: readonly Subject[];
  /** Empty: all. */
  readonly dialects: readonly DialectId[];
  /** Scenario ids, areas (`OVN`) or requirement prefixes (`ocpp201:K01`); empty: all. */
  readonly only: readonly string[];
  /** Subjects against which nothing can be run here and now, and why. */
  readonly blocked?: ReadonlyMap<Subject, string>;
}

const named = (scenario: Scenario, patterns: readonly string[]): boolean =>
  patterns.length === 0 ||
  patterns.some(
    (pattern) =>
      scenario.id === pattern ||
      scenario.id.startsWith(`${pattern}-`) ||
      (pattern.includes(':') && scenario.proves.some((id) => id.startsWith(pattern))),
  );

/** Patterns of `only` that name nothing: a filter that matches nothing is an error, never a green run. */
export const unmatched = (selection: Selection): readonly string[] =>
  selection.only.filter((pattern) => !selection.scenarios.some((scenario) => named(scenario, [pattern])));

/** Why a subject's declaration rules a scenario out. An undeclared capability is said to be undeclared. */
const ruledOut = (needs: Needs, declares: Readonly<Record<string, boolean>>): string | undefined => {
  const state = (code: string): string => (declares[code] === false ? 'declared no' : 'not declared');
  for (const code of needs.all) {
    if (declares[code] !== true) return `needs ${code}, which is ${state(code)}`;
  }
  if (needs.any.length > 0 && !needs.any.some((code) => declares[code] === true)) {
    return `needs one of ${needs.any.join(', ')}; none is declared`;
  }
  for (const code of needs.none) {
    if (declares[code] === true) return `is only for subjects without ${code}`;
  }
  return undefined;
};

/** Why a night cannot be lived in the time that this subject is given. It is not held against the subject. */
export const timeRulesOut = ({ given, timeline }: Scenario, { time }: Subject): string | undefined => {
  if (time.mode === 'steered' && given.station.randomDelay > 0)
    return 'a random delay is as long as it is, whatever its clock reads; run it in real time';
  if (time.mode !== 'rebased') return undefined;
  const kinds = [given.plan.kind, ...timeline.map((step) => step.with.plan?.kind)];
  // A plan that counts in days, or from a moment that only the station knows, cannot be squeezed.
  const kind = kinds.find((each) => each === 'Recurring' || each === 'Relative');
  if (kind !== undefined)
    return `a ${kind} plan cannot be moved and squeezed in rebased time; run it in real or steered time`;
  return given.station.randomDelay > 0
    ? 'a random delay is as long as it is, however fast the night; run it in real time'
    : undefined;
};

/** Picks and orders: by scenario, then subject, then dialect. Every combination left out carries its reason. */
export const plan = (selection: Selection): readonly Planned[] => {
  const planned: Planned[] = [];
  for (const scenario of selection.scenarios) {
    if (!named(scenario, selection.only)) continue;
    for (const subject of selection.subjects) {
      if (scenario.subject !== 'either' && scenario.subject !== subject.side) continue;
      for (const dialect of DIALECT_IDS) {
        if (selection.dialects.length > 0 && !selection.dialects.includes(dialect)) continue;
        if (!scenario.dialects.includes(dialect) || !subject.dialects.includes(dialect)) continue;
        const where = { scenario, subject, dialect };
        const untimely = timeRulesOut(scenario, subject);
        const reason = subject.reference ? undefined : ruledOut(scenario.needs, subject.declares);
        const blocked = selection.blocked?.get(subject) ?? untimely;
        if (reason !== undefined) planned.push({ kind: 'not applicable', ...where, reason });
        else if (blocked !== undefined) planned.push({ kind: 'not run', ...where, reason: blocked });
        else planned.push({ kind: 'run', ...where });
      }
    }
  }
  return planned;
};

/**
 * Every `of`-th of what is to be played, beginning with number `index` (from 1). All shards together are the plan, and
 * neighbours in the suite, which take about as long, go to different shards.
 */
export const shardOf = (
  planned: readonly Planned[],
  { index, of }: { readonly index: number; readonly of: number },
): readonly Planned[] => planned.filter((_, at) => at % of === index - 1);
