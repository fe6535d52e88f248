import { parentPort, workerData } from 'node:worker_threads';
import { loadSuites } from '../suite/index.ts';
import { LIARS } from './liar.ts';
import { playLiar } from './play-liar.ts';

export interface WorkerData {
  readonly suites: readonly string[];
  readonly root: string;
  readonly seed: string;
}

/** Plays the liars whose indices it is sent, one after the other. */
const { suites, root, seed } = workerData as WorkerData;
const scenarios = loadSuites(suites, root);

parentPort?.on('message', (index: number) => {
  const liar = LIARS[index];
  if (liar === undefined) return;
  // A worker thread's port has no origin.
  // oxlint-disable-next-line require-post-message-target-origin
  void playLiar(liar, scenarios, seed).then((result) => parentPort?.postMessage({ index, result }));
});
