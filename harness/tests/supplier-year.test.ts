import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runOne } from '../run/index.ts';
import { referenceCsms } from '../subject/index.ts';
import { loadSuites, type Scenario } from '../suite/index.ts';

const ROOT = join(import.meta.dirname, '../..');
const nights = loadSuites([join(ROOT, 'suites/supplier/year')], ROOT);

const failing = async (bugs: readonly string[], some: readonly Scenario[]): Promise<readonly string[]> => {
  const failed: string[] = [];
  for (const scenario of some) {
    const { result } = await runOne({
      scenario,
      subject: referenceCsms(bugs),
      dialect: 'ocpp1.6',
      seed: '1',
      version: 'test',
      reproduce: '',
    });
    if (result.verdict !== 'passed') failed.push(scenario.title);
  }
  return failed;
};

describe('a year of nights', () => {
  it('has every tariff, every way to plan and every kind of night, and the good supplier passes them all', async () => {
    expect(nights.length).toBe(9 * 3 * 20);
    expect(await failing([], nights)).toEqual([]);
  }, 60_000);

  it('a supplier that takes local time for UTC is caught in summer, and only then', async () => {
    const local = nights.filter(({ title }) => title.includes('octopus-go.yaml, transaction absolute W'));
    const caught = await failing(['csms-local-time-as-utc'], local);
    const months = new Set(caught.map((title) => title.slice(5, 7)));
    expect([...months].sort()).toEqual(['03', '04', '05', '06', '07', '08', '09', '10']);
  }, 60_000);

  it('a daily plan that is never renewed is caught on the nights of the change', async () => {
    const daily = nights.filter(({ title }) => title.includes('octopus-go.yaml, default recurring'));
    const caught = await failing(['csms-dst-recurring-shift'], daily);
    expect(caught.some((title) => title.startsWith('2028-03-25'))).toBe(true);
    expect(caught.some((title) => title.startsWith('2028-07'))).toBe(false);
  }, 60_000);
});
