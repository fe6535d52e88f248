import { execFileSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIALECT_IDS } from '../dialects/index.ts';
import { runOne } from '../run/index.ts';
import { referenceCharger } from '../subject/index.ts';
import { loadSuites } from '../suite/index.ts';

/** `npm run bench`: figures with their method. Compare figures of one run only; the machine is never quiet. */

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const CLI = join(ROOT, 'harness/cli/offpeak.js');

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const say = (what: string, value: string, method: string): void =>
  console.log(`${what.padEnd(46)} ${value.padStart(12)}   ${method}`);

const [night] = loadSuites([join(ROOT, 'suites/overnight')], ROOT);
if (night === undefined) throw new Error('there is no overnight suite');

const once = async (dialect: (typeof DIALECT_IDS)[number], seed: string): Promise<number> => {
  const started = performance.now();
  const { result } = await runOne({
    scenario: night,
    subject: referenceCharger(),
    dialect,
    seed,
    version: 'bench',
    reproduce: '',
  });
  if (result.verdict !== 'passed') throw new Error(`the bench night is ${result.verdict}`);
  return performance.now() - started;
};

const cold = (args: readonly string[]): number => {
  const started = performance.now();
  execFileSync(process.execPath, [CLI, ...args], { cwd: ROOT, stdio: 'ignore' });
  return performance.now() - started;
};

for (const dialect of DIALECT_IDS) {
  for (let warm = 0; warm < 20; warm++) await once(dialect, 'warm');
  const times: number[] = [];
  for (let run = 0; run < 100; run++) times.push(await once(dialect, String(run)));
  say(
    `one night in memory, ${dialect}`,
    `${median(times).toFixed(1)} ms`,
    'OVN-001 played and judged, median of 100 after 20',
  );
}

const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};
const before = heap();
for (let run = 0; run < 1000; run++) await once('ocpp2.0.1', String(run));
say(
  'heap after 1,000 nights',
  `${(heap() - before).toFixed(1)} MB`,
  `growth over the heap before them, gc ${globalThis.gc === undefined ? 'not forced' : 'forced'}`,
);

say(
  'node itself',
  `${median(
    [1, 2, 3, 4, 5].map(() => {
      const started = performance.now();
      execFileSync(process.execPath, ['-e', '0']);
      return performance.now() - started;
    }),
  ).toFixed(0)} ms`,
  'cold, median of 5',
);
say(
  'offpeak list',
  `${median([1, 2, 3, 4, 5].map(() => cold(['list']))).toFixed(0)} ms`,
  'cold from the sources, median of 5',
);
say(
  'overnight area, all dialects, both sides',
  `${median([1, 2, 3].map(() => cold(['run', 'suites/overnight']))).toFixed(0)} ms`,
  'cold from the sources, 84 runs, median of 3',
);
