import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rootsOf } from '../suite/index.ts';

/** Where the shipped suites and fixtures are: the nearest folder above this file that has both. */
export const home = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!(existsSync(join(folder, 'suites')) && existsSync(join(folder, 'fixtures')))) {
    const above = dirname(folder);
    if (above === folder) return process.cwd();
    folder = above;
  }
  return folder;
};

/** Where suites and fixtures are looked for: in the project that one stands in, and in the shipped one. */
export const roots = (): readonly string[] => rootsOf(process.cwd(), home());
