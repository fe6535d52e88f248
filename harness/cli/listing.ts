import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from '../suite/index.ts';
import { home, roots } from './home.ts';

export type Listed = Pick<Scenario, 'id' | 'title' | 'subject' | 'dialects' | 'proves' | 'file'>;

/** Written by the build beside the suites, so that a list need not parse them. */
export const INDEX = 'suites/index.json';

export interface SuiteIndex {
  /** `digestOf` the root when it was built. */
  readonly digest: string;
  readonly listed: readonly Listed[];
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : entry.name.endsWith('.yaml') ? [path] : [];
  });

/** SHA-256 of every file that a suite of this root is made of. */
export const digestOf = (root: string): string => {
  const hash = createHash('sha256');
  for (const folder of ['suites', 'fixtures/tariffs']) {
    const path = join(root, folder);
    if (!existsSync(path)) continue;
    for (const file of filesBelow(path).toSorted()) {
      hash
        .update(`${file.slice(root.length)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
};

export const listedOf = ({ id, title, subject, dialects, proves, file }: Scenario): Listed => ({
  id,
  title,
  subject,
  dialects,
  proves,
  file,
});

/** What the shipped index says of the suites of `root`, if they are those that it was made of; else nothing. */
const indexed = (root: string): readonly Listed[] | undefined => {
  const file = join(home(), INDEX);
  if (!existsSync(file)) return undefined;
  const index = JSON.parse(readFileSync(file, 'utf8')) as SuiteIndex;
  return index.digest === digestOf(root) ? index.listed : undefined;
};

/** What there is to run in these files and folders; in none: everywhere. */
export const listing = async (paths: readonly string[]): Promise<readonly Listed[]> => {
  const everywhere = roots();
  const shipped = everywhere.at(-1) ?? home();
  const known = paths.length === 0 ? indexed(shipped) : undefined;
  if (known !== undefined && everywhere.length === 1) return known;
  const { scenarios } = await import('./load.ts');
  if (known === undefined) return scenarios(paths).map(listedOf);
  const own = everywhere
    .slice(0, -1)
    .map((root) => join(root, 'suites'))
    .filter((path) => existsSync(path));
  const read = own.length === 0 ? [] : scenarios(own).map(listedOf);
  return [...read, ...known].toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

/** The index of everything below `root`/suites. @throws SuiteError when a suite is wrong: such a root is not published */
export const suiteIndexOf = async (root: string): Promise<SuiteIndex> => {
  const { loadSuites } = await import('../suite/index.ts');
  return { digest: digestOf(root), listed: loadSuites([join(root, 'suites')], root).map(listedOf) };
};
