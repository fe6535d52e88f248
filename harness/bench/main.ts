import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIALECT_IDS, type DialectId } from '../dialects/index.ts';
import { runOne } from '../run/index.ts';
import { referenceCharger } from '../subject/index.ts';
import { loadSuites } from '../suite/index.ts';
import { byLoopback, byMemory, type Carrier } from '../wire/index.ts';

/**
 * `npm run bench`: figures with their method. The machine is never quiet: compare figures of one run only, and trust the
 * ratios at the end more than the milliseconds above them.
 */

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const SOURCES = join(ROOT, 'harness/cli/offpeak.js');
const BUILT = join(ROOT, 'dist/harness/cli/offpeak.js');

interface Spread {
  readonly median: number;
  readonly best: number;
}
const spreadOf = (values: readonly number[]): Spread => {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, best: sorted[0] ?? 0 };
};
const say = (what: string, value: string, method: string): void =>
  console.log(`${what.padEnd(44)} ${value.padStart(22)}   ${method}`);
const sayTimes = (what: string, { median, best }: Spread, method: string): void =>
  say(what, `${median.toFixed(1)} ms (best ${best.toFixed(1)})`, method);

const [night] = loadSuites([join(ROOT, 'suites/overnight')], ROOT);
if (night === undefined) throw new Error('there is no overnight suite');

const once = async (dialect: DialectId, seed: string, by: Carrier = byMemory): Promise<number> => {
  const started = performance.now();
  const { result } = await runOne({
    scenario: night,
    subject: referenceCharger([], by),
    dialect,
    seed,
    version: 'bench',
    reproduce: '',
  });
  if (result.verdict !== 'passed') throw new Error(`the bench night is ${result.verdict}`);
  return performance.now() - started;
};

/** Both carriers take turns, so that a busy minute of the machine meets both. */
const nights = async (dialect: DialectId): Promise<{ readonly memory: Spread; readonly ws: Spread }> => {
  const memory: number[] = [];
  const ws: number[] = [];
  for (let warm = 0; warm < 20; warm++) await once(dialect, 'warm', warm % 2 === 0 ? byMemory : byLoopback);
  for (let run = 0; run < 100; run++) {
    memory.push(await once(dialect, String(run)));
    if (run % 2 === 0) ws.push(await once(dialect, String(run), byLoopback));
  }
  return { memory: spreadOf(memory), ws: spreadOf(ws) };
};

const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};

/** Where nobody has suites of their own: what a command needs by itself. */
const empty = mkdtempSync(join(tmpdir(), 'offpeak-bench-'));
const cold = (args: readonly string[], cwd = empty): number => {
  const started = performance.now();
  execFileSync(process.execPath, [...args], { cwd, stdio: 'ignore' });
  return performance.now() - started;
};
const coldTimes = (times: number, args: readonly string[], cwd?: string): Spread =>
  spreadOf(Array.from({ length: times }, () => cold(args, cwd)));

console.log(
  `${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model.trim() ?? 'unknown processor'}\n`,
);

const ratios: string[] = [];
for (const dialect of DIALECT_IDS) {
  const { memory, ws } = await nights(dialect);
  sayTimes(`one night in memory, ${dialect}`, memory, 'OVN-001 played and judged; median of 100 after 20');
  sayTimes(`one night over loopback, ${dialect}`, ws, 'the same, over real WebSockets; every second time');
  ratios.push(
    `${(ws.median / memory.median).toFixed(1)} times in memory is the same night over sockets, ${dialect}`,
  );
}

const before = heap();
for (let run = 0; run < 1000; run++) await once('ocpp2.0.1', String(run));
say(
  'heap after 1,000 nights',
  `${(heap() - before).toFixed(1)} MB`,
  `growth over the heap before them; gc ${globalThis.gc === undefined ? 'not forced' : 'forced'}`,
);

execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'ignore' });
const node = coldTimes(9, ['-e', '0']);
const list = coldTimes(9, [BUILT, 'list']);
const sources = coldTimes(5, [SOURCES, 'list']);
const area = coldTimes(3, [BUILT, 'run', join(ROOT, 'suites/overnight')]);
const areaFromSources = coldTimes(3, [SOURCES, 'run', join(ROOT, 'suites/overnight')]);
sayTimes('node itself', node, 'node -e 0, a process; median of 9');
sayTimes('offpeak list, built', list, 'a process, from dist/; median of 9');
sayTimes('offpeak list, from the sources', sources, 'a process, types stripped as it loads; median of 5');
sayTimes('overnight area, built', area, 'a process: all dialects, both sides, from dist/; median of 3');
sayTimes('overnight area, from the sources', areaFromSources, 'the same, from the sources; median of 3');

interface Packed {
  readonly size: number;
  readonly unpackedSize: number;
  readonly entryCount: number;
}
const [packed] = JSON.parse(
  execFileSync('npm', ['pack', '--json', '--dry-run'], { cwd: join(ROOT, 'dist'), encoding: 'utf8' }),
) as Packed[];
if (packed !== undefined)
  say(
    'package',
    `${(packed.size / 1000).toFixed(0)} kB`,
    `npm pack; ${(packed.unpackedSize / 1000).toFixed(0)} kB in ${packed.entryCount} files, without its dependencies`,
  );
rmSync(empty, { recursive: true });

ratios.push(
  `${(list.median / node.median).toFixed(1)} times node itself is offpeak list, built`,
  `${(area.median / node.median).toFixed(0)} times node itself is the overnight area, built`,
);
console.log(`\nRatios of medians, in this run:\n${ratios.map((each) => `  ${each}`).join('\n')}`);
