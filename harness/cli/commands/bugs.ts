import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import {
  accuracyInWords,
  accuracyOf,
  isCatch,
  knownBugsOf,
  LIARS,
  playLiars,
  renderBugTable,
  renderKnownBugs,
  shortcomings,
} from '../../liars/index.ts';
import { EXIT } from '../exit-codes.ts';
import { home } from '../home.ts';
import { UsageError } from '../usage-error.ts';

export interface BugsArguments {
  readonly only: readonly string[];
  readonly write: boolean;
  readonly seed: string;
  readonly json: boolean;
}

const MOST_THREADS = 8;

/** `offpeak bugs`: every deliberate bug against every scenario; exit 1 when one is missed or the table is out of date. */
export const bugs = async ({ only, write, seed, json }: BugsArguments): Promise<number> => {
  const unknown = only.find((id) => !LIARS.some(({ defect }) => defect.id === id));
  if (unknown !== undefined) throw new UsageError(`unknown bug "${unknown}"; see "offpeak list --bugs"`);
  const live = process.stderr.isTTY;
  const results = await playLiars({
    suites: [join(home(), 'suites')],
    root: home(),
    seed,
    only,
    threads: Math.min(MOST_THREADS, availableParallelism()),
    ...(live ? { progress: (done, of) => process.stderr.write(`\r\u001B[K${done}/${of} bugs`) } : {}),
  });
  if (live) process.stderr.write('\r\u001B[K');
  const wrong = [...shortcomings(results)];
  if (json) process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`);
  else if (only.length > 0) {
    for (const { id, caught, nights } of results) {
      process.stdout.write(`${id}: caught in ${caught.filter(isCatch).length} of ${nights} nights\n`);
      for (const each of caught)
        process.stdout.write(
          `  ${each.scenario} ${each.dialect} ${each.verdict}: ${each.tokens.map((token) => token.split('|').slice(1).join(': ')).join('; ')}\n`,
        );
    }
  }
  if (only.length === 0 && seed === '1') {
    const known = knownBugsOf(results);
    const accuracy = accuracyInWords(accuracyOf(results, known));
    const files: readonly (readonly [string, string])[] = [
      ['reports/bugs.md', renderBugTable(results, accuracy)],
      ['fixtures/known-bugs.json', renderKnownBugs(known)],
    ];
    for (const [name, text] of files) {
      const path = join(home(), name);
      if (write) writeFileSync(path, text);
      else if (!existsSync(path) || readFileSync(path, 'utf8') !== text)
        wrong.push(`${name} is not what these bugs leave now; see "offpeak bugs --write"`);
    }
    if (!json) process.stdout.write(`${accuracy}\n`);
  }
  const nights = results.reduce((sum, each) => sum + each.nights, 0);
  if (!json) {
    for (const each of wrong) process.stdout.write(`${each}\n`);
    process.stdout.write(`${results.length} bugs, ${nights} nights, ${wrong.length} shortcomings\n`);
  }
  return wrong.length === 0 ? EXIT.conformant : EXIT.failed;
};
