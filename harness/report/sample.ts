import type { CheckResult, Finding } from '../judge/index.ts';
import { instant, parseInstant } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { RunResult, ScenarioResult, Verdict } from '../verdict/index.ts';

/** A made-up run for this room's tests: one verdict of each kind, and texts that a hostile subject would send. */

export const when = (iso: string): Instant => parseInstant(iso) ?? instant(0);

export const hostile =
  '</script><img src=x onerror=alert(1)>\u001b[31mred\u001b[0m\u202Eevil\u0000 & "quoted"';

const late: Finding = {
  outcome: 'failed',
  requirements: ['ours:HOLD-UNTIL-WINDOW'],
  summary: 'The car charged before the cheap window began',
  expected: ['0.00 kW ± 0.10 from 21:02 to 23:30'],
  actual: '7.36 kW from 21:07, in 59 of 149 samples',
  evidence: [12, 13, 14, 20],
  at: when('2026-01-14T21:07:00Z'),
  until: when('2026-01-14T22:05:00Z'),
  hint: 'looks like accept-ignore-watt-profile; send amps, or update the firmware',
};

export const check = (outcome: CheckResult['outcome'], findings: readonly Finding[] = []): CheckResult => ({
  check: 'power',
  label: 'power follows the curve',
  outcome,
  place: { file: 'suites/overnight/OVN-001-night.yaml', line: 46, column: 5 },
  proves: ['ours:HOLD-UNTIL-WINDOW'],
  looked: findings.length === 0 && outcome === 'unproven' ? 0 : 149,
  findings,
  measures: { samples: 149, 'largest gap': '60 s' },
});

export const scenarioResult = (verdict: Verdict, more: Partial<ScenarioResult> = {}): ScenarioResult => ({
  scenario: 'OVN-001',
  title: 'Plugged in at nine, charged by six, at the cheap rate only',
  place: { file: 'suites/overnight/OVN-001-night.yaml', line: 2, column: 1 },
  dialect: 'ocpp2.0.1',
  subject: 'charger',
  verdict,
  checks: [],
  proved: ['ours:HOLD-UNTIL-WINDOW'],
  timeMode: 'virtual',
  seed: '7f3a1c',
  ended: 'complete',
  lived: 37_200_000,
  took: 24,
  trace: 'traces/OVN-001.ndjson',
  reproduce: 'offpeak run OVN-001 --dialect ocpp2.0.1 --as charger --seed 7f3a1c',
  ...more,
});

const results: readonly ScenarioResult[] = [
  ...(['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const).flatMap((dialect) =>
    (['charger', 'csms'] as const).map((subject) =>
      dialect === 'ocpp2.0.1' && subject === 'charger'
        ? scenarioResult('failed', { checks: [check('failed', [late])] })
        : scenarioResult('passed', { dialect, subject, checks: [check('passed')] }),
    ),
  ),
  scenarioResult('unproven', { scenario: 'RES-002', title: hostile, checks: [check('unproven')] }),
  scenarioResult('broken', { scenario: 'RES-003', title: 'Broken', reason: `play stopped: ${hostile}` }),
  scenarioResult('advised', {
    scenario: 'RES-004',
    title: 'Advice',
    checks: [
      check('advised', [{ ...late, outcome: 'advised', summary: hostile, actual: hostile, hint: hostile }]),
    ],
  }),
  scenarioResult('not applicable', {
    scenario: 'PHA-001',
    title: 'Three phases',
    reason: 'SC.Phases3 = no (declared)',
  }),
  scenarioResult('not run', { scenario: 'PHA-002', title: 'Filtered', reason: 'left out by --only' }),
];

const totals = (of: readonly ScenarioResult[]): Readonly<Record<Verdict, number>> => {
  const count: Record<Verdict, number> = {
    passed: 0,
    advised: 0,
    unproven: 0,
    failed: 0,
    broken: 0,
    'not applicable': 0,
    'not run': 0,
  };
  for (const result of of) count[result.verdict] += 1;
  return count;
};

export const runResult = (of: readonly ScenarioResult[] = results): RunResult => ({
  format: 'offpeak-report/1',
  offpeak: '0.1.0',
  started: '2026-01-14T20:55:00.000Z',
  subjects: [{ name: 'ACME Wall 2.1', side: 'charger', reference: false, timeMode: 'virtual' }],
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  seed: '7f3a1c',
  interrupted: false,
  results: of,
  totals: totals(of),
  verdict: 'failed',
  exitCode: 1,
});
