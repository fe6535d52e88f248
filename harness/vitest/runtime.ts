/* oxlint-disable vitest/expect-expect, vitest/no-conditional-tests, vitest/no-disabled-tests -- this registers tests for others; it is none itself */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'vitest';
import type { DialectId } from '../dialects/index.ts';
import { SuiteError } from '../errors.ts';
import { plan } from '../plan/index.ts';
import type { Planned } from '../plan/index.ts';
import { runOne } from '../run/index.ts';
import { referenceCharger, referenceCsms } from '../subject/index.ts';
import { loadSuites, rootsOf } from '../suite/index.ts';
import type { Scenario } from '../suite/index.ts';
import { errorAt, failureOf } from './failure.ts';

export interface RegisterOptions {
  /** Empty: all that the scenario names. */
  readonly dialects: readonly DialectId[];
  readonly seed: string;
  /** The project's folder, from which files are named. */
  readonly root: string;
}

const shipped = resolve(fileURLToPath(new URL('../../', import.meta.url)));

const version = (): string => {
  const manifest: unknown = createRequire(import.meta.url)('../../package.json');
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '0.0.0';
};

/** A file that cannot be read as a scenario fails at its own line too. */
const load = (file: string, root: string): readonly Scenario[] => {
  try {
    return loadSuites([file], rootsOf(root, shipped));
  } catch (error) {
    if (!(error instanceof SuiteError) || error.place === undefined) throw error;
    const hint = error.hint === undefined ? '' : `\n${error.hint}`;
    throw errorAt(error.name, `${error.message}${hint}`, 'scenario', error.place, root);
  }
};

const reproduce = ({ scenario, dialect, subject }: Planned, seed: string): string =>
  `offpeak run --only ${scenario.id} --dialect ${dialect} --subject ${subject.side} --seed ${seed}`;

/** One test for each dialect and judged side of the scenarios in `file`. Called by the module that stands for it. */
export const register = (file: string, options: RegisterOptions): void => {
  const { dialects, seed, root } = options;
  const planned = plan({
    scenarios: load(file, root),
    subjects: [referenceCharger(), referenceCsms()],
    dialects,
    only: [],
  });
  for (const [scenario, of] of Map.groupBy(planned, (each) => each.scenario)) {
    describe(`${scenario.id} ${scenario.title}`, () => {
      for (const each of of) {
        const { dialect, subject } = each;
        test(`${dialect} ${subject.side}`, async ({ annotate, signal, skip }): Promise<void> => {
          if (each.kind !== 'run') return void skip(each.reason);
          const { result } = await runOne({
            scenario,
            subject,
            dialect,
            seed,
            version: version(),
            reproduce: reproduce(each, seed),
            signal,
          });
          if (result.verdict === 'not applicable' || result.verdict === 'not run')
            return void skip(result.reason);
          if (result.proved.length > 0) await annotate(result.proved.join(', '), 'requirements');
          const failure = failureOf(result, root);
          if (failure !== undefined) throw failure;
        });
      }
    });
  }
  // A filter that leaves nothing is said, and is not a file that vitest calls empty.
  if (planned.length === 0) test.skip(`no scenario for ${dialects.join(', ')}`);
};
