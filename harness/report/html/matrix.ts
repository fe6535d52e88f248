import type { ScenarioResult, Verdict } from '../../verdict/index.ts';
import { markup } from '../escape.ts';
import { byScenario } from '../words.ts';

const symbols: Readonly<Record<Verdict, string>> = {
  passed: '✓',
  advised: 'i',
  unproven: '?',
  failed: '✗',
  broken: '!',
  'not applicable': '–',
  'not run': '○',
};

export const verdictClass = (verdict: Verdict): string => `v-${verdict.replaceAll(' ', '-')}`;

/** Colour, sign and word: no one of them alone carries the verdict. */
export const badge = (verdict: Verdict): string =>
  `<span class="badge ${verdictClass(verdict)}"><span aria-hidden="true">${symbols[verdict]}</span> ${verdict}</span>`;

export interface Placed {
  readonly result: ScenarioResult;
  /** The id of its part of the page. */
  readonly anchor: string;
}

const column = (result: ScenarioResult): string => `${result.dialect}|${result.subject}`;

const cell = (placed: Placed | undefined): string => {
  if (placed === undefined) return '<td></td>';
  const { result, anchor } = placed;
  return `<td class="${verdictClass(result.verdict)}"><a href="#${anchor}"><span aria-hidden="true">${symbols[result.verdict]}</span> ${result.verdict}</a></td>`;
};

/** Scenarios down, dialects and sides across; each cell leads to its details. */
export const matrix = (placed: readonly Placed[]): string => {
  const columns = [...new Set(placed.map(({ result }) => column(result)))];
  const heads = columns.map((name) => {
    const [dialect = '', side = ''] = name.split('|');
    return `<th scope="col">${markup(dialect, 40)}<br><small>${markup(side, 20)}</small></th>`;
  });
  const anchors = new Map(placed.map((each) => [each.result, each]));
  const rows = [...byScenario(placed.map(({ result }) => result))].map(([id, results]) => {
    const cells = columns.map((name) => {
      const result = results.find((each) => column(each) === name);
      return cell(result === undefined ? undefined : anchors.get(result));
    });
    const verdicts = [...new Set(results.map((result) => result.verdict))].join('|');
    return `<tr data-verdicts="${verdicts}"><th scope="row"><b>${markup(id, 40)}</b> ${markup(results[0]?.title ?? '', 160)}</th>${cells.join('')}</tr>`;
  });
  return `<div class="scroll"><table class="matrix"><thead><tr><th scope="col">Scenario</th>${heads.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
};
