import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SuiteError } from '../errors.ts';
import {
  renderHtml,
  renderJson,
  renderJunit,
  renderMarkdown,
  renderOpenMetrics,
  type NightToRender,
} from '../report/index.ts';
import type { RunResult } from '../verdict/index.ts';

/**
 * Writes every rendering of a run into a folder. What a program reads comes first, so that a disk which fills up on the
 * way takes the page for people, not the evidence.
 *
 * @throws SuiteError when the folder cannot be written; what was written before stays.
 */
export const writeReports = (
  folder: string,
  run: RunResult,
  nights: ReadonlyMap<string, NightToRender>,
): void => {
  const renderings: readonly (readonly [string, () => string])[] = [
    ['report.json', () => renderJson(run)],
    ['junit.xml', () => renderJunit(run)],
    ['summary.md', () => renderMarkdown(run)],
    ['metrics.txt', () => renderOpenMetrics(run)],
    ['report.html', () => renderHtml(run, nights)],
  ];
  for (const [name, render] of renderings) {
    const file = join(folder, name);
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, render());
    } catch (error) {
      const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      throw new SuiteError(`cannot write the report: ${why}`, { place: { file }, cause: error });
    }
  }
};
