import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIALECT_IDS } from '../dialects/index.ts';
import { runOne } from '../run/index.ts';
import { referenceCharger, referenceCsms } from '../subject/index.ts';
import { loadSuites } from '../suite/index.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const [canary] = loadSuites([join(import.meta.dirname, 'canary')], ROOT);
const subjects = [
  ['charger', referenceCharger()],
  ['csms', referenceCsms()],
] as const;

describe('the canary', () => {
  it.each(
    subjects.flatMap(([side, subject]) => DIALECT_IDS.map((dialect) => [side, dialect, subject] as const)),
  )('fails for the good %s in %s, by every check that asks in vain', async (_side, dialect, subject) => {
    if (canary === undefined) throw new Error('the canary is gone');
    const options = { scenario: canary, subject, dialect, seed: '1', version: 'test', reproduce: '' };
    const { result } = await runOne(options);
    expect(result.verdict).toBe('failed');
    expect(result.proved).not.toContain('ours:HOLD-UNTIL-WINDOW');
    const asked = new Set(canary.checks.map(({ check }) => check));
    const said = result.checks.filter(({ check }) => [...asked].some((each) => each === check));
    expect(said.map(({ check, outcome }) => `${check} ${outcome}`)).toEqual([
      'power failed',
      'energy passed',
      'energy failed',
      'cost failed',
      'order failed',
      'count failed',
    ]);
  });
});
