import type { RunResult } from '../verdict/index.ts';
import { plain } from './escape.ts';
import { shortDialect, troublesOf } from './words.ts';

/** GitHub reads `%`, line ends and, in properties, `:` and `,` as its own. */
const data = (text: string): string =>
  plain(text, 800).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** GitHub shows at most ten of each level a step; the worst come first. */
const MOST = 50;

/** Workflow commands that put each finding beside the line of the suite that it broke. */
export const renderAnnotations = (run: RunResult): string =>
  run.results
    .flatMap((result) => troublesOf(result).map(({ check, finding }) => ({ result, check, finding })))
    .slice(0, MOST)
    .map(({ result, check, finding }) => {
      const place = check.place ?? result.place;
      const level =
        finding.outcome === 'advised' ? 'notice' : finding.outcome === 'unproven' ? 'warning' : 'error';
      const where = [
        `file=${property(place.file)}`,
        ...(place.line === undefined ? [] : [`line=${place.line}`]),
        ...(place.column === undefined ? [] : [`col=${place.column}`]),
        `title=${property(`${result.scenario} ${shortDialect(result.dialect)} ${result.subject}`)}`,
      ].join(',');
      const expected = finding.expected.length === 0 ? '' : ` Expected: ${finding.expected.join(' or ')}.`;
      return `::${level} ${where}::${data(`${finding.summary}.${expected} Actual: ${finding.actual}`)}\n`;
    })
    .join('');
