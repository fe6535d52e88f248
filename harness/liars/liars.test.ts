import { describe, expect, it } from 'vitest';
import { diagnose, type KnownBug } from '../diagnosis/index.ts';
import { accuracyOf, LIARS, shortcomings, type LiarResult } from './index.ts';

const bug = (id: string, signature: readonly string[]): KnownBug => ({
  id,
  side: 'charger',
  title: id,
  sources: [],
  signature,
});

const known = [
  bug('a', ['S-1|power|drew at hold', 'S-2|power|drew at hold', 'S-3|step|never']),
  bug('b', ['S-1|power|drew at hold', 'S-2|power|drew at hold']),
  bug('c', ['S-4|monitor|id']),
];
const all = new Set(['S-1', 'S-2', 'S-3', 'S-4']);

describe('what failed, compared with known bugs', () => {
  it('the bug that explains all of it, and no more, comes first', () => {
    const seen = new Set(['S-1|power|drew at hold', 'S-2|power|drew at hold']);
    expect(diagnose(seen, all, known).map((each) => each.bug)).toEqual(['b', 'a']);
    expect(diagnose(new Set([...seen, 'S-3|step|never']), all, known)[0]?.bug).toBe('a');
  });
  it('scenarios that did not run are not held against a bug', () => {
    const seen = new Set(['S-1|power|drew at hold']);
    const [first, second] = diagnose(seen, new Set(['S-1']), known);
    expect([first?.score, second?.score]).toEqual([1, 1]);
  });
  it('says nothing when nothing is known of what was seen, or nothing was', () => {
    expect(diagnose(new Set(['S-9|x|y']), all, known)).toEqual([]);
    expect(diagnose(new Set(), all, known)).toEqual([]);
  });
});

const result = (id: string, more: Partial<LiarResult> = {}): LiarResult => ({
  side: 'charger',
  id,
  nights: 1,
  caught: [],
  ...more,
});
const [first] = LIARS;
if (first === undefined) throw new Error('there are no liars');
const caught = {
  scenario: 'OVN-001',
  dialect: 'ocpp1.6',
  verdict: 'failed',
  checks: ['power'],
  tokens: ['OVN-001|power|drew at hold'],
} as const;

describe('the table of liars', () => {
  it('a liar that nobody catches is a shortcoming; advice is no catch; a broken night is our own fault', () => {
    expect(shortcomings([result(first.defect.id)])).toEqual([`${first.defect.id} is not caught`]);
    expect(
      shortcomings([result(first.defect.id, { caught: [{ ...caught, verdict: 'advised' }] })]),
    ).toHaveLength(1);
    expect(shortcomings([result(first.defect.id, { caught: [caught] })])).toEqual([]);
    const broken = shortcomings([
      result(first.defect.id, { caught: [caught, { ...caught, verdict: 'broken' }] }),
    ]);
    expect(broken[0]).toContain('our own fault');
  });
  it('accuracy is of what was shown in one dialect', () => {
    const signatures = [bug('x', ['OVN-001|power|drew at hold']), bug('y', ['OVN-002|step|never'])];
    const shown = [result('x', { caught: [caught] }), result('y', { caught: [{ ...caught, tokens: [] }] })];
    expect(accuracyOf(shown, signatures)).toEqual({ top1: 1, top3: 1, of: 2, twins: 0 });
  });
  it('every liar has an id of its own', () => {
    const ids = LIARS.map(({ defect }) => defect.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
