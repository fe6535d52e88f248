import { spawn } from 'node:child_process';
import { SubjectError } from '../errors.ts';
import { printable } from '../printable.ts';
import type { ChildProcess } from './subject-file.ts';

/** Most characters of a subject's output that are kept as evidence in one night. */
const MOST_OUTPUT = 65_536;

export interface RunningProcess {
  readonly lost: Promise<string>;
  readonly write: (line: string) => void;
  stop(): Promise<void>;
}

/**
 * Starts a subject that runs beside the harness and waits until it says that it is ready.
 * @throws SubjectError when it cannot be started, ends at once, or is not ready within `patience` host milliseconds.
 */
export const startProcess = async (
  child: ChildProcess,
  patience: number,
  output: (text: string) => void,
): Promise<RunningProcess> => {
  const [program, ...rest] = child.command;
  const running = spawn(program, rest, {
    ...(child.cwd === undefined ? {} : { cwd: child.cwd }),
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...child.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    // Its own group, so that what it starts ends with it.
    detached: true,
  });
  running.stdin.on('error', () => undefined);
  let kept = 0;
  let ready: () => void = () => undefined;
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  // One that says nothing is taken to be ready as soon as it runs at all.
  if (child.ready === undefined) running.once('spawn', () => ready());
  let recent = '';
  const listen = (chunk: Buffer): void => {
    const text = printable(chunk.toString('utf8'));
    recent = (recent + text).slice(-4096);
    if (child.ready !== undefined && recent.includes(child.ready)) ready();
    if (kept < MOST_OUTPUT) output(text.slice(0, MOST_OUTPUT - kept));
    kept += text.length;
  };
  running.stdout.on('data', listen);
  running.stderr.on('data', listen);
  const lost = new Promise<string>((resolve) => {
    running.once('error', (error) => resolve(`could not be started: ${error.message}`));
    running.once('exit', (code, signal) => resolve(`ended with ${signal ?? `exit code ${String(code)}`}`));
  });
  const stop = async (): Promise<void> => {
    if (running.pid === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const group = -running.pid;
    const signal = (name: NodeJS.Signals): void => {
      try {
        process.kill(group, name);
      } catch {
        // It has ended in the meantime.
      }
    };
    signal('SIGTERM');
    const timer = setTimeout(() => signal('SIGKILL'), 3000);
    await lost;
    clearTimeout(timer);
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patience);
  });
  const first = await Promise.race([isReady.then(() => undefined), lost, late]);
  clearTimeout(timer);
  if (first !== undefined) {
    await stop();
    throw new SubjectError(
      first === 'late'
        ? `${program} did not say "${child.ready ?? ''}" within ${patience / 1000} s`
        : `${program} ${first}`,
      { hint: recent === '' ? 'it printed nothing' : `its last output: ${recent.slice(-400).trim()}` },
    );
  }
  return { lost, write: (line) => running.stdin.write(`${line}\n`), stop };
};
