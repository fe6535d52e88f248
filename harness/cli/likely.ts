import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose, readKnownBugs, signatureOf } from '../diagnosis/index.ts';
import type { RunResult } from '../verdict/index.ts';
import { home } from './home.ts';

/** The run with known bugs that would explain what failed; a run without failures needs no explanation. */
export const withLikelyCauses = (run: RunResult): RunResult => {
  const [subject, ...others] = run.subjects;
  const file = join(home(), 'fixtures/known-bugs.json');
  if (subject === undefined || others.length > 0 || run.totals.failed === 0 || !existsSync(file)) return run;
  const known = readKnownBugs(readFileSync(file, 'utf8'), 'fixtures/known-bugs.json').filter(
    ({ side }) => side === subject.side,
  );
  const ran = run.results.filter(({ ended }) => ended !== undefined);
  const likely = diagnose(signatureOf(ran), new Set(ran.map(({ scenario }) => scenario)), known);
  return likely.length === 0 ? run : { ...run, likely };
};
