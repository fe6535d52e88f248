import { formatPlace } from '../../errors.ts';
import { localTime } from '../../time/index.ts';
import type { ScenarioResult } from '../../verdict/index.ts';
import { markup } from '../escape.ts';
import { areaOf, inWords, troublesOf } from '../words.ts';
import { chart, markersOf } from './chart.ts';
import { checksTable, findings } from './findings.ts';
import { badge, verdictClass } from './matrix.ts';
import type { Placed } from './matrix.ts';
import type { NightInput, NightToRender } from './night-input.ts';
import { sequence, shownOf } from './sequence.ts';

const quiet = (result: ScenarioResult): boolean =>
  ['passed', 'not applicable', 'not run'].includes(result.verdict);

const key = (name: string, said: string): string => `<li><span class="key ${name}"></span>${said}</li>`;

const legend = (night: NightInput, hasFindings: boolean): string =>
  `<ul class="legend">${[
    key('metered', 'metered power'),
    key('allowed', 'allowed by the plans in force'),
    night.rows.length > 0 ? key('corridor', 'expected by the scenario') : '',
    hasFindings ? key('wrong', 'finding') : '',
    night.bands.some((band) => band.offPeak) ? key('cheap', 'cheap tariff window') : '',
    night.planChanges.length > 0 ? key('plan', 'plan change (P)') : '',
    night.faults.length > 0 ? key('fault', 'fault (F)') : '',
    night.jumps.length > 0 ? key('unlived', 'not lived: the clock jumped') : '',
  ].join('')}</ul>`;

const events = (night: NightInput, anchor: string, onPage: ReadonlySet<number>): string => {
  const marks = markersOf(night).map((marker) => {
    const until = marker.until === undefined ? '' : ` to ${localTime(night.zone, marker.until)}`;
    const { seq } = marker;
    const link =
      seq === undefined ? '' : onPage.has(seq) ? ` <a href="#${anchor}-s${seq}">#${seq}</a>` : ` #${seq}`;
    return `<li><b>${marker.name}</b> ${localTime(night.zone, marker.at)}${until} ${markup(marker.said, 200)}${link}</li>`;
  });
  const displays = night.displays
    .slice(0, 20)
    .map(
      (shown) => `<li><b>Display</b> ${localTime(night.zone, shown.at)} “${markup(shown.text, 160)}”</li>`,
    );
  const all = [...marks, ...displays];
  return all.length === 0 ? '' : `<ul class="events">${all.join('')}</ul>`;
};

const facts = (result: ScenarioResult, night: NightToRender | undefined): string => {
  const why = night?.scenario.why;
  const proved = result.proved.length === 0 ? '' : `Proved: ${markup(result.proved.join(', '), 600)}. `;
  const ended = result.ended === undefined ? '' : `, ended ${result.ended}`;
  return `${why === undefined ? '' : `<p>${markup(why, 600)}</p>`}<p class="quiet">${proved}${inWords(result.lived)} lived in ${inWords(result.took)}, ${result.timeMode} time, seed ${markup(result.seed, 80)}${ended}. Scenario ${markup(formatPlace(result.place), 200)}${result.trace === undefined ? '' : `, trace ${markup(result.trace, 200)}`}.</p>`;
};

export interface DetailsOptions {
  /** Most messages shown of this night. */
  readonly messages: number;
  /** Longest payload in characters. */
  readonly payload: number;
}

/** One scenario in one dialect with one side judged: open when it has something to say. */
export const details = (
  { result, anchor }: Placed,
  found: NightToRender | undefined,
  options: DetailsOptions,
): string => {
  const night = found?.night;
  const troubles = troublesOf(result);
  const evidence = new Set(troubles.flatMap(({ finding }) => finding.evidence));
  const shown = shownOf(night?.messages ?? [], evidence, options.messages);
  const onPage = new Set(shown.rows.map((message) => message.seq));
  const name = `${result.scenario} ${result.dialect} ${result.subject}`;
  const picture =
    night === undefined
      ? ''
      : chart(night, troubles, anchor, `${name}: ${result.title}`) +
        legend(
          night,
          troubles.some(({ finding }) => finding.at !== undefined),
        ) +
        events(night, anchor, onPage);
  const reason = result.reason === undefined ? '' : `<p class="reason">${markup(result.reason)}</p>`;
  const repeat =
    troubles.length === 0 && result.reproduce !== ''
      ? `<p class="quiet">Reproduce: <code>${markup(result.reproduce, 1000)}</code></p>`
      : '';
  return `<details class="run ${verdictClass(result.verdict)}" id="${anchor}" data-verdict="${result.verdict}" data-area="${markup(areaOf(result.scenario), 20)}"${quiet(result) ? '' : ' open'}>
<summary>${badge(result.verdict)} <b>${markup(result.scenario, 40)}</b> ${markup(result.title, 200)} <small>${markup(result.dialect, 40)} · ${result.subject}</small></summary>
<div class="inside">${reason}${facts(result, found)}${picture}
${findings(result, anchor, night?.zone, onPage)}${repeat}
${checksTable(result.checks)}
${night === undefined ? '' : sequence(night.messages, shown, { zone: night.zone, anchor, evidence, payload: options.payload, trace: result.trace })}
</div></details>`;
};
