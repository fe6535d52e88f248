import { readFileSync } from 'node:fs';
import { SuiteError } from '../../errors.ts';
import { readReport, renderConsole, renderJson } from '../../report/index.ts';
import { mergeRuns, missingShards } from '../../verdict/index.ts';
import { find } from '../load.ts';
import { UsageError } from '../usage-error.ts';
import { writeReports } from '../write-reports.ts';

/** `offpeak merge`: shards or repetitions as one run, with its own verdict and exit code. */
export const merge = (paths: readonly string[], out: string | undefined, json: boolean): Promise<number> => {
  const [first, ...rest] = paths.map((path) => readReport(readFileSync(find(path), 'utf8'), path));
  if (first === undefined) throw new UsageError('merge needs at least one report.json');
  const missing = missingShards([first, ...rest]);
  if (missing.length > 0)
    throw new SuiteError(`shards are missing: ${missing.slice(0, 20).join(', ')}`, {
      hint: 'a part that did not come back has not passed; run it again',
    });
  const run = mergeRuns([first, ...rest]);
  if (out !== undefined) writeReports(out, run, new Map());
  process.stdout.write(
    json
      ? renderJson(run)
      : renderConsole(run, { colour: process.stdout.isTTY, width: process.stdout.columns ?? 110 }),
  );
  return Promise.resolve(run.exitCode);
};
