import type { CheckResult, Outcome } from '../judge/index.ts';
import type { Verdict } from './result.ts';

const WORST_FIRST: readonly Outcome[] = ['broken', 'failed', 'unproven', 'advised', 'passed'];

/** The worst of what was said; a scenario in which nothing was looked at is unproven. */
export const verdictOf = (checks: readonly CheckResult[]): Verdict => {
  if (!checks.some((check) => check.looked > 0)) {
    return checks.some((check) => check.outcome === 'broken') ? 'broken' : 'unproven';
  }
  return WORST_FIRST.find((each) => checks.some((check) => check.outcome === each)) ?? 'unproven';
};

/** Requirements that a passed check with evidence proves and that no other check denies. */
export const proved = (checks: readonly CheckResult[]): readonly string[] => {
  const denied = new Set(
    checks.flatMap((check) =>
      check.findings
        .filter(({ outcome }) => outcome !== 'advised')
        .flatMap(({ requirements }) => requirements),
    ),
  );
  const good = checks.filter((check) => check.outcome === 'passed' && check.looked > 0);
  return [...new Set(good.flatMap((check) => check.proves))].filter((id) => !denied.has(id)).sort();
};
