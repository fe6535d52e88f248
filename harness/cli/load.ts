import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join, resolve } from 'node:path';
import { SuiteError } from '../errors.ts';
import {
  readSubjectFile,
  referenceCharger,
  referenceCsms,
  subjectOf,
  type Bench,
  type Subject,
} from '../subject/index.ts';
import { loadSuites, type Scenario } from '../suite/index.ts';
import { byLoopback, byMemory, byMockSocket, type Carrier } from '../wire/index.ts';
import { home, roots } from './home.ts';
import { UsageError } from './usage-error.ts';

/** A path as the user wrote it, else the same path among the shipped files. */
export const find = (path: string): string => {
  const here = resolve(path);
  if (existsSync(here)) return here;
  const shipped = join(home(), path);
  if (existsSync(shipped)) return shipped;
  throw new SuiteError('there is no such file or folder', { place: { file: path } });
};

/** Of these files and folders; of none: the shipped suites, and those of the project that one stands in. */
export const scenarios = (paths: readonly string[]): readonly Scenario[] => {
  const everywhere = roots()
    .map((root) => join(root, 'suites'))
    .filter((folder) => existsSync(folder));
  return loadSuites(paths.length === 0 ? everywhere : paths.map(find), roots());
};

/** Asks the person at the bench; a line on standard input (also from a pipe) means that it is done. */
const bench: Bench = {
  ask: (text, patience) =>
    new Promise((done) => {
      process.stderr.write(`  >> ${text} - then press Enter (${Math.round(patience / 1000)} s) `);
      const lines = createInterface({ input: process.stdin });
      const finish = (ok: boolean): void => {
        clearTimeout(timer);
        lines.close();
        process.stderr.write('\n');
        done(ok);
      };
      const timer = setTimeout(() => finish(false), patience);
      lines.once('line', (line) => finish(!/^n(o)?$/i.test(line.trim())));
    }),
};

const CARRIERS = { memory: byMemory, ws: byLoopback, 'mock-socket': byMockSocket } as const;

const carrier = (link: string): Carrier => {
  const known = Object.entries(CARRIERS).find(([name]) => name === link);
  if (known === undefined)
    throw new UsageError(`unknown link "${link}"; known: ${Object.keys(CARRIERS).join(', ')}`);
  return known[1];
};

/** @param link what carries the messages of the references: memory, ws or mock-socket */
export const subjects = (
  what: string | undefined,
  bugs: readonly string[],
  link = 'memory',
): readonly Subject[] => {
  if (what === undefined && bugs.length > 0)
    throw new UsageError('--bug needs --subject charger or --subject csms');
  const by = carrier(link);
  switch (what) {
    case undefined:
      return [referenceCharger([], by), referenceCsms([], by)];
    case 'charger':
      return [referenceCharger(bugs, by)];
    case 'csms':
      return [referenceCsms(bugs, by)];
    default: {
      if (bugs.length > 0) throw new UsageError('--bug is for the references only');
      if (link !== 'memory') throw new UsageError('--link is for the references only');
      const file = find(what);
      return [subjectOf(readSubjectFile(what, readFileSync(file, 'utf8'), process.env), bench)];
    }
  }
};

/**
 * Does `work` with subjects that are made ready, and undoes that afterwards. `work` learns of those against which
 * nothing can be run here, and why.
 */
export const withSubjects = async <T>(
  all: readonly Subject[],
  work: (blocked: ReadonlyMap<Subject, string>) => Promise<T>,
): Promise<T> => {
  const blocked = new Map<Subject, string>();
  try {
    for (const subject of all) {
      const reason = await subject.prepare?.();
      if (reason !== undefined) blocked.set(subject, reason);
    }
    return await work(blocked);
  } finally {
    for (const subject of all) await subject.dispose?.();
  }
};
