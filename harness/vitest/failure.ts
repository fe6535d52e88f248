import { resolve } from 'node:path';
import type { Place } from '../errors.ts';
import { evidenceInWords, plain, silentChecks, troublesOf } from '../report/index.ts';
import type { ScenarioResult, Verdict } from '../verdict/index.ts';

const red: readonly Verdict[] = ['failed', 'unproven', 'broken'];
const mostFindings = 12;

const story = (result: ScenarioResult): string => {
  const troubles = troublesOf(result);
  const lines = troubles
    .slice(0, mostFindings)
    .flatMap(({ check, finding }) => [
      `${finding.outcome}: ${plain(finding.summary)}`,
      `  Requirement ${plain(finding.requirements.join(', ') || check.check)}`,
      ...finding.expected.map((expected) => `  Expected    ${plain(expected)}`),
      `  Actual      ${plain(finding.actual)}`,
      `  Evidence    ${finding.evidence.length === 0 ? 'none in the trace' : `trace ${evidenceInWords(finding.evidence)}`}`,
      ...(finding.hint === undefined ? [] : [`  Hint        ${plain(finding.hint)}`]),
    ]);
  const silent = silentChecks(result).map((check) => `${check.outcome}: ${plain(check.label)}: no evidence`);
  return [
    `${result.scenario} ${result.verdict}${result.reason === undefined ? '' : `: ${plain(result.reason)}`}`,
    ...lines,
    ...(troubles.length > mostFindings ? [`... and ${troubles.length - mostFindings} more`] : []),
    ...silent,
    ...(result.reproduce === '' ? [] : [`Reproduce     ${plain(result.reproduce, 1000)}`]),
  ].join('\n');
};

/** An error whose stack is one frame at `place`, so that vitest shows that line of the YAML and not our own code. */
export const errorAt = (name: string, message: string, label: string, place: Place, root: string): Error => {
  const error = new Error(message);
  error.name = name;
  // A frame's name ends at the first parenthesis.
  const frame = plain(label.replaceAll(/[()]/g, ' '), 80);
  error.stack = `${name}: ${message}\n    at ${frame} (${resolve(root, place.file)}:${place.line ?? 1}:${place.column ?? 1})`;
  return error;
};

/** What a red test throws, or nothing when the verdict is none that turns a test red. */
export const failureOf = (result: ScenarioResult, root: string): Error | undefined => {
  if (!red.includes(result.verdict)) return undefined;
  const guilty =
    troublesOf(result).find(({ check }) => check.place !== undefined)?.check ??
    silentChecks(result).find((check) => check.place !== undefined);
  return errorAt(
    // Allure tells a failed test from a broken one by this name.
    result.verdict === 'broken' ? 'HarnessError' : 'AssertionError',
    story(result),
    guilty?.label ?? result.scenario,
    guilty?.place ?? result.place,
    root,
  );
};
