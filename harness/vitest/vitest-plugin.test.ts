import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Plugin } from 'vitest/config';
import type { ScenarioResult } from '../verdict/index.ts';
import { instant } from '../time/index.ts';
import { failureOf } from './failure.ts';
import { offpeakSuites } from './index.ts';

const result = (verdict: ScenarioResult['verdict']): ScenarioResult => ({
  scenario: 'OVN-001',
  title: 'A night',
  place: { file: 'suites/overnight/OVN-001.yaml', line: 2, column: 1 },
  dialect: 'ocpp2.0.1',
  subject: 'charger',
  verdict,
  checks: [
    {
      check: 'power',
      label: 'power (metered)',
      outcome: 'failed',
      place: { file: 'suites/overnight/OVN-001.yaml', line: 46, column: 5 },
      proves: [],
      looked: 9,
      findings: [
        {
          outcome: 'failed',
          requirements: ['ocpp201:K01.FR.10'],
          summary: 'charged early',
          expected: ['0 kW until 23:30'],
          actual: '7 kW\u001b[31m at 21:07',
          evidence: [12, 13],
          at: instant(0),
        },
      ],
      measures: {},
    },
  ],
  proved: [],
  timeMode: 'virtual',
  seed: '1',
  lived: 1,
  took: 1,
  reproduce: 'offpeak run --only OVN-001',
});

describe('a red test', () => {
  it('points at the line of the check and tells all that is known', () => {
    const failure = failureOf(result('failed'), '/project');
    for (const text of [
      'Requirement ocpp201:K01.FR.10',
      'Expected    0 kW until 23:30',
      'Actual      7 kW at 21:07',
      'Evidence    trace #12..#13',
      'Reproduce     offpeak run --only OVN-001',
    ])
      expect(failure?.message).toContain(text);
    expect(failure?.stack?.split('\n').at(-1)).toBe(
      '    at power metered (/project/suites/overnight/OVN-001.yaml:46:5)',
    );
  });
  it('is red for what is failed, unproven or broken, and for nothing else', () => {
    for (const verdict of ['failed', 'unproven', 'broken'] as const)
      expect(failureOf(result(verdict), '/')?.name).toBe(
        verdict === 'broken' ? 'HarnessError' : 'AssertionError',
      );
    for (const verdict of ['passed', 'advised', 'not applicable', 'not run'] as const)
      expect(failureOf(result(verdict), '/')).toBeUndefined();
  });
});

const transformed = (plugin: Plugin, id: string): unknown =>
  typeof plugin.transform === 'function'
    ? Reflect.apply(plugin.transform, {}, ['id: OVN-001', id])
    : undefined;

describe('the plugin', () => {
  const plugin = offpeakSuites({ dialects: ['ocpp1.6'], seed: 'abc' });
  it('turns a scenario into a module that registers it', () => {
    const file = resolve('suites/overnight/OVN-001.yaml');
    const { code } = transformed(plugin, `${file}?v=1`) as { code: string };
    expect(code).toContain(`register(${JSON.stringify(file)}, {"dialects":["ocpp1.6"],"seed":"abc",`);
  });
  it('leaves everything else alone', () => {
    for (const file of ['suites/capabilities.yaml', 'other/a/b.yaml', 'suites/overnight/a.ts'])
      expect(transformed(plugin, resolve(file))).toBeUndefined();
  });
});
