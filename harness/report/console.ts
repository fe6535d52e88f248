import { formatPlace } from '../errors.ts';
import type { RunResult, ScenarioResult } from '../verdict/index.ts';
import { plain } from './escape.ts';
import { likelyLines } from './likely.ts';
import { paletteOf } from './palette.ts';
import type { Paint } from './palette.ts';
import {
  byScenario,
  evidenceInWords,
  inWords,
  shortDialect,
  silentChecks,
  totalsInWords,
  troublesOf,
} from './words.ts';

export interface ConsoleOptions {
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** A night that fails everywhere fails in many ways; the rest is in the report. */
const mostFindings = 12;
const isLoud = (result: ScenarioResult): boolean =>
  result.verdict !== 'passed' && result.verdict !== 'not applicable' && result.verdict !== 'not run';

const headline = (run: RunResult): string[] =>
  run.subjects.flatMap((subject) => {
    const reference = subject.reference ? " (offpeak's own)" : '';
    return [
      `${plain(subject.name, 80)}${reference} as ${subject.side}, judged by offpeak ${plain(run.offpeak, 40)}, ` +
        `${run.dialects.join(' ')}, ${subject.timeMode} time, seed ${plain(run.seed, 80)}`,
      ...(subject.clock === undefined ? [] : [`  its clock: ${plain(subject.clock, 300)}`]),
    ];
  });

/** `16 201 21 · charger csms`; sides that ran other dialects are listed apart. */
const whereRun = (results: readonly ScenarioResult[]): string => {
  const perSide = Map.groupBy(results, (result) => result.subject);
  const sides = [...perSide].map(
    ([side, of]) => [of.map((result) => shortDialect(result.dialect)).join(' '), side] as const,
  );
  return [...Map.groupBy(sides, ([dialects]) => dialects)]
    .map(([dialects, of]) => `${dialects} · ${of.map(([, side]) => side).join(' ')}`)
    .join(', ');
};

const wrapped = (text: string, width: number, indent: string): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((each, at) => (at === 0 ? each : indent + each));
};

const field = (name: string, text: string, width: number, paint: Paint): string[] => {
  const start = `       ${name.padEnd(12)}`;
  const [first = '', ...rest] = wrapped(text, Math.max(24, width - start.length), ' '.repeat(start.length));
  return [paint('faint', start) + first, ...rest];
};

const details = (result: ScenarioResult, width: number, paint: Paint): string[] => {
  const troubles = troublesOf(result);
  const lines: string[] = [];
  if (result.reason !== undefined) lines.push(...field('Reason', plain(result.reason), width, paint));
  for (const { check, finding } of troubles.slice(0, mostFindings)) {
    const place =
      check.place === undefined ? '' : paint('faint', `  ${plain(formatPlace(check.place), 160)}`);
    lines.push(`     ${paint(finding.outcome, finding.outcome)}  ${plain(finding.summary)}${place}`);
    const requirements = finding.requirements.length > 0 ? finding.requirements : [check.check];
    lines.push(...field('Requirement', plain(requirements.join(', ')), width, paint));
    finding.expected.forEach((expected, at) => {
      lines.push(...field(at === 0 ? 'Expected' : '  or', plain(expected), width, paint));
    });
    lines.push(...field('Actual', plain(finding.actual), width, paint));
    const evidence =
      finding.evidence.length > 0 ? `trace ${evidenceInWords(finding.evidence)}` : 'none in the trace';
    lines.push(...field('Evidence', evidence, width, paint));
    if (finding.hint !== undefined) lines.push(...field('Hint', plain(finding.hint), width, paint));
  }
  if (troubles.length > mostFindings)
    lines.push(paint('faint', `     ... and ${troubles.length - mostFindings} more in the report`));
  for (const check of silentChecks(result)) {
    const place =
      check.place === undefined ? '' : paint('faint', `  ${plain(formatPlace(check.place), 160)}`);
    lines.push(
      `     ${paint(check.outcome, check.outcome)}  ${plain(check.label)}: no evidence (looked at ${check.looked})${place}`,
    );
  }
  // Not wrapped: it is one command to paste.
  if (result.reproduce !== '')
    lines.push(paint('faint', `       ${'Reproduce'.padEnd(12)}`) + plain(result.reproduce, 1000));
  return lines;
};

/** Quiet results that say the same share a line; whoever has something to explain gets a line of their own. */
const groupsOf = (results: readonly ScenarioResult[]): readonly (readonly ScenarioResult[])[] => [
  ...Map.groupBy(results, (result) =>
    isLoud(result) ? `${result.dialect}|${result.subject}` : `${result.verdict}|${result.reason ?? ''}`,
  ).values(),
];

interface Columns {
  readonly id: number;
  readonly title: number;
  readonly where: number;
}

const line = (results: readonly ScenarioResult[], columns: Columns, paint: Paint): string => {
  const [first] = results;
  if (first === undefined) return '';
  const title = plain(first.title, columns.title - 1).padEnd(columns.title);
  const loud = isLoud(first) && first.verdict !== 'advised';
  const verdict = paint(first.verdict, (loud ? first.verdict.toUpperCase() : first.verdict).padEnd(8));
  const sum = (of: (result: ScenarioResult) => number): number =>
    results.reduce((all, each) => all + of(each), 0);
  const quiet = first.verdict === 'not applicable' || first.verdict === 'not run';
  const tail = quiet
    ? plain(first.reason ?? '', 200)
    : `${inWords(sum((r) => r.lived))} in ${inWords(sum((r) => r.took))}`;
  return `  ${plain(first.scenario, 24).padEnd(columns.id)}  ${title}  ${whereRun(results).padEnd(columns.where)}  ${verdict}  ${paint('faint', tail)}`.trimEnd();
};

/** One closing line: what it means, and the exit code a script sees. */
const closing = (run: RunResult, paint: Paint): string => {
  const interrupted = run.interrupted ? ' (interrupted: the rest did not run)' : '';
  return `${paint(run.verdict, run.verdict.toUpperCase())}${interrupted}  exit ${run.exitCode}`;
};

/** The whole run for a terminal or a log. Pure; ends with a newline. */
export const renderConsole = (run: RunResult, options: ConsoleOptions): string => {
  const paint = paletteOf(options.colour);
  const scenarios = [...byScenario(run.results).values()];
  const groups = scenarios.flatMap(groupsOf);
  const widest = (of: (results: readonly ScenarioResult[]) => number): number =>
    Math.max(0, ...groups.map(of));
  const id = Math.min(
    24,
    widest(([first]) => plain(first?.scenario ?? '', 24).length),
  );
  const where = widest((results) => whereRun(results).length);
  const title = Math.min(
    widest(([first]) => plain(first?.title ?? '').length) + 1,
    Math.max(20, options.width - id - where - 36),
  );
  const lines = headline(run).map((text) => paint('strong', text));
  for (const group of groups) {
    lines.push(line(group, { id, title, where }, paint));
    for (const result of group) if (isLoud(result)) lines.push(...details(result, options.width, paint));
  }
  const took = run.results.reduce((all, each) => all + each.took, 0);
  const lived = run.results.reduce((all, each) => all + each.lived, 0);
  lines.push(
    `${scenarios.length} scenarios, ${run.results.length} runs: ${totalsInWords(run.totals)}; ${inWords(lived)} in ${inWords(took)}`,
  );
  lines.push(...likelyLines(run), closing(run, paint));
  return `${lines.join('\n')}\n`;
};

/** One line of progress while a run goes on: the scenario that just ended, without colour and without a newline. */
export const progressLine = (result: ScenarioResult, done: number, of: number): string => {
  const count = `${String(done).padStart(String(of).length)}/${of}`;
  return plain(
    `${count}  ${result.verdict}  ${result.scenario}  ${shortDialect(result.dialect)} · ${result.subject}  ${result.title}`,
    78,
  );
};
