import { describe, expect, it } from 'vitest';
import { compareRuns } from '../verdict/index.ts';
import {
  readReport,
  renderAnnotations,
  renderComparison,
  renderComparisonMarkdown,
  renderJson,
  renderMarkdown,
  renderOpenMetrics,
} from './index.ts';
import { check, hostile, runResult, scenarioResult } from './sample.ts';

describe('a report that is read again', () => {
  it('is the run that was written', () => {
    const run = runResult();
    expect(renderJson(readReport(renderJson(run), 'report.json'))).toBe(renderJson(run));
  });
  it.each([
    ['{"format":"offpeak-report/1"', 'no JSON'],
    ['{"format":"offpeak-report/1"}', 'no report of offpeak'],
    ['[]', 'no report of offpeak'],
  ])('%s is refused with a reason', (text, why) => {
    expect(() => readReport(text, 'report.json')).toThrow(why);
  });
});

describe('for machines', () => {
  it('annotations sit at the line of the suite, and cannot be broken out of', () => {
    const text = renderAnnotations(runResult());
    expect(text).toContain(
      '::error file=suites/overnight/OVN-001-night.yaml,line=46,col=5,title=OVN-001 201 charger::The car charged',
    );
    const lines = text.trimEnd().split('\n');
    expect(lines.every((line) => /^::(error|warning|notice) file=/.test(line))).toBe(true);
    expect(text).not.toContain('\u001b');
  });
  it('OpenMetrics: one line a sample, closed, hostile labels quoted', () => {
    const text = renderOpenMetrics(
      runResult([scenarioResult('failed', { scenario: 'X"\\\n', checks: [check('failed')] })]),
    );
    expect(text).toMatchInlineSnapshot(`
      "# TYPE offpeak_scenarios gauge
      # HELP offpeak_scenarios scenarios by verdict
      offpeak_scenarios{verdict="broken"} 0
      offpeak_scenarios{verdict="failed"} 1
      offpeak_scenarios{verdict="unproven"} 0
      offpeak_scenarios{verdict="advised"} 0
      offpeak_scenarios{verdict="not run"} 0
      offpeak_scenarios{verdict="not applicable"} 0
      offpeak_scenarios{verdict="passed"} 0
      # TYPE offpeak_verdict gauge
      # HELP offpeak_verdict 1 for the verdict that a scenario got
      offpeak_verdict{scenario="X\\"\\\\",dialect="ocpp2.0.1",side="charger",verdict="failed",seed="7f3a1c"} 1
      # TYPE offpeak_exit_code gauge
      # HELP offpeak_exit_code exit code of the run
      offpeak_exit_code 1
      # TYPE offpeak_power_samples gauge
      # HELP offpeak_power_samples a number that a check measured
      offpeak_power_samples{scenario="X\\"\\\\",dialect="ocpp2.0.1",side="charger",check="power follows the curve"} 149
      # EOF
      "
    `);
  });
});

describe('for pull requests', () => {
  it('has the matrix and each finding, and what a subject said stays text', () => {
    const text = renderMarkdown(runResult());
    expect(text).toContain('| OVN-001 | Plugged in at nine');
    expect(text).toContain('- **Evidence** #12..#14, #20');
    for (const bad of ['<img', '</script>', '\u001b']) expect(text).not.toContain(bad);
    expect(renderMarkdown(runResult([scenarioResult('passed', { title: '@team `x` [a](b)' })]))).toContain(
      '&#64;team &#96;x&#96; &#91;a&#93;(b)',
    );
  });
  it('says what changed', () => {
    const base = runResult([scenarioResult('passed')]);
    const next = runResult([scenarioResult('failed', { title: hostile, reason: 'it never charged' })]);
    const compared = compareRuns(base, next);
    expect(renderComparison(compared)).toContain('OVN-001  201 charger  passed → failed');
    expect(renderComparison(compared)).toMatch(/it never charged\n0 unchanged\nREGRESSED\n$/);
    const markdown = renderComparisonMarkdown(compared);
    expect(markdown).toContain('new failures (1)');
    expect(markdown).not.toContain('<img');
  });
});
