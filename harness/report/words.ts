import type { CheckResult, Finding } from '../judge/index.ts';
import type { ScenarioResult, Verdict } from '../verdict/index.ts';

/** Worst first: the order in which a reader wants to meet them. */
export const verdictsWorstFirst: readonly Verdict[] = [
  'broken',
  'failed',
  'unproven',
  'advised',
  'not run',
  'not applicable',
  'passed',
];

/** `ocpp2.0.1` as `201`, for tables where every column counts. */
export const shortDialect = (dialect: string): string => dialect.replace(/^ocpp/, '').replaceAll('.', '');

const rounded = (value: number): string =>
  value < 10 ? value.toFixed(1).replace(/\.0$/, '') : value.toFixed(value < 100 ? 1 : 0);

/** Milliseconds in the largest unit that reads well: `24 ms`, `3.1 s`, `12.5 min`, `30.2 h`. */
export const inWords = (length: number): string => {
  if (!Number.isFinite(length)) return '?';
  if (length < 1000) return `${Math.round(length)} ms`;
  if (length < 60_000) return `${rounded(length / 1000)} s`;
  if (length < 3_600_000) return `${rounded(length / 60_000)} min`;
  return `${rounded(length / 3_600_000)} h`;
};

/** Trace numbers in order, neighbours folded into one stretch. */
export const evidenceRuns = (sequence: readonly number[]): readonly (readonly [number, number])[] => {
  const runs: [number, number][] = [];
  for (const seq of [...new Set(sequence)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && seq === last[1] + 1) last[1] = seq;
    else runs.push([seq, seq]);
  }
  return runs;
};

/** `#412..#415, #470`: runs of neighbouring trace numbers are folded; at most `most` runs. */
export const evidenceInWords = (sequence: readonly number[], most = 6): string => {
  const runs = evidenceRuns(sequence);
  const said = runs.slice(0, most).map(([from, to]) => (from === to ? `#${from}` : `#${from}..#${to}`));
  return runs.length > most ? `${said.join(', ')} and ${runs.length - most} more` : said.join(', ');
};

export interface Trouble {
  readonly check: CheckResult;
  readonly finding: Finding;
}

/** All findings of one scenario with the check that made them, worst first, otherwise in the order of the checks. */
export const troublesOf = (result: ScenarioResult): readonly Trouble[] =>
  result.checks
    .flatMap((check) => check.findings.map((finding) => ({ check, finding })))
    .sort(
      (a, b) => verdictsWorstFirst.indexOf(a.finding.outcome) - verdictsWorstFirst.indexOf(b.finding.outcome),
    );

/** A check that did not pass although it has no finding to show: it says at least that it found nothing to look at. */
export const silentChecks = (result: ScenarioResult): readonly CheckResult[] =>
  result.checks.filter((check) => check.outcome !== 'passed' && check.findings.length === 0);

/** `80 passed, 3 failed`, worst first; verdicts that nobody got are left out. */
export const totalsInWords = (totals: Readonly<Record<Verdict, number>>): string =>
  verdictsWorstFirst
    .filter((verdict) => totals[verdict] > 0)
    .map((verdict) => `${totals[verdict]} ${verdict}`)
    .join(', ') || 'nothing ran';

/** Scenario results by scenario id, in the order in which they first appear. */
export const byScenario = (
  results: readonly ScenarioResult[],
): ReadonlyMap<string, readonly ScenarioResult[]> => Map.groupBy(results, (result) => result.scenario);

export const nightKey = (result: Pick<ScenarioResult, 'scenario' | 'dialect' | 'subject'>): string =>
  `${result.scenario}|${result.dialect}|${result.subject}`;

/** `OVN` of `OVN-001`. */
export const areaOf = (scenario: string): string => /^[A-Z]+/.exec(scenario)?.[0] ?? '';
