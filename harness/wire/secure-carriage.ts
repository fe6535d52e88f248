import { SubjectError } from '../errors.ts';
import { millis, type Clock } from '../time/index.ts';
import type { Basic } from './basic.ts';
import type { LinkPair } from './carriage.ts';
import { OPEN, type Caller, type Door } from './door.ts';
import { inStep } from './in-step.ts';
import type { Link } from './link.ts';
import type { ClientTls, ServerTls } from './tls.ts';
import { dialWs } from './ws-link.ts';
import { listenWs, type Listening } from './ws-listen.ts';

/** What both ends of one attempt bring along. */
export interface SecureAttempt {
  readonly identity: string;
  readonly subprotocol: string;
  /** Absent: the CSMS speaks without TLS. */
  readonly server?: ServerTls;
  /** Absent: the station dials without TLS. */
  readonly client?: ClientTls;
  readonly basic?: Basic;
  readonly door: (caller: Caller) => Door;
}

export interface SecureCarriage {
  /** @throws SubjectError with the reason alone, as the station sees it: no address, nothing that chance decides. */
  connect(attempt: SecureAttempt): Promise<LinkPair>;
  close(): Promise<void>;
}

const PATIENCE = 5000;
const OFFERED = /^.* cannot be reached: /;

/** Real handshakes over loopback, TLS and all, in step with a night's clock, which stands still meanwhile. */
export const secureCarriage = (clock: Clock): SecureCarriage => {
  const listeners = new Map<ServerTls | undefined, Promise<Listening>>();
  let door: (caller: Caller) => Door = () => OPEN;
  let accepted: (link: Link) => void = (link) => link.abort();
  let last: Promise<unknown> = Promise.resolve();

  const listenerOf = (server: ServerTls | undefined, subprotocol: string): Promise<Listening> => {
    const found =
      listeners.get(server) ??
      listenWs({
        subprotocols: [subprotocol],
        unref: true,
        ...(server === undefined ? {} : { tls: server }),
        door: (caller) => door(caller),
        onLink: (link) => accepted(link),
      });
    listeners.set(server, found);
    return found;
  };

  const open = async (attempt: SecureAttempt): Promise<LinkPair> => {
    const release = clock.hold();
    try {
      const { port } = await listenerOf(attempt.server, attempt.subprotocol);
      ({ door } = attempt);
      const csms = new Promise<Link>((resolve) => {
        accepted = resolve;
      });
      const charger = await dialWs({
        url: `${attempt.client === undefined ? 'ws' : 'wss'}://127.0.0.1:${port}`,
        identity: attempt.identity,
        subprotocols: [attempt.subprotocol],
        timeoutMillis: PATIENCE,
        ...(attempt.client === undefined ? {} : { tls: attempt.client }),
        ...(attempt.basic === undefined ? {} : { basic: attempt.basic }),
      });
      return inStep({ charger, csms: await csms }, clock, millis(0));
    } catch (error) {
      throw new SubjectError(error instanceof Error ? error.message.replace(OFFERED, '') : 'refused');
    } finally {
      release();
    }
  };

  return {
    connect(attempt) {
      const pair = last.then(() => open(attempt));
      last = pair.catch(() => undefined);
      return pair;
    },
    async close() {
      const release = clock.hold();
      try {
        for (const listening of listeners.values()) await (await listening).close();
      } finally {
        release();
      }
    },
  };
};
