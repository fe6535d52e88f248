import { formatPlace } from '../../errors.ts';
import type { CheckResult } from '../../judge/index.ts';
import { localTime } from '../../time/index.ts';
import type { ScenarioResult } from '../../verdict/index.ts';
import { markup } from '../escape.ts';
import { evidenceRuns, silentChecks, troublesOf } from '../words.ts';
import type { Trouble } from '../words.ts';
import { badge } from './matrix.ts';

const mostFindings = 40;
const mostRuns = 12;

/** Trace numbers, linked where the message is on this page. */
const evidence = (sequence: readonly number[], anchor: string, onPage: ReadonlySet<number>): string => {
  const runs = evidenceRuns(sequence);
  if (runs.length === 0) return 'none in the trace';
  const link = (seq: number): string =>
    onPage.has(seq) ? `<a href="#${anchor}-s${seq}">#${seq}</a>` : `#${seq}`;
  const said = runs
    .slice(0, mostRuns)
    .map(([from, to]) => (from === to ? link(from) : `${link(from)} to ${link(to)}`))
    .join(', ');
  return `trace ${said}${runs.length > mostRuns ? ` and ${runs.length - mostRuns} more` : ''}`;
};

const field = (name: string, value: string): string => `<dt>${name}</dt><dd>${value}</dd>`;

const stretch = ({ finding }: Trouble, zone: string | undefined): string => {
  if (zone === undefined || finding.at === undefined) return '';
  const until =
    finding.until === undefined || finding.until === finding.at
      ? ''
      : ` to ${localTime(zone, finding.until)}`;
  return field('When', `${localTime(zone, finding.at)}${until} local time`);
};

const one = (
  trouble: Trouble,
  result: ScenarioResult,
  anchor: string,
  zone: string | undefined,
  onPage: ReadonlySet<number>,
): string => {
  const { check, finding } = trouble;
  const place = check.place === undefined ? '' : ` <small>(${markup(formatPlace(check.place), 200)})</small>`;
  const fields = [
    field('Requirement', markup(finding.requirements.join(', ') || check.check)),
    ...finding.expected
      .slice(0, 12)
      .map((expected, at) => field(at === 0 ? 'Expected' : 'or', markup(expected))),
    field('Actual', `<strong>${markup(finding.actual)}</strong>`),
    stretch(trouble, zone),
    field('Evidence', evidence(finding.evidence, anchor, onPage)),
    field('Check', `${markup(check.label, 200)}${place}`),
    field('Reproduce', `<code>${markup(result.reproduce, 1000)}</code>`),
    finding.hint === undefined ? '' : field('Hint', markup(finding.hint)),
  ];
  return `<article class="finding v-${finding.outcome}"><h3>${badge(finding.outcome)} ${markup(finding.summary)}</h3><dl>${fields.join('')}</dl></article>`;
};

export const findings = (
  result: ScenarioResult,
  anchor: string,
  zone: string | undefined,
  onPage: ReadonlySet<number>,
): string => {
  const troubles = troublesOf(result);
  const silent = silentChecks(result)
    .slice(0, mostFindings)
    .map(
      (check) =>
        `<article class="finding v-${check.outcome}"><h3>${badge(check.outcome)} ${markup(check.label)}: no evidence either way</h3><p>It looked at ${check.looked} pieces of evidence. ${check.place === undefined ? '' : markup(formatPlace(check.place), 200)}</p></article>`,
    );
  const more =
    troubles.length > mostFindings
      ? `<p class="quiet">${troubles.length - mostFindings} more findings are in report.json.</p>`
      : '';
  return (
    troubles
      .slice(0, mostFindings)
      .map((trouble) => one(trouble, result, anchor, zone, onPage))
      .join('\n') +
    silent.join('\n') +
    more
  );
};

const measures = (check: CheckResult): string =>
  Object.entries(check.measures)
    .slice(0, 12)
    .map(([name, value]) => `${markup(name, 60)} ${markup(String(value), 80)}`)
    .join(', ');

/** Everything that was looked at, also where it was right: a pass that looked at nothing would show here. */
export const checksTable = (checks: readonly CheckResult[]): string =>
  checks.length === 0
    ? ''
    : `<details class="part"><summary>Checks (${checks.length})</summary><table class="checks"><thead><tr><th>Check</th><th>Outcome</th><th>Looked at</th><th>Measures</th><th>Proves</th></tr></thead><tbody>${checks
        .map(
          (check) =>
            `<tr><td>${markup(check.label, 200)}</td><td>${badge(check.outcome)}</td><td>${check.looked}</td><td>${measures(check)}</td><td>${markup(check.proves.join(', '), 300)}</td></tr>`,
        )
        .join('\n')}</tbody></table></details>`;
