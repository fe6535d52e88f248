import { readFileSync } from 'node:fs';
import { DIALECT_IDS } from '../../dialects/index.ts';
import { SuiteError } from '../../errors.ts';
import { renderConsole, renderJson } from '../../report/index.ts';
import { judgeTrace } from '../../run/index.ts';
import { referenceCharger, referenceCsms } from '../../subject/index.ts';
import { isoInstant } from '../../time/index.ts';
import { readTrace } from '../../trace/index.ts';
import { rollUp } from '../../verdict/index.ts';
import { find, scenarios } from '../load.ts';
import { VERSION } from '../version.ts';

/** `offpeak judge`: a stored trace, judged again by the scenario that it names. */
export const judgeFile = (path: string, json: boolean): Promise<number> => {
  const text = readFileSync(find(path), 'utf8');
  const { header } = readTrace(text, path);
  const place = { file: path, line: 1 };
  const scenario = scenarios([]).find((each) => each.id === header.scenario);
  if (scenario === undefined)
    throw new SuiteError(`the trace is of ${header.scenario}, which is not among the suites`, { place });
  const dialect = DIALECT_IDS.find((each) => each === header.dialect);
  if (dialect === undefined) throw new SuiteError(`the trace is of an unknown dialect`, { place });
  if (scenario.hash !== header.scenarioHash) {
    process.stderr.write(
      `offpeak: ${path}: ${scenario.id} has changed since this trace was made; judged by the present text\n`,
    );
  }
  const subject = header.subject === 'charger' ? referenceCharger() : referenceCsms();
  const { result } = judgeTrace(
    {
      scenario,
      subject,
      dialect,
      seed: header.seed,
      version: VERSION,
      reproduce: `offpeak judge ${path}`,
      tracePath: path,
    },
    text,
    path,
  );
  const run = rollUp({
    offpeak: VERSION,
    started: isoInstant(header.at),
    subjects: [
      {
        name: header.subjectName,
        side: header.subject,
        reference: header.reference,
        timeMode: header.timeMode,
      },
    ],
    dialects: [dialect],
    seed: header.seed,
    interrupted: false,
    results: [{ ...result, took: 0 }],
  });
  process.stdout.write(
    json
      ? renderJson(run)
      : renderConsole(run, { colour: process.stdout.isTTY, width: process.stdout.columns ?? 110 }),
  );
  return Promise.resolve(run.exitCode);
};
