import { assertNever, formatPlace } from '../errors.ts';
import type { RunResult, ScenarioResult, Verdict } from '../verdict/index.ts';
import { markup } from './escape.ts';
import { evidenceInWords, silentChecks, troublesOf } from './words.ts';

const attributes = (of: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(of)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${markup(String(value), 1000)}"`)
    .join('');

const seconds = (length: number): string => (length / 1000).toFixed(3);

/** All that a reader of a CI page needs, without opening the report. */
const story = (result: ScenarioResult): string => {
  const lines = troublesOf(result)
    .slice(0, 50)
    .flatMap(({ check, finding }) => [
      `${finding.outcome}: ${markup(finding.summary)}`,
      ...(check.place === undefined ? [] : [`  at          ${markup(formatPlace(check.place))}`]),
      `  Requirement ${markup(finding.requirements.join(', ') || check.check)}`,
      ...finding.expected.map((expected) => `  Expected    ${markup(expected)}`),
      `  Actual      ${markup(finding.actual)}`,
      `  Evidence    ${evidenceInWords(finding.evidence) || 'none in the trace'}`,
      ...(finding.hint === undefined ? [] : [`  Hint        ${markup(finding.hint)}`]),
    ]);
  const silent = silentChecks(result).map((check) => `${check.outcome}: ${markup(check.label)}: no evidence`);
  return [...lines, ...silent, `Reproduce   ${markup(result.reproduce, 1000)}`].join('\n');
};

const shortReason = (result: ScenarioResult): string =>
  result.reason ?? troublesOf(result)[0]?.finding.summary ?? silentChecks(result)[0]?.label ?? result.verdict;

const outcomeOf = (result: ScenarioResult): string => {
  const said = attributes({ message: shortReason(result), type: result.verdict });
  switch (result.verdict) {
    case 'passed':
      return '';
    case 'advised':
      return `<system-out>${story(result)}</system-out>`;
    case 'failed':
    case 'unproven':
      return `<failure${said}>${story(result)}</failure>`;
    case 'broken':
      return `<error${said}>${story(result)}</error>`;
    case 'not applicable':
    case 'not run':
      return `<skipped${attributes({ message: `${result.verdict}: ${result.reason ?? 'no reason given'}` })}/>`;
    default:
      return assertNever(result.verdict);
  }
};

const testcase = (result: ScenarioResult): string => {
  const head = attributes({
    classname: `offpeak.${result.dialect.replaceAll('.', '_')}.${result.subject}`,
    name: `${result.scenario} ${result.title}`,
    file: result.place.file,
    line: result.place.line,
    time: seconds(result.took),
  });
  const properties = result.proved
    .map((id) => `<property${attributes({ name: 'requirement', value: id })}/>`)
    .join('');
  return `    <testcase${head}>${properties === '' ? '' : `<properties>${properties}</properties>`}${outcomeOf(result)}</testcase>`;
};

const counted = (results: readonly ScenarioResult[]): Readonly<Record<string, string | number>> => {
  const count = (...verdicts: readonly Verdict[]): number =>
    results.filter((result) => verdicts.includes(result.verdict)).length;
  return {
    tests: results.length,
    failures: count('failed', 'unproven'),
    errors: count('broken'),
    skipped: count('not applicable', 'not run'),
    time: seconds(results.reduce((all, result) => all + result.took, 0)),
  };
};

/** JUnit XML as CI systems read it: one suite per dialect and judged side, one case per scenario. */
export const renderJunit = (run: RunResult): string => {
  const suites = [...Map.groupBy(run.results, (result) => `${result.dialect} ${result.subject}`)].map(
    ([name, results]) =>
      [
        `  <testsuite${attributes({ name: `offpeak ${name}`, ...counted(results), timestamp: run.started })}>`,
        `    <properties><property${attributes({ name: 'seed', value: run.seed })}/></properties>`,
        ...results.map(testcase),
        '  </testsuite>',
      ].join('\n'),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'offpeak', ...counted(run.results) })}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
};
