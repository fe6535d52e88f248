import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../judge/index.ts';
import {
  compareRuns,
  mergeRuns,
  missingShards,
  rollUp,
  type RunResult,
  type ScenarioResult,
} from './index.ts';

const check = (
  measures: CheckResult['measures'],
  outcome: CheckResult['outcome'] = 'passed',
): CheckResult => ({
  check: 'cost',
  label: 'cost of the night',
  outcome,
  proves: [],
  looked: 1,
  findings:
    outcome === 'passed'
      ? []
      : [
          {
            outcome,
            requirements: [],
            summary: 'bought at the day rate',
            expected: [],
            actual: '',
            evidence: [],
          },
        ],
  measures,
});

const night = (scenario: string, verdict: ScenarioResult['verdict'], more: Partial<ScenarioResult> = {}) =>
  ({
    scenario,
    title: scenario,
    place: { file: 'x.yaml' },
    dialect: 'ocpp1.6',
    subject: 'charger',
    verdict,
    checks: [],
    proved: [],
    timeMode: 'virtual',
    seed: '1',
    lived: 1,
    took: 1,
    reproduce: '',
    ...more,
  }) satisfies ScenarioResult;

const run = (results: readonly ScenarioResult[], more: Partial<RunResult> = {}): RunResult =>
  rollUp({
    offpeak: '1',
    started: '2026-01-14T20:55:00.000Z',
    subjects: [],
    dialects: ['ocpp1.6'],
    seed: '1',
    interrupted: false,
    results,
    ...more,
  });

const kinds = (base: readonly ScenarioResult[], next: readonly ScenarioResult[]): readonly string[] =>
  compareRuns(run(base), run(next)).changes.map(({ kind }) => kind);

describe('two runs compared', () => {
  it('the same run twice has no changes and holds', () => {
    const results = [night('A-1', 'passed'), night('A-2', 'failed')];
    expect(compareRuns(run(results), run(results))).toMatchObject({ changes: [], unchanged: 2, holds: true });
  });
  it.each([
    ['passed', 'failed', 'worse', false],
    ['passed', 'unproven', 'worse', false],
    ['passed', 'not applicable', 'worse', false],
    ['failed', 'passed', 'better', true],
    ['advised', 'passed', 'better', true],
  ] as const)('%s to %s is %s', (before, after, kind, holds) => {
    const compared = compareRuns(run([night('A-1', before)]), run([night('A-1', after)]));
    expect(compared.changes).toMatchObject([{ kind, before, after }]);
    expect(compared.holds).toBe(holds);
  });
  it('a scenario that is gone, and a new one that fails, hold a release up; a new one that passes does not', () => {
    expect(kinds([night('A-1', 'passed')], [])).toEqual(['gone']);
    expect(kinds([], [night('A-1', 'failed')])).toEqual(['worse']);
    expect(kinds([], [night('A-1', 'passed')])).toEqual(['added']);
  });
  it('repetitions that disagree are flaky', () => {
    const twice = [night('A-1', 'passed'), night('A-1', 'failed', { seed: '2' })];
    expect(kinds([night('A-1', 'passed')], twice)).toEqual(['flaky']);
  });
  it('a number within its threshold is quiet, beyond it is not, and in the good direction never', () => {
    const cost = (share: number): readonly ScenarioResult[] => [
      night('A-1', 'passed', { checks: [check({ offPeakShare: share })] }),
    ];
    expect(kinds(cost(0.995), cost(0.99))).toEqual([]);
    expect(kinds(cost(0.995), cost(0.9))).toEqual(['slower']);
    expect(kinds(cost(0.9), cost(0.995))).toEqual([]);
  });
  it('the same verdict for another reason is said', () => {
    const failed = (checks: readonly CheckResult[]): readonly ScenarioResult[] => [
      night('A-1', 'failed', { checks }),
    ];
    const compared = compareRuns(run(failed([])), run(failed([check({}, 'failed')])));
    expect(compared.changes).toMatchObject([{ kind: 'moved', detail: 'bought at the day rate' }]);
  });
});

describe('shards', () => {
  const part = (index: number, results: readonly ScenarioResult[]): RunResult =>
    run(results, { shard: { index, of: 2 } });
  it('are one run again, with one verdict', () => {
    const whole = mergeRuns([part(1, [night('A-1', 'passed')]), part(2, [night('A-2', 'failed')])]);
    expect(whole.totals).toMatchObject({ passed: 1, failed: 1 });
    expect(whole).toMatchObject({ verdict: 'failed', exitCode: 1 });
    expect(whole.shard).toBeUndefined();
  });
  it('that are missing are named', () => {
    expect(missingShards([part(2, [])])).toEqual(['1/2']);
    expect(missingShards([part(2, []), part(1, [])])).toEqual([]);
  });
});
