import type { Outcome } from '../judge/index.ts';
import type { RunResult, ScenarioResult, Verdict } from './result.ts';

/** One scenario in one dialect for one side, before and after. */
export interface Change {
  readonly scenario: string;
  readonly title: string;
  readonly dialect: string;
  readonly subject: string;
  readonly kind: ChangeKind;
  readonly before?: Verdict;
  readonly after?: Verdict;
  /** In words: the first finding that is new, the number that moved, ... */
  readonly detail?: string;
}

export type ChangeKind = 'worse' | 'better' | 'flaky' | 'slower' | 'moved' | 'added' | 'gone';

export interface Comparison {
  readonly base: string;
  readonly next: string;
  readonly changes: readonly Change[];
  readonly unchanged: number;
  /** Nothing that must hold a release: no scenario worse or gone, no number beyond its threshold. */
  readonly holds: boolean;
}

/** How far a measured number may move: `name` is a measure of the report, such as offPeakShare. */
export interface Threshold {
  readonly name: string;
  /** Largest change in the wrong direction, as a fraction of the base (0.05 is 5 %), or absolute in the measure's unit. */
  readonly most: number;
  readonly relative: boolean;
  /** Which direction is wrong. */
  readonly worse: 'up' | 'down' | 'either';
}

/** What a supplier's release is held against when nothing else is said. */
export const USUAL_THRESHOLDS: readonly Threshold[] = [
  { name: 'offPeakShare', most: 0.01, relative: false, worse: 'down' },
  { name: 'pence', most: 0.05, relative: true, worse: 'up' },
  { name: 'wattHours', most: 0.05, relative: true, worse: 'either' },
  { name: 'reaction ms', most: 0.5, relative: true, worse: 'up' },
];

const keyOf = ({ scenario, dialect, subject }: ScenarioResult): string => `${scenario}|${dialect}|${subject}`;

const RANK: Readonly<Record<Verdict, number>> = {
  passed: 0,
  advised: 1,
  'not applicable': 2,
  unproven: 3,
  'not run': 3,
  failed: 4,
  broken: 4,
};

const firstNewFinding = (before: ScenarioResult | undefined, after: ScenarioResult): string | undefined => {
  const known = new Set(
    before?.checks.flatMap(({ findings }) => findings.map(({ summary }) => summary)) ?? [],
  );
  const fresh = after.checks.flatMap(({ findings }) => findings).find(({ summary }) => !known.has(summary));
  return fresh?.summary ?? after.reason;
};

interface Moved {
  readonly beyond: boolean;
  readonly text: string;
}

/** Every number that both runs measured and that has a threshold. */
const movedNumbers = (
  before: ScenarioResult,
  after: ScenarioResult,
  thresholds: readonly Threshold[],
): readonly Moved[] =>
  after.checks.flatMap((check, index) => {
    const old = before.checks[index];
    if (old?.check !== check.check) return [];
    return thresholds.flatMap(({ name, most, relative, worse }) => {
      const was = old.measures[name];
      const is = check.measures[name];
      if (typeof was !== 'number' || typeof is !== 'number' || was === is) return [];
      const change = worse === 'down' ? was - is : worse === 'up' ? is - was : Math.abs(is - was);
      const beyond = change > (relative ? Math.abs(was) * most : most);
      return [{ beyond, text: `${name} ${was} → ${is}` }];
    });
  });

/** Outcomes check by check: a scenario that fails for another reason than before is news, too. */
const outcomes = ({ checks }: ScenarioResult): string =>
  checks
    .map(({ check, label, outcome }): string => `${check} ${label} ${outcome satisfies Outcome}`)
    .join('\n');

const compareOne = (
  before: ScenarioResult,
  after: ScenarioResult,
  thresholds: readonly Threshold[],
): { readonly kind: ChangeKind; readonly detail?: string } | undefined => {
  const detailed = (
    kind: ChangeKind,
    detail: string | undefined,
  ): { readonly kind: ChangeKind; readonly detail?: string } => ({
    kind,
    ...(detail === undefined ? {} : { detail }),
  });
  const rank = RANK[after.verdict] - RANK[before.verdict];
  if (rank > 0) return detailed('worse', firstNewFinding(before, after));
  if (rank < 0) return detailed('better', undefined);
  const numbers = movedNumbers(before, after, thresholds);
  const beyond = numbers.filter((each) => each.beyond);
  if (beyond.length > 0) return detailed('slower', beyond.map(({ text }) => text).join(', '));
  if (outcomes(before) !== outcomes(after)) return detailed('moved', firstNewFinding(before, after));
  return undefined;
};

/**
 * What changed between two runs of the same subject. Results of one run that share scenario, dialect and side (merged
 * repetitions) and disagree are flaky: they hold nothing up by themselves, and are never hidden.
 */
export const compareRuns = (
  base: RunResult,
  next: RunResult,
  thresholds: readonly Threshold[] = USUAL_THRESHOLDS,
): Comparison => {
  const before = Map.groupBy(base.results, keyOf);
  const after = Map.groupBy(next.results, keyOf);
  const changes: Change[] = [];
  let unchanged = 0;
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const was = before.get(key) ?? [];
    const is = after.get(key) ?? [];
    const [old] = was;
    const worst = is.toSorted((a, b) => RANK[b.verdict] - RANK[a.verdict])[0];
    const named = worst ?? old;
    if (named === undefined) continue;
    const change = changeOf(was, is, old, worst, thresholds);
    if (change === undefined) {
      unchanged += 1;
      continue;
    }
    const { scenario, title, dialect, subject } = named;
    changes.push({
      scenario,
      title,
      dialect,
      subject,
      ...(old === undefined ? {} : { before: old.verdict }),
      ...(worst === undefined ? {} : { after: worst.verdict }),
      ...change,
    });
  }
  return {
    base: describeRun(base),
    next: describeRun(next),
    changes: changes.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)),
    unchanged,
    holds: !changes.some(({ kind }) => kind === 'worse' || kind === 'gone' || kind === 'slower'),
  };
};

/** Reading order: what holds a release up first. */
export const KINDS: readonly ChangeKind[] = ['worse', 'gone', 'slower', 'flaky', 'moved', 'added', 'better'];

const changeOf = (
  was: readonly ScenarioResult[],
  is: readonly ScenarioResult[],
  old: ScenarioResult | undefined,
  worst: ScenarioResult | undefined,
  thresholds: readonly Threshold[],
): { readonly kind: ChangeKind; readonly detail?: string } | undefined => {
  if (worst === undefined) return { kind: 'gone' };
  const verdicts = new Set(is.map(({ verdict }) => verdict));
  if (verdicts.size > 1)
    return { kind: 'flaky', detail: is.map(({ verdict, seed }) => `${verdict} (seed ${seed})`).join(', ') };
  if (old === undefined) {
    // A new scenario that fails is a failure that nobody has seen before.
    return RANK[worst.verdict] >= RANK.unproven
      ? { kind: 'worse', detail: `new: ${firstNewFinding(undefined, worst) ?? worst.verdict}` }
      : { kind: 'added' };
  }
  return compareOne(was.toSorted((a, b) => RANK[b.verdict] - RANK[a.verdict])[0] ?? old, worst, thresholds);
};

const describeRun = ({ offpeak, started, subjects, seed }: RunResult): string =>
  `${subjects.map(({ name }) => name).join(' and ')}, ${started}, offpeak ${offpeak}, seed ${seed}`;
