import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const OFFPEAK = join(resolve(import.meta.dirname, '../../..'), 'harness/cli/offpeak.js');

interface Running {
  /** Settles with all that was printed once `text` was among it. */
  until(text: RegExp): Promise<string>;
  /** Ctrl-C, and the exit code. */
  stop(): Promise<number | null>;
}

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

const simulate = (...argv: readonly string[]): Running => {
  const child = spawn(process.execPath, [OFFPEAK, 'simulate', ...argv], { stdio: ['pipe', 'pipe', 'pipe'] });
  children.push(child);
  const over = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  let printed = '';
  const waiting = new Set<() => void>();
  const hear = (chunk: Buffer): void => {
    printed += chunk.toString('utf8');
    for (const look of waiting) look();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  return {
    until: (text) =>
      new Promise((done, fail) => {
        const look = (): void => {
          if (!text.test(printed)) return;
          waiting.delete(look);
          done(printed);
        };
        waiting.add(look);
        void over.then(() => fail(new Error(`it ended before ${String(text)}: ${printed}`)));
        look();
      }),
    stop() {
      child.kill('SIGINT');
      return over;
    },
  };
};

describe('offpeak simulate', () => {
  it('lets both roles talk to each other until Ctrl-C', async () => {
    const csms = simulate('csms', '--port', '0', '--dialect', 'ocpp2.0.1');
    const [, url] = /listening on (ws:\/\/127\.0\.0\.1:\d+)\//.exec(await csms.until(/listening on/)) ?? [];
    expect(url).toBeDefined();
    const charger = simulate(
      'charger',
      '--url',
      url ?? '',
      '--identity',
      'SIM-1',
      '--dialect',
      'ocpp2.0.1',
      '--waits',
    );
    await csms.until(/BootNotification/);
    await charger.until(/"status":"Accepted"/);
    expect([await charger.stop(), await csms.stop()]).toEqual([0, 0]);
  });
});
