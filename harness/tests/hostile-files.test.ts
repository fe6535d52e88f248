import fc from 'fast-check';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SuiteError } from '../errors.ts';
import { readSubjectFile } from '../subject/index.ts';
import { checkFiles, loadSuites } from '../suite/index.ts';

/** Files that a user wrote wrong, or that somebody made to hurt: problems with a place, never a crash or a hang. */
const ROOT = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'offpeak-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const put = (name: string, text: string): string => {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};
const shipped = (path: string): readonly (readonly [string, string])[] =>
  readdirSync(join(ROOT, path))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [`${path}/${name}`, readFileSync(join(ROOT, path, name), 'utf8')]);
for (const name of ['requirements', 'capabilities'])
  put(`suites/${name}.yaml`, readFileSync(join(ROOT, `suites/${name}.yaml`), 'utf8'));
for (const [name, text] of shipped('fixtures/tariffs')) put(name, text);

const problemsOf = (name: string, text: string): readonly string[] =>
  checkFiles([put(name, text)], folder).map(({ place, message }) => {
    expect(place.file).toContain(name.split('/').at(-1) ?? name);
    expect(message).not.toBe('');
    return `${place.line ?? 0}:${place.column ?? 0} ${message}`;
  });
const refusal = (text: string): string => {
  try {
    readSubjectFile('subject.yaml', text, {});
    return '';
  } catch (error) {
    if (!(error instanceof SuiteError)) throw error;
    return error.message;
  }
};

const HOSTILE = [
  '*a',
  '&a',
  '!!js/function x',
  '<<: *a',
  '{',
  ']',
  '"',
  "'",
  '|',
  '>',
  '? ',
  '- ',
  ': ',
  '#',
  '%',
  '@',
  '`',
  '~',
  'null',
  '.nan',
  '.inf',
  '0x1F',
  '1e999',
  '-1',
  '99999999999999 kWh',
  '0 kW',
  '23:59',
  '24:00',
  '25:61',
  '2026-02-30',
  '9999-12-31 23:59',
  '0000-01-01 00:00',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '\u0000',
  '\u202E',
  '\uFEFF',
  '\t',
  'on',
  'yes',
  '12 h',
  '-60 s',
  '1e3 s',
  '1000000000 h',
  '101 %',
  'at least 999 %',
  '32 A',
  'Mars/Olympus',
];
const mutation = fc.record({
  what: fc.constantFrom('put', 'drop line', 'double line', 'swap lines', 'indent', 'cut', 'value'),
  where: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  also: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  put: fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 6 })),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;
const mutated = (text: string, mutations: readonly Mutation[]): string => {
  let changed = text;
  for (const each of mutations) {
    const lines = changed.split('\n');
    const at = Math.floor(each.where * lines.length);
    const line = lines[at] ?? '';
    const other = Math.floor(each.also * lines.length);
    const inside = Math.floor(each.also * line.length);
    if (each.what === 'put') lines[at] = line.slice(0, inside) + each.put + line.slice(inside);
    else if (each.what === 'drop line') lines.splice(at, 1);
    else if (each.what === 'double line') lines.splice(at, 0, line);
    else if (each.what === 'swap lines') [lines[at], lines[other]] = [lines[other] ?? '', line];
    else if (each.what === 'indent') lines[at] = `  ${line}`;
    else if (each.what === 'value') lines[at] = line.replace(/: .*/, `: ${each.put}`);
    else lines.splice(at);
    changed = lines.join('\n');
  }
  return changed;
};
const pickFrom = <T>(all: readonly T[], which: number): T => {
  const found = all[which % all.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};
const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });
const runs = (numRuns: number) => ({ numRuns, seed: 20_261_125 });

describe('a file that was written wrong', () => {
  it('as a suite has problems with their places, or loads', () => {
    const suites = shipped('suites/overnight');
    fc.assert(
      fc.property(fc.nat(), mutations, (which, changes) => {
        const [name, text] = pickFrom(suites, which);
        const problems = problemsOf(name, mutated(text, changes));
        expect(problems.length).toBeLessThan(200);
        // What has no problems can be run.
        expect(problems.length > 0 || loadSuites([join(folder, name)], folder).length === 1).toBe(true);
      }),
      runs(80),
    );
  });

  it('as a tariff, a requirement or a capability has problems with their places, or none', () => {
    const files = [
      ...shipped('fixtures/tariffs'),
      ...['requirements', 'capabilities'].map(
        (name) =>
          [`suites/area/${name}.yaml`, readFileSync(join(ROOT, `suites/${name}.yaml`), 'utf8')] as const,
      ),
    ];
    fc.assert(
      fc.property(fc.nat(), mutations, (which, changes) => {
        const [name, text] = pickFrom(files, which);
        expect(
          problemsOf(name.replace('fixtures/tariffs/', 'fixtures/tariffs/x-'), mutated(text, changes)).length,
        ).toBeLessThan(500);
      }),
      runs(60),
    );
  });

  it('as a subject is refused with a place, or is one', () => {
    const subjects = shipped('fixtures/subjects');
    fc.assert(
      fc.property(fc.nat(), mutations, (which, changes) => {
        const [, text] = pickFrom(subjects, which);
        expect(refusal(mutated(text, changes)).length).toBeLessThan(5000);
      }),
      runs(120),
    );
  });

  it.each<[string, string]>([
    ['brackets without end', '['.repeat(100_000)],
    ['brackets in brackets', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['maps in maps', '{a: '.repeat(20_000)],
    [
      'lists in lists',
      Array.from({ length: 5000 }, (_, depth) => `${' '.repeat(Math.min(depth, 40))}- `).join('\n'),
    ],
    [
      'indentation without end',
      Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    ],
    ['aliases of aliases', `a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c,*c]\n`],
    ['a key twenty thousand times', 'id: a\n'.repeat(20_000)],
    ['bytes that are no text', '\u0000\u0001\u0002\uFFFF'],
    ['one long line', 'x'.repeat(250_000)],
    ['nothing', ''],
    ['a comment', '# nothing'],
  ])('with %s is refused soon, whatever it was meant to be', (_, text) => {
    for (const name of [
      'suites/overnight/OVN-001-hostile.yaml',
      'fixtures/tariffs/hostile.yaml',
      'suites/requirements/hostile.yaml',
    ])
      expect(problemsOf(name, text)).not.toEqual([]);
    expect(refusal(text)).not.toBe('');
    rmSync(join(folder, 'suites/requirements'), { recursive: true, force: true });
  });
});
