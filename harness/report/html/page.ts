import type { RunResult, ScenarioResult, Verdict } from '../../verdict/index.ts';
import { areaOf } from '../words.ts';
import { likelySection } from '../likely.ts';
import { markup } from '../escape.ts';
import { inWords, nightKey, verdictsWorstFirst } from '../words.ts';
import { details } from './details.ts';
import { badge, matrix, verdictClass } from './matrix.ts';
import type { Placed } from './matrix.ts';
import type { NightToRender } from './night-input.ts';
import { script } from './script.ts';
import { style } from './style.ts';

const meaning: Readonly<Record<Verdict, string>> = {
  passed: 'Every night that was played was delivered, and every check found evidence for it.',
  advised: 'Nothing required is wrong; there is advice.',
  unproven: 'Nothing was seen to be wrong, but some checks found no evidence. This is no pass.',
  failed: 'At least one thing that was required did not happen, or happened wrongly.',
  broken: 'The run could not be completed, so it judges nothing. Look at the reasons first.',
  'not applicable': 'No scenario applies to this subject.',
  'not run': 'Nothing was run.',
};

/** Messages are most of the file; together they may fill about this many characters. */
const roomForMessages = 3_600_000;
const perMessage = 560;

const needsReading = (result: ScenarioResult): boolean =>
  !['passed', 'not applicable', 'not run'].includes(result.verdict);

const rooms = (results: readonly ScenarioResult[]): { readonly loud: number; readonly quiet: number } => {
  const loud = results.filter(needsReading).length;
  const share = roomForMessages / perMessage / Math.max(1, loud * 4 + (results.length - loud));
  const within = (value: number, most: number): number => Math.max(12, Math.min(most, Math.floor(value)));
  return { loud: within(share * 4, 800), quiet: within(share, 120) };
};

const headline = (run: RunResult): string => {
  const subjects = run.subjects.map(
    (subject) =>
      `<li><b>${markup(subject.name, 80)}</b>${subject.reference ? " (offpeak's own reference)" : ''} as ${subject.side}, ${subject.timeMode} time${subject.clock === undefined ? '' : ` (its clock: ${markup(subject.clock, 300)})`}</li>`,
  );
  const sum = (of: (result: ScenarioResult) => number): string =>
    inWords(run.results.reduce((all, result) => all + of(result), 0));
  const counts = verdictsWorstFirst
    .filter((verdict) => run.totals[verdict] > 0)
    .map((verdict) => `<li>${badge(verdict)} <b>${run.totals[verdict]}</b></li>`);
  return `<header><h1>Smart-tariff conformance report</h1>
<ul class="subjects">${subjects.join('')}</ul>
<div class="banner ${verdictClass(run.verdict)}" role="status"><strong>${run.verdict.toUpperCase()}</strong><span>${meaning[run.verdict]}${run.interrupted ? ' The run was interrupted; the rest did not run.' : ''}</span></div>
<ul class="counts">${counts.join('')}</ul>
<p class="quiet">${run.results.length} ${run.results.length === 1 ? 'run' : 'runs'}, ${sum((r) => r.lived)} lived in ${sum((r) => r.took)}; offpeak ${markup(run.offpeak, 40)}; started ${markup(run.started, 40)}; seed ${markup(run.seed, 80)}; ${markup(run.dialects.join(', '), 120)}; exit code ${run.exitCode}</p></header>`;
};

const filters = (run: RunResult): string => {
  const boxes = verdictsWorstFirst
    .filter((verdict) => run.totals[verdict] > 0)
    .map((verdict) => `<label><input type="checkbox" value="${verdict}" checked> ${badge(verdict)}</label>`);
  const areas = [...new Set(run.results.map(({ scenario }) => areaOf(scenario)))].sort();
  const options = areas.map((each) => `<option>${markup(each, 20)}</option>`).join('');
  const area =
    areas.length < 2 ? '' : `<label>Area <select><option value="">all</option>${options}</select></label>`;
  return `<form class="filters" role="search" aria-label="Filter runs"><label>Search <input type="search" placeholder="scenario, requirement, dialect" autocomplete="off"></label>${area}<fieldset><legend>Verdicts</legend>${boxes.join('')}</fieldset><output></output></form>`;
};

/**
 * The whole run as one HTML file that needs nothing else and asks nothing of any network.
 * `nights` is keyed as by `nightKey`; a run without its night is shown without chart and messages.
 */
export const renderHtml = (run: RunResult, nights: ReadonlyMap<string, NightToRender>): string => {
  const placed: readonly Placed[] = run.results.map((result, at) => ({ result, anchor: `r${at}` }));
  const room = rooms(run.results);
  const section = (of: readonly Placed[], name: string): string =>
    of.length === 0
      ? ''
      : `<section><h2>${name} (${of.length})</h2>${of
          .map((each) =>
            details(
              each,
              nights.get(nightKey(each.result)),
              needsReading(each.result)
                ? { messages: room.loud, payload: 600 }
                : { messages: room.quiet, payload: 300 },
            ),
          )
          .join('\n')}</section>`;
  const subject = run.subjects.map((each) => each.name).join(', ');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
<title>${run.verdict.toUpperCase()}: ${markup(subject, 120)} (offpeak)</title><style>${style}</style></head><body>
<svg width="0" height="0" aria-hidden="true" class="patterns"><defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="8" height="8"/><path class="hatch-line" d="M0 0V8"/></pattern></defs></svg>
${headline(run)}
<main><section><h2>Overview</h2>${filters(run)}${matrix(placed)}</section>${likelySection(run)}
${section(
  placed.filter(({ result }) => needsReading(result)),
  'Needs reading',
)}
${section(
  placed.filter(({ result }) => !needsReading(result)),
  'Passed, or not run',
)}
</main><script>${script}</script></body></html>
`;
};
