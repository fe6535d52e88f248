import type { RunResult, ScenarioResult, Verdict } from './result.ts';

const NOTHING = 3;
const EXIT_CODES: Readonly<Record<Verdict, number>> = {
  passed: 0,
  advised: 0,
  failed: 1,
  unproven: 2,
  broken: 70,
  'not applicable': NOTHING,
  'not run': NOTHING,
};

const INTERRUPTED = 130;
const UNREACHABLE = 69;

/** What a script sees: that a run was cut short, or that nobody was there, says more than its verdict. */
const exitCodeOf = (verdict: Verdict, results: readonly ScenarioResult[], interrupted: boolean): number => {
  if (interrupted) return INTERRUPTED;
  const played = results.filter(({ ended }) => ended !== undefined);
  return played.length > 0 && played.every(({ ended }) => ended === 'subject unreachable')
    ? UNREACHABLE
    : EXIT_CODES[verdict];
};

const overall = (results: readonly ScenarioResult[], interrupted: boolean): Verdict => {
  const has = (verdict: Verdict): boolean => results.some((each) => each.verdict === verdict);
  if (has('failed')) return 'failed';
  if (has('broken')) return 'broken';
  const played = results.some(({ verdict }) => verdict !== 'not applicable' && verdict !== 'not run');
  if (!played) return has('not run') || results.length === 0 ? 'not run' : 'not applicable';
  if (has('unproven') || has('not run') || interrupted) return 'unproven';
  return has('advised') ? 'advised' : 'passed';
};

/** All scenarios of a run as one answer. A proven failure outweighs a broken night; an interrupted run is unproven. */
export const rollUp = (input: Omit<RunResult, 'format' | 'totals' | 'verdict' | 'exitCode'>): RunResult => {
  const totals: Record<Verdict, number> = {
    passed: 0,
    advised: 0,
    unproven: 0,
    failed: 0,
    broken: 0,
    'not applicable': 0,
    'not run': 0,
  };
  for (const { verdict } of input.results) totals[verdict] += 1;
  const verdict = overall(input.results, input.interrupted);
  return {
    format: 'offpeak-report/1',
    ...input,
    totals,
    verdict,
    exitCode: exitCodeOf(verdict, input.results, input.interrupted),
  };
};
