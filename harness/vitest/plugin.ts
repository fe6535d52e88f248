import { isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vitest/config';
import type { DialectId } from '../dialects/index.ts';

export interface OffpeakOptions {
  /** Default: all that a scenario names. */
  readonly dialects?: readonly DialectId[];
  /** Default: `1`. The same seed plays the same nights. */
  readonly seed?: string;
  /** Folder below which YAML files are scenarios; default `suites` in the project's root. */
  readonly suites?: string;
}

// In the published package both lie beside each other as JavaScript.
const runtime = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './runtime.ts' : './runtime.js', import.meta.url),
);

/**
 * Lets vitest run scenarios as they are: each YAML file is a test file, each dialect and judged side a test, and
 * a failure points at the line of the YAML that asked for it. Played against offpeak's own reference roles.
 *
 * ```ts
 * // vitest.config.ts
 * import { defineConfig } from 'vitest/config';
 * import { offpeakSuites } from 'offpeak/vitest';
 *
 * const allure = process.env['OFFPEAK_ALLURE'] !== undefined;
 *
 * export default defineConfig({
 *   plugins: [offpeakSuites({ dialects: ['ocpp2.0.1'], seed: '7f3a1c' })],
 *   test: {
 *     include: ['suites/**\/*.yaml'],
 *     // allure-vitest writes allure-results/, which `allure generate` turns into a page.
 *     ...(allure
 *       ? { setupFiles: ['allure-vitest/setup'], reporters: ['default', 'allure-vitest/reporter'] }
 *       : {}),
 *   },
 * });
 * ```
 */
export const offpeakSuites = (options: OffpeakOptions = {}): Plugin => {
  let root = process.cwd();
  let folder = resolve(options.suites ?? 'suites');
  return {
    name: 'offpeak-suites',
    enforce: 'pre',
    configResolved(config) {
      root = resolve(config.root);
      folder = resolve(config.root, options.suites ?? 'suites');
    },
    transform(_code, id) {
      const [file = ''] = id.split('?');
      if (!/\.ya?ml$/.test(file)) return undefined;
      const below = relative(folder, file);
      // A catalogue beside the scenarios, or YAML of somebody else's, stays what it is.
      if (below.startsWith('..') || isAbsolute(below) || !/[\\/]/.test(below)) return undefined;
      const settings = { dialects: options.dialects ?? [], seed: options.seed ?? '1', root };
      return {
        // No import of vitest's `test` here: the runtime registers, so that this file has no code of its own.
        code: `import { register } from ${JSON.stringify(runtime)};\nregister(${JSON.stringify(file)}, ${JSON.stringify(settings)});\n`,
        // An empty map: positions in a stack are those of the YAML already.
        map: { version: 3, mappings: '', names: [], sources: [] },
      };
    },
  };
};
