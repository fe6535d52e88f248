import { Worker } from 'node:worker_threads';
import { HarnessError } from '../errors.ts';
import { loadSuites } from '../suite/index.ts';
import { LIARS, type LiarResult } from './liar.ts';
import { playLiar } from './play-liar.ts';
import type { WorkerData } from './worker.ts';

export interface PlayLiars extends WorkerData {
  /** Ids; empty: all. */
  readonly only: readonly string[];
  /** Worker threads; 1 plays here. */
  readonly threads: number;
  readonly progress?: (done: number, of: number) => void;
}

/** Every liar through every scenario, in their order. Nights are virtual, so threads change nothing but the time it takes. */
export const playLiars = async (options: PlayLiars): Promise<readonly LiarResult[]> => {
  const indices = LIARS.flatMap(({ defect }, index) =>
    options.only.length === 0 || options.only.includes(defect.id) ? [index] : [],
  );
  const results = new Map<number, LiarResult>();
  const keep = (index: number, result: LiarResult): void => {
    results.set(index, result);
    options.progress?.(results.size, indices.length);
  };
  // A bundled harness has no file for a worker of its own.
  const threads = import.meta.url.endsWith('.ts') ? Math.min(options.threads, indices.length) : 1;
  if (threads <= 1) await here(options, indices, keep);
  else await onThreads(options, threads, indices, keep);
  return indices.flatMap((index) => results.get(index) ?? []);
};

const here = async (
  { suites, root, seed }: WorkerData,
  indices: readonly number[],
  keep: (index: number, result: LiarResult) => void,
): Promise<void> => {
  const scenarios = loadSuites(suites, root);
  for (const index of indices) {
    const liar = LIARS[index];
    if (liar !== undefined) keep(index, await playLiar(liar, scenarios, seed));
  }
};

const onThreads = async (
  { suites, root, seed }: WorkerData,
  threads: number,
  indices: readonly number[],
  keep: (index: number, result: LiarResult) => void,
): Promise<void> => {
  const waiting = [...indices];
  const lanes = Array.from(
    { length: threads },
    () =>
      new Promise<void>((resolve, reject) => {
        const workerData: WorkerData = { suites, root, seed };
        const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData });
        const next = (): void => {
          const index = waiting.shift();
          // A worker thread has no origin.
          // oxlint-disable-next-line require-post-message-target-origin
          if (index !== undefined) worker.postMessage(index);
          else void worker.terminate().then(() => resolve());
        };
        worker.on('message', ({ index, result }: { index: number; result: LiarResult }) => {
          keep(index, result);
          next();
        });
        worker.on('error', (error) => reject(new HarnessError('a worker died', { cause: error })));
        next();
      }),
  );
  await Promise.all(lanes);
};
