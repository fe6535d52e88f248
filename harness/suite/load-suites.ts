import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, relative, resolve } from 'node:path';
import type { Tariff } from '../energy/index.ts';
import { formatPlace, SuiteError } from '../errors.ts';
import { readCapabilities, readRequirements, type Catalogue } from './catalogues.ts';
import type { Context } from './context.ts';
import { readYaml, type Problem } from './fields.ts';
import { idOfFile, readScenario } from './load-scenario.ts';
import { loadTariff, readTariff } from './load-tariff.ts';
import { readProfile } from './profile.ts';
import { yearOf } from './year.ts';
import { refuseProblems } from './refusal.ts';
import type { Roots } from './roots.ts';
import type { Scenario } from './scenario.ts';

const list = (roots: Roots): readonly string[] => (typeof roots === 'string' ? [roots] : roots);

/** As people name a file of a project: from the nearest root that it is below. */
const shown = (file: string, roots: Roots): string => {
  const below = list(roots)
    .map((root) => relative(root, file))
    .filter((path) => !path.startsWith('..') && !isAbsolute(path))
    .sort((a, b) => a.length - b.length);
  return (below[0] ?? file).replaceAll('\\', '/');
};

const NAME = /^(tariffs\/[a-z0-9-]+\.yaml)(?:#([a-z0-9-]+))?$/;

/** Finds tariffs by reference, such as `tariffs/eon-next-drive.yaml#six-hours`, in the fixtures of the roots; or says why not. */
export const tariffFixtures = (roots: Roots): Context['tariff'] => {
  const known = new Map<string, Tariff | string>();
  const load = (reference: string): Tariff | string => {
    const [, file, variant] = NAME.exec(reference) ?? [];
    if (file === undefined) return `"${reference}" is not a fixture, like "tariffs/economy-7.yaml"`;
    const path = list(roots)
      .map((root) => join(root, 'fixtures', file))
      .find((each) => existsSync(each));
    if (path === undefined) return `there is no fixtures/${file}`;
    try {
      const { tariff, variants } = loadTariff(shown(path, roots), readFileSync(path, 'utf8'));
      const found = variant === undefined ? tariff : variants.get(variant);
      const names = [...variants.keys()].map((name) => `${file}#${name}`).join(', ');
      if (found !== undefined) return found;
      return variant === undefined
        ? `nobody knows which clock fixtures/${file} runs on; name one of its variants: ${names}`
        : `fixtures/${file} has no variant "${variant}"; it has: ${names === '' ? 'none' : names}`;
    } catch (error) {
      if (!(error instanceof SuiteError)) throw error;
      return `fixtures/${file} is wrong: ${error.place === undefined ? '' : `${formatPlace(error.place)} `}${error.message}`;
    }
  };
  return (reference) => {
    const found = known.get(reference) ?? load(reference);
    known.set(reference, found);
    return found;
  };
};

/** `suites/<name>.yaml` and, so that areas do not get in one another's way, `suites/<name>/*.yaml`, of every root. */
const catalogue = (
  roots: Roots,
  name: string,
  read: (file: string, text: string, ids?: Set<string>) => Catalogue,
): Catalogue => {
  const files = list(roots).flatMap((root) => {
    const folder = join(root, 'suites', name);
    const parts = existsSync(folder) ? readdirSync(folder).filter((each) => each.endsWith('.yaml')) : [];
    return [`${name}.yaml`, ...parts.sort().map((part) => `${name}/${part}`)]
      .map((file) => join(root, 'suites', file))
      .filter((file) => existsSync(file));
  });
  const ids = new Set<string>();
  const problems = files.flatMap(
    (file) => read(shown(file, roots), readFileSync(file, 'utf8'), ids).problems,
  );
  if (files.length > 0) return { ids, problems };
  const message = 'there is no such file; suites refer to it';
  return { ids, problems: [{ place: { file: `suites/${name}.yaml` }, message }] };
};

const contextOf = (roots: Roots): { readonly context: Context; readonly problems: readonly Problem[] } => {
  const requirements = catalogue(roots, 'requirements', readRequirements);
  const capabilities = catalogue(roots, 'capabilities', readCapabilities);
  return {
    context: {
      requirements: requirements.ids,
      capabilities: capabilities.ids,
      tariff: tariffFixtures(roots),
    },
    problems: [...requirements.problems, ...capabilities.problems],
  };
};

/** Folders deeper than this are no suite folders. */
const DEEPEST = 8;

const filesBelow = (path: string, depth = 0): readonly string[] => {
  if (!statSync(path).isDirectory()) return [path];
  if (depth > DEEPEST) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const below = join(path, entry.name);
    if (entry.isDirectory()) return filesBelow(below, depth + 1);
    return entry.isFile() && idOfFile(entry.name) !== undefined ? [below] : [];
  });
};

interface Read {
  readonly scenarios: readonly Scenario[];
  readonly problems: readonly Problem[];
}

const readSuites = (files: readonly string[], roots: Roots, context: Context): Read => {
  const problems: Problem[] = [];
  const scenarios = new Map<string, Scenario>();
  for (const file of new Set(files)) {
    const name = shown(file, roots);
    if (idOfFile(file) === undefined) {
      const message = 'a suite file is called AREA-NNN-some-words.yaml';
      problems.push({ place: { file: name }, message });
      continue;
    }
    const { scenario, problems: found } = readScenario(name, readFileSync(file, 'utf8'), context);
    problems.push(...found);
    if (scenario === undefined) continue;
    const twin = scenarios.get(scenario.id);
    if (twin === undefined) scenarios.set(scenario.id, scenario);
    else problems.push({ place: scenario.place, message: `the id ${scenario.id} is taken by ${twin.file}` });
  }
  const sorted = [...scenarios.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { scenarios: sorted, problems };
};

/** The year file that a path names, by itself or by its folder. */
const yearFile = (path: string): readonly string[] =>
  [path, join(path, 'year.yaml')].filter((each) => basename(each) === 'year.yaml' && existsSync(each));

/**
 * Loads every scenario of `paths` (files, or folders with all below them), sorted by id. A fixture such as
 * `tariffs/x.yaml` is looked for in the fixtures of the roots, in their order.
 * @throws SuiteError at the first problem; its message lists all others.
 */
export const loadSuites = (paths: readonly string[], roots: Roots): readonly Scenario[] => {
  const { context, problems } = contextOf(roots);
  const missing = paths.filter((path) => !existsSync(path));
  const present = paths.filter((path) => existsSync(path));
  // A year has many nights: only those who name it get it.
  const years = present.flatMap(yearFile).map((file) => yearOf(file, shown(file, roots), context));
  const files = present
    .filter((path) => yearFile(path).length === 0)
    .flatMap((path) => filesBelow(resolve(path)));
  const read = readSuites(files, roots, context);
  refuseProblems([
    ...missing.map((path) => ({ place: { file: shown(path, roots) }, message: 'there is no such file' })),
    ...problems,
    ...read.problems,
  ]);
  return [...read.scenarios, ...years.flat()];
};

const CATALOGUE = /(?:^|\/)suites\/(requirements|capabilities)(?:\.yaml|\/[^/]+\.yaml)$/;

/** Every problem of suite files, tariff fixtures and the two catalogues; any other file must be sound YAML. */
export const checkFiles = (files: readonly string[], roots: Roots): readonly Problem[] => {
  const { context } = contextOf(roots);
  const suites = files.filter((file) => idOfFile(file) !== undefined);
  const others = files.filter((file) => idOfFile(file) === undefined);
  // One id stands once, whichever of the files it stands in.
  const requirements = new Set<string>();
  const capabilities = new Set<string>();
  const problemsOf = (file: string): readonly Problem[] => {
    const name = shown(file, roots);
    const text = readFileSync(file, 'utf8');
    const kind = CATALOGUE.exec(name)?.[1];
    if (kind === 'requirements') return readRequirements(name, text, requirements).problems;
    if (kind === 'capabilities') return readCapabilities(name, text, capabilities).problems;
    if (/(?:^|\/)suites\/profiles\/[^/]+$/.test(name)) return readProfile(name, text).problems;
    const field = readYaml(name, text);
    if (/(^|\/)fixtures\/tariffs\/[^/]+$/.test(name) && !field.absent) readTariff(field);
    return field.source.problems;
  };
  return [...others.flatMap(problemsOf), ...readSuites(suites, roots, context).problems];
};
