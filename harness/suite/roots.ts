import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Folders with `suites/` and `fixtures/`. A user's own project may stand before the shipped one: its fixtures are found
 * first, and the catalogues of all of them count.
 */
export type Roots = string | readonly string[];

const CATALOGUES = ['suites/requirements.yaml', 'suites/capabilities.yaml'];

/**
 * The user's own project before the shipped one. A project that has both catalogues is a whole house (a checkout, a
 * fork) and stands alone; one that has neither suites nor fixtures counts for nothing.
 */
export const rootsOf = (own: string, shipped: string): readonly string[] => {
  const has = (path: string): boolean => existsSync(join(own, path));
  if (own === shipped || CATALOGUES.every(has)) return [own];
  return has('suites') || has('fixtures') ? [own, shipped] : [shipped];
};
