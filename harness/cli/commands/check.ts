import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { formatPlace, SuiteError } from '../../errors.ts';
import { readKnownCharger } from '../../doctor/index.ts';
import { readSubjectFile } from '../../subject/index.ts';
import { checkFiles } from '../../suite/index.ts';
import { EXIT } from '../exit-codes.ts';
import { roots } from '../home.ts';
import { find } from '../load.ts';

const yamlBelow = (path: string): readonly string[] => {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap((entry) =>
      entry.isDirectory()
        ? yamlBelow(join(path, entry.name))
        : entry.name.endsWith('.yaml')
          ? [join(path, entry.name)]
          : [],
    );
};

/** A named secret need not be set to check the file that names it. */
const anySecret = new Proxy<Record<string, string>>({}, { get: () => 'set' });

type Reader = (shown: string, text: string) => unknown;

const subject: Reader = (shown, text) => readSubjectFile(shown, text, anySecret);

const problemOf = (file: string, shown: string, read: Reader): string | undefined => {
  try {
    read(shown, readFileSync(file, 'utf8'));
    return undefined;
  } catch (error) {
    if (!(error instanceof SuiteError)) throw error;
    const hint = error.hint === undefined ? '' : ` (${error.hint})`;
    return `${error.place === undefined ? shown : formatPlace(error.place)} ${error.message}${hint}`;
  }
};

/** `offpeak check`: every problem of every file, with its place; exit 65 when there is one. */
export const check = (paths: readonly string[]): Promise<number> => {
  const asked =
    paths.length === 0
      ? roots()
          .flatMap((root) => [join(root, 'suites'), join(root, 'fixtures')])
          .filter((path) => existsSync(path))
      : paths.map(find);
  const files = asked.flatMap(yamlBelow);
  const isSubject = (file: string): boolean =>
    /[/\\]subjects[/\\]/.test(file) || /^(side|reach):/m.test(readFileSync(file, 'utf8').slice(0, 65_536));
  const subjectFiles = files.filter(isSubject);
  const chargerFiles = files.filter((file) => /[/\\]fixtures[/\\]chargers[/\\]/.test(file));
  const others = files.filter((file) => !subjectFiles.includes(file) && !chargerFiles.includes(file));
  const problems = [
    ...checkFiles(others, roots()).map((problem) => `${formatPlace(problem.place)} ${problem.message}`),
    ...subjectFiles.flatMap((file) => problemOf(file, relative(process.cwd(), file), subject) ?? []),
    ...chargerFiles.flatMap((file) => problemOf(file, relative(process.cwd(), file), readKnownCharger) ?? []),
  ];
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.stdout.write(`${files.length} files checked, ${problems.length} problems\n`);
  if (files.length === 0) return Promise.resolve(EXIT.nothingRan);
  return Promise.resolve(problems.length === 0 ? EXIT.conformant : EXIT.badInput);
};
