import type { Severity } from '../suite/index.ts';
import type { CheckResult, Finding, Outcome } from './finding.ts';

/** What a broken rule of this severity is worth. */
export const wrongAs = (as: Severity): 'failed' | 'advised' => (as === 'must' ? 'failed' : 'advised');

const WORST_FIRST: readonly Outcome[] = ['broken', 'failed', 'unproven', 'advised', 'passed'];

/** The result of a check from its findings; with nothing looked at it is never passed. */
export const resultOf = (
  base: Omit<CheckResult, 'outcome' | 'measures'> & { readonly measures?: CheckResult['measures'] },
): CheckResult => {
  const outcome =
    WORST_FIRST.find((each) => base.findings.some((finding) => finding.outcome === each)) ??
    (base.looked > 0 ? 'passed' : 'unproven');
  const findings =
    outcome === 'unproven' && base.findings.length === 0
      ? [finding('unproven', base.proves, 'there was nothing to judge it by', [], 'no evidence')]
      : base.findings;
  return { ...base, findings, outcome, measures: base.measures ?? {} };
};

export const finding = (
  outcome: Finding['outcome'],
  requirements: readonly string[],
  summary: string,
  expected: readonly string[],
  actual: string,
  evidence: readonly number[] = [],
): Finding => ({ outcome, requirements, summary, expected, actual, evidence: evidence.slice(0, 50) });
