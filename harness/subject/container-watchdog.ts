import { spawn } from 'node:child_process';
import { hostname } from 'node:os';

/** Where the engine's API is, as its client found it. */
export interface EngineAddress {
  readonly socketPath?: string;
  readonly protocol?: string;
  readonly host?: string;
  readonly port?: number | string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** On everything that is made here: which run made it, and which process that was. */
export const SESSION_LABEL = 'offpeak.session';
export const OWNER_LABEL = 'offpeak.owner';
export const OWNER = `${hostname()}/${process.pid}`;

/**
 * The life of the watchdog: a process of its own that waits until the pipe from the harness closes, for whatever
 * reason, and then removes what carries the label. It is handed to a new Node as text, so it may use nothing from
 * outside of itself.
 */
const watchdog = (): void => {
  const { request: overHttp } = process.getBuiltinModule('node:http');
  const { request: overTls } = process.getBuiltinModule('node:https');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  let told = '';
  process.stdin.on('data', (chunk) => {
    told += String(chunk);
  });
  process.stdin.on('error', () => undefined);
  process.stdin.on('close', () => {
    const { engine, label } = JSON.parse(told) as { engine: EngineAddress; label: string };
    const call = (method: string, path: string): Promise<string> =>
      new Promise((resolve) => {
        const request = engine.protocol === 'https' ? overTls : overHttp;
        const { protocol: _, ...address } = engine;
        request({ ...address, method, path, timeout: 10_000 }, (response) => {
          let body = '';
          response.on('data', (chunk) => {
            body += String(chunk);
          });
          response.on('close', () => resolve(body));
        })
          .on('timeout', () => resolve(''))
          .on('error', () => resolve(''))
          .end();
      });
    const filters = encodeURIComponent(JSON.stringify({ label: [label] }));
    const sweep = async (list: string, remove: (id: string) => string): Promise<number> => {
      const found = await call('GET', list);
      const ids = [...found.matchAll(/"Id":"((?:sha256:)?[0-9a-f]{12,64})"/g)].map((match) => match[1] ?? '');
      for (const id of ids) await call('DELETE', remove(id));
      return ids.length;
    };
    const pass = async (): Promise<number> =>
      (await sweep(`/containers/json?all=1&filters=${filters}`, (id) => `/containers/${id}?force=1&v=1`)) +
      (await sweep(`/networks?filters=${filters}`, (id) => `/networks/${id}`)) +
      (await sweep(`/images/json?filters=${filters}`, (id) => `/images/${id}?force=1`));
    const work = async (): Promise<void> => {
      // A request that was under way when the harness died may still make something.
      let quiet = 0;
      for (let round = 0; round < 40 && quiet < 2; round++) {
        quiet = (await pass()) === 0 ? quiet + 1 : 0;
        await new Promise((resolve) => void setTimeout(resolve, 250));
      }
      process.exit();
    };
    void work();
  });
};

/** Starts the watchdog. It outlives SIGKILL of the harness, and removes whatever carries `session`. */
export const startWatchdog = (engine: EngineAddress, session: string): void => {
  const child = spawn(process.execPath, ['-e', `(${watchdog.toString()})()`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: {},
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.stdin.write(JSON.stringify({ engine, label: `${SESSION_LABEL}=${session}` }));
  child.unref();
  // A socket underneath, whatever its type says: it must not keep the harness alive.
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
};
