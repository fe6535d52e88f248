import { KINDS, type Change, type ChangeKind, type Comparison } from '../verdict/index.ts';
import { plain } from './escape.ts';
import { codeSpan, markdownText } from './markdown.ts';
import { shortDialect } from './words.ts';

const WORDS: Readonly<Record<ChangeKind, string>> = {
  worse: 'new failures',
  gone: 'no longer run',
  slower: 'numbers beyond their threshold',
  flaky: 'flaky',
  moved: 'same verdict for other reasons',
  added: 'new scenarios',
  better: 'fixed',
};

const verdicts = ({ before, after }: Change): string =>
  before === after ? (after ?? '') : `${before ?? 'absent'} → ${after ?? 'absent'}`;

const groups = ({ changes }: Comparison): readonly (readonly [ChangeKind, readonly Change[]])[] =>
  KINDS.map((kind) => [kind, changes.filter((change) => change.kind === kind)] as const).filter(
    ([, of]) => of.length > 0,
  );

/** What changed between two runs, for a terminal. Ends with a newline. */
export const renderComparison = (comparison: Comparison): string => {
  const lines = [`base  ${plain(comparison.base)}`, `new   ${plain(comparison.next)}`];
  for (const [kind, changes] of groups(comparison)) {
    lines.push(`${WORDS[kind]} (${changes.length})`);
    for (const change of changes) {
      const where = `${shortDialect(change.dialect)} ${change.subject}`;
      lines.push(
        `  ${plain(change.scenario, 24)}  ${where}  ${verdicts(change)}  ${plain(change.title, 60)}`,
      );
      if (change.detail !== undefined) lines.push(`      ${plain(change.detail)}`);
    }
  }
  lines.push(`${comparison.unchanged} unchanged`, comparison.holds ? 'HOLDS' : 'REGRESSED');
  return `${lines.join('\n')}\n`;
};

/** The same for a pull request. */
export const renderComparisonMarkdown = (comparison: Comparison): string => {
  const lines = [
    `## ${comparison.holds ? '✅ offpeak: no regression' : '❌ offpeak: regressed'}`,
    '',
    `From ${markdownText(comparison.base)} to ${markdownText(comparison.next)}; ${comparison.unchanged} unchanged.`,
  ];
  for (const [kind, changes] of groups(comparison)) {
    lines.push(
      '',
      `### ${WORDS[kind]} (${changes.length})`,
      '',
      '| scenario | | verdict | |',
      '|---|---|---|---|',
    );
    for (const change of changes)
      lines.push(
        `| ${codeSpan(change.scenario, 40)} | ${shortDialect(change.dialect)} ${change.subject} | ` +
          `${verdicts(change)} | ${markdownText(change.detail ?? '', 300)} |`,
      );
  }
  return `${lines.join('\n')}\n`;
};
