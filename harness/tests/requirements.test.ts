import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DIALECT_IDS } from '../dialects/index.ts';
import { runOne } from '../run/index.ts';
import { referenceCharger } from '../subject/index.ts';
import { loadSuites } from '../suite/index.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const scenarios = loadSuites([join(ROOT, 'suites')], ROOT);

interface Requirement {
  readonly id: string;
  readonly 'not tested'?: string;
}
const folder = join(ROOT, 'suites/requirements');
const files = [
  join(ROOT, 'suites/requirements.yaml'),
  ...(existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []),
];
const requirements = files.flatMap((file) => parse(readFileSync(file, 'utf8')) as readonly Requirement[]);

/** What the monitors of every night prove, seen in a night of the good charger. */
const monitored = async (): Promise<readonly string[]> => {
  const scenario = scenarios.find(({ id }) => id === 'OVN-001');
  if (scenario === undefined) throw new Error('OVN-001 is gone');
  const nights = DIALECT_IDS.map((dialect) =>
    runOne({ scenario, subject: referenceCharger(), dialect, seed: '1', version: 'test', reproduce: '' }),
  );
  return (await Promise.all(nights)).flatMap(({ result }) => result.proved);
};

describe('every requirement', () => {
  it('is proved by a step, a check or a monitor, or says why it is not', async () => {
    const proved = new Set([
      ...scenarios
        .flatMap(({ timeline, checks }) => [...timeline, ...checks])
        .flatMap(({ proves }) => proves),
      ...(await monitored()),
    ]);
    const idle = requirements.filter((each) => each['not tested'] === undefined && !proved.has(each.id));
    expect(idle.map(({ id }) => id)).toEqual([]);
  });

  it('that says why it is not tested is not', () => {
    const proved = new Set(scenarios.flatMap((scenario) => scenario.proves));
    const busy = requirements.filter((each) => each['not tested'] !== undefined && proved.has(each.id));
    expect(busy.map(({ id }) => id)).toEqual([]);
  });
});
