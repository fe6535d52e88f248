import { formatPlace } from '../errors.ts';
import type { RunResult, ScenarioResult } from '../verdict/index.ts';
import { plain } from './escape.ts';
import { likelyMarkdown } from './likely.ts';
import {
  byScenario,
  evidenceInWords,
  inWords,
  shortDialect,
  totalsInWords,
  troublesOf,
  verdictsWorstFirst,
} from './words.ts';

const MARKS: Readonly<Record<ScenarioResult['verdict'], string>> = {
  passed: '✅',
  advised: '🟡',
  unproven: '❔',
  failed: '❌',
  broken: '💥',
  'not applicable': '–',
  'not run': '⏭',
};

/**
 * Text that Markdown and the HTML within it leave alone: what a subject says stays text. Character references work in
 * both, backslashes only in one of them. An `@` would call people.
 */
export const markdownText = (text: string, limit?: number): string =>
  plain(text, limit).replaceAll(
    /[\\`*_[\]<>|#~!&"'@:]/g,
    (character) => `&#${character.codePointAt(0) ?? 0};`,
  );

/** A code span that its content cannot close. */
export const codeSpan = (text: string, limit = 1000): string =>
  `\`${plain(text, limit)
    .replaceAll('`', "'")
    .replaceAll('|', String.raw`\|`)}\``;

const MOST_SCENARIOS = 500;
const MOST_FINDINGS = 30;
const LIMIT = 300;

/** The summary of a run for a pull request: matrix first, then each finding with its evidence, folded. */
export const renderMarkdown = (run: RunResult): string => {
  const columns = [...new Set(run.results.map(({ dialect, subject }) => `${dialect}|${subject}`))].sort();
  const named = columns.map((key) => {
    const [dialect = '', side = ''] = key.split('|');
    return `${shortDialect(dialect)} ${side}`;
  });
  const rows = [...byScenario(run.results)].slice(0, MOST_SCENARIOS).map(([id, results]) => {
    const cells = columns.map((key) => {
      const of = results.filter((each) => `${each.dialect}|${each.subject}` === key);
      const worst = verdictsWorstFirst.find((verdict) => of.some((each) => each.verdict === verdict));
      return worst === undefined ? '' : MARKS[worst];
    });
    return `| ${markdownText(id, 40)} | ${markdownText(results[0]?.title ?? '', 80)} | ${cells.join(' | ')} |`;
  });
  const subjects = run.subjects.map(({ name, side, timeMode }) => `${name} as ${side} in ${timeMode} time`);
  const said = findings(run);
  return [
    `## ${MARKS[run.verdict]} offpeak: ${run.verdict}`,
    '',
    `${markdownText(subjects.join('; '))}. ${run.results.length} runs: ${totalsInWords(run.totals)}` +
      `${run.interrupted ? '; **interrupted**' : ''}. offpeak ${markdownText(run.offpeak)}, seed ${markdownText(run.seed)}.`,
    '',
    `| scenario | | ${named.join(' | ')} |`,
    `|---|---|${named.map(() => ':-:').join('|')}|`,
    ...rows,
    ...likelyMarkdown(run),
    ...(said.length === 0 ? [] : ['', '### Findings', '', ...said]),
    '',
  ].join('\n');
};

const findings = (run: RunResult): readonly string[] => {
  const all = run.results.flatMap((result) => troublesOf(result).map((trouble) => ({ result, ...trouble })));
  const lines = all
    .slice(0, MOST_FINDINGS)
    .flatMap(({ result, check, finding }) => [
      `<details><summary>${MARKS[finding.outcome]} <b>${markdownText(result.scenario, 40)}</b> ` +
        `${shortDialect(result.dialect)} ${result.subject}: ${markdownText(finding.summary, LIMIT)}</summary>`,
      '',
      `- **Requirement** ${markdownText(finding.requirements.join(', ') || check.check, LIMIT)}`,
      ...finding.expected.map((expected) => `- **Expected** ${markdownText(expected, LIMIT)}`),
      `- **Actual** ${markdownText(finding.actual, LIMIT)}`,
      `- **Evidence** ${evidenceInWords(finding.evidence) || 'none in the trace'}${
        result.trace === undefined ? '' : ` in ${codeSpan(result.trace)}`
      }`,
      ...(check.place === undefined ? [] : [`- **At** ${codeSpan(formatPlace(check.place))}`]),
      ...(finding.hint === undefined ? [] : [`- **Hint** ${markdownText(finding.hint, LIMIT)}`]),
      `- **Reproduce** ${codeSpan(result.reproduce)}`,
      '',
      '</details>',
      '',
    ]);
  const slowest = inWords(run.results.reduce((most, { took }) => Math.max(most, took), 0));
  return lines.length === 0
    ? []
    : [
        ...lines,
        ...(all.length > MOST_FINDINGS ? [`... and ${all.length - MOST_FINDINGS} more in the report.`] : []),
        `<sub>longest night: ${slowest} of host time</sub>`,
      ];
};
