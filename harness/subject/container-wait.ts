import { connect } from 'node:net';
import { SubjectError } from '../errors.ts';
import { dialWs, type Basic } from '../wire/index.ts';
import type { Ready } from './container-spec.ts';

/** Between two looks at a container that is not ready yet, in host milliseconds. */
const POLL = 20;
/** One attempt to open a WebSocket must not use up the whole patience. */
const ONE_ATTEMPT = 1000;

export interface Waiting {
  readonly ready: Ready;
  /** Where a port of the container is reached. */
  readonly address: (port: number) => { readonly host: string; readonly port: number };
  /** How a charger would come, so that "ready" means what the night needs. */
  readonly identity: string;
  readonly subprotocols: readonly string[];
  readonly basic?: Basic;
  /** Everything that it has printed so far. */
  readonly printed: () => string;
  readonly healthy: () => Promise<boolean>;
  /** Settles when the container has ended. */
  readonly ended: Promise<string>;
  /** Host milliseconds. */
  readonly patience: number;
}

const openPort = (host: string, port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: ONE_ATTEMPT });
    const finish = (problem?: string): void => {
      socket.destroy();
      resolve(problem);
    };
    socket.once('connect', () => finish());
    socket.once('timeout', () => finish('no answer'));
    socket.once('error', (error: NodeJS.ErrnoException) => finish(error.code ?? error.message));
  });

const openWebSocket = async (it: Waiting, port: number, path: string): Promise<string | undefined> => {
  const { host, port: reached } = it.address(port);
  try {
    const link = await dialWs({
      url: `ws://${host}:${reached}${path}`,
      identity: it.identity,
      subprotocols: it.subprotocols,
      timeoutMillis: ONE_ATTEMPT,
      ...(it.basic === undefined ? {} : { basic: it.basic }),
    });
    link.close();
    return undefined;
  } catch (error) {
    return error instanceof SubjectError
      ? error.message.replace(/^.* cannot be reached: /, '')
      : String(error);
  }
};

/** Undefined when it is ready, else what is missing. */
const look = async (it: Waiting): Promise<string | undefined> => {
  const { ready } = it;
  switch (ready.kind) {
    case 'started':
      return undefined;
    case 'log':
      return it.printed().includes(ready.text) ? undefined : `it did not print "${ready.text}"`;
    case 'healthy':
      return (await it.healthy()) ? undefined : 'its health check does not say healthy';
    case 'port': {
      const { host, port } = it.address(ready.port);
      const problem = await openPort(host, port);
      return problem === undefined ? undefined : `port ${ready.port}: ${problem}`;
    }
    case 'websocket': {
      const problem = await openWebSocket(it, ready.port, ready.path);
      return problem === undefined
        ? undefined
        : `no WebSocket at port ${ready.port}, path ${ready.path}: ${problem}`;
    }
  }
};

/**
 * Polls until the container is ready.
 * @throws SubjectError with what is missing, when it ends before or `patience` is over.
 */
export const waitUntilReady = async (it: Waiting): Promise<void> => {
  let over: string | undefined;
  const timer = setTimeout(() => {
    over ??= `was not ready within ${it.patience / 1000} s`;
  }, it.patience);
  void it.ended.then((how) => {
    over ??= how;
  });
  try {
    for (;;) {
      const missing = await look(it);
      // Ready and gone in the same moment is gone.
      await new Promise<void>((resolve) => void setTimeout(resolve, missing === undefined ? 0 : POLL));
      if (over !== undefined) throw new SubjectError(missing === undefined ? over : `${over}: ${missing}`);
      if (missing === undefined) return;
    }
  } finally {
    clearTimeout(timer);
  }
};
