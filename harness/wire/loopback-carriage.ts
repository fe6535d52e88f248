import { HarnessError } from '../errors.ts';
import { millis } from '../time/index.ts';
import type { Carrier } from './carriage.ts';
import { inStep } from './in-step.ts';
import type { Link } from './link.ts';
import type { MemoryLinkOptions } from './memory-link.ts';
import { dialWs } from './ws-link.ts';
import { listenWs, type Listening } from './ws-listen.ts';

/** Host milliseconds for a handshake on loopback. */
const PATIENCE = 10_000;

/** Real WebSockets over loopback, in virtual time: everything that `ws` and the kernel do to a night, in milliseconds. */
export const byLoopback: Carrier = (clock) => {
  let listening: Promise<Listening> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let accepted: (link: Link) => void = (link) => link.abort();

  const open = async ({ identity, subprotocol, latency = millis(0) }: MemoryLinkOptions) => {
    const release = clock.hold();
    try {
      listening ??= listenWs({ subprotocols: [subprotocol], onLink: (link) => accepted(link) });
      const { url } = await listening;
      const csms = new Promise<Link>((resolve) => {
        accepted = resolve;
      });
      const charger = await dialWs({ url, identity, subprotocols: [subprotocol], timeoutMillis: PATIENCE });
      return inStep({ charger, csms: await csms }, clock, latency);
    } finally {
      release();
    }
  };

  return {
    // One at a time: which accepted connection belongs to which dialled one would be a guess.
    connect(options) {
      const pair = last.then(() => open(options));
      last = pair.catch(() => undefined);
      return pair;
    },
    async close() {
      const release = clock.hold();
      try {
        await (await listening)?.close();
      } catch (error) {
        throw new HarnessError(`the loopback server did not close: ${String(error)}`);
      } finally {
        release();
      }
    },
  };
};
