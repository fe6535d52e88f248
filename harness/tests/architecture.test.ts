import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** The rooms from the ground up: each may import only those before it (DESIGN: imports go downward). */
const ROOMS = [
  'time',
  'energy',
  'trace',
  'wire',
  'dialects',
  'roles',
  'faults',
  'subject',
  'doctor',
  'suite',
  'plan',
  'play',
  'judge',
  'verdict',
  'diagnosis',
  'run',
  'liars',
  'report',
  'certificate',
  'library',
  'vitest',
  'cli',
  'bench',
  'build',
  'tests',
];
const PURE = ['energy', 'judge', 'verdict', 'plan', 'faults', 'diagnosis'];
const HARNESS = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });

const files = filesBelow(HARNESS);
const roomOf = (file: string): string => {
  const [room = '', ...rest] = relative(HARNESS, file).split('/');
  return rest.length === 0 ? '' : room;
};
const imports = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((found) =>
    resolve(dirname(file), found[1] ?? ''),
  );

describe('the house', () => {
  it('has only rooms that are in the plan', () => {
    const found = new Set(files.map(roomOf).filter((room) => room !== ''));
    expect([...found].filter((room) => !ROOMS.includes(room))).toEqual([]);
  });

  it('imports downward only, through the doors', () => {
    const wrong: string[] = [];
    for (const file of files) {
      const from = roomOf(file);
      for (const target of imports(file)) {
        const to = roomOf(target);
        if (to === '' || to === from) continue;
        const shown = `${relative(HARNESS, file)} -> ${relative(HARNESS, target)}`;
        if (ROOMS.indexOf(to) > ROOMS.indexOf(from)) wrong.push(`${shown} (upward)`);
        if (!target.endsWith('/index.ts')) wrong.push(`${shown} (not through the door)`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('keeps clocks, timers and chance where they belong', () => {
    const wrong: string[] = [];
    for (const file of files) {
      const room = roomOf(file);
      if (file.endsWith('.test.ts') || ['time', 'tests', 'bench', 'build', 'cli'].includes(room)) continue;
      const text = readFileSync(file, 'utf8');
      if (/\bDate\.now\(|\bnew Date\(\)|Math\.random\(/.test(text))
        wrong.push(`${relative(HARNESS, file)}: clock or chance`);
      if (
        PURE.includes(room) &&
        /\bsetTimeout\(|\bsetInterval\(|from 'node:(fs|net|http|child_process)'/.test(text)
      ) {
        wrong.push(`${relative(HARNESS, file)}: timer or I/O in a pure room`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('has no file over 300 lines', () => {
    const long = files
      .filter((file) => readFileSync(file, 'utf8').split('\n').length > 301)
      .map((file) => relative(HARNESS, file));
    expect(long).toEqual([]);
  });
});
