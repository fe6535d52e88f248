import { describe, expect, it } from 'vitest';
import { rollUp, verdictOf, type ScenarioResult, type Verdict } from './index.ts';

const run = (...verdicts: readonly Verdict[]) =>
  rollUp({
    offpeak: '0',
    started: '',
    subjects: [],
    dialects: [],
    seed: '1',
    interrupted: false,
    results: verdicts.map((verdict) => ({ verdict }) as ScenarioResult),
  });

describe('rollUp', () => {
  it.each<[readonly Verdict[], Verdict, number]>([
    [['passed', 'advised'], 'advised', 0],
    [['passed', 'not applicable'], 'passed', 0],
    [['passed', 'failed', 'broken'], 'failed', 1],
    [['passed', 'unproven'], 'unproven', 2],
    [['passed', 'not run'], 'unproven', 2],
    [['broken', 'unproven'], 'broken', 70],
    [['not applicable'], 'not applicable', 3],
    [[], 'not run', 3],
  ])('%j is %s, exit %i', (verdicts, verdict, code) => {
    const result = run(...verdicts);
    expect([result.verdict, result.exitCode]).toEqual([verdict, code]);
  });
});

describe('verdictOf', () => {
  it('never passes on nothing', () => {
    expect(verdictOf([])).toBe('unproven');
  });
});
