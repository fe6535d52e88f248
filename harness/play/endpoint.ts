import type { Registration } from '../roles/index.ts';
import type { EndpointShow } from '../subject/index.ts';
import type { Endpoint } from '../suite/index.ts';
import { FIRST_STRAY_LINK, LONGEST_TEXT, type TraceWriter } from '../trace/index.ts';
import { OPEN, type Door, type Link } from '../wire/index.ts';

/** The endpoint of a played CSMS: locked as the scenario says, until it is unlocked. */
export interface LockableEndpoint {
  readonly locked: boolean;
  shows(): EndpointShow;
  onShow(told: () => void): void;
  door(): Door;
  registration(): Registration;
  /** From now on nothing is wrong with it. */
  unlock(): void;
  /** A link that came about without a version in common. What is said on it is evidence, and is not answered. */
  stray(link: Link): void;
  refused(reason: string, identity: string | undefined): void;
}

const doorOf = (lock: Endpoint['locked']): Door => {
  switch (lock) {
    case undefined:
    case 'pending':
    case 'rejected':
      return OPEN;
    case 'refused':
    case 'silent':
    case 'no sub-protocol':
    case 'wrong sub-protocol':
      return { kind: lock };
    case 'http 401':
    case 'http 403':
    case 'http 404':
      return { kind: 'http', status: Number(lock.slice(5)) };
  }
};

const registrationOf = ({ locked, interval }: Endpoint): Registration => {
  const status = locked === 'pending' ? 'Pending' : locked === 'rejected' ? 'Rejected' : 'Accepted';
  return status === 'Accepted' || interval === undefined ? { status } : { status, interval };
};

const MOST_STRAY_FRAMES = 200;

export const lockableEndpoint = (endpoint: Endpoint, trace: TraceWriter): LockableEndpoint => {
  let now = endpoint;
  const strays: Link[] = [];
  let frames = 0;
  let told: () => void = () => undefined;
  return {
    shows: () => ({
      ...(now.shows === undefined ? {} : { certificate: now.shows }),
      ...(now.tls === undefined ? {} : { tls: now.tls }),
    }),
    onShow(listener) {
      told = listener;
    },
    get locked() {
      return now.locked !== undefined || now.shows !== undefined || now.tls !== undefined;
    },
    door: () => doorOf(now.locked),
    registration: () => registrationOf(now),
    unlock() {
      now = {};
      told();
      for (const link of strays) link.close(1002, 'no common sub-protocol');
    },
    refused: (reason, identity) =>
      trace.add({
        kind: 'link',
        link: 0,
        state: 'refused',
        by: 'csms',
        reason,
        ...(identity === undefined ? {} : { identity }),
      }),
    stray(link) {
      const number = FIRST_STRAY_LINK + strays.length;
      strays.push(link);
      const { identity, subprotocol } = link;
      trace.add({ kind: 'link', link: number, state: 'opened', identity, subprotocol });
      link.onMessage(({ text }) => {
        frames += 1;
        if (frames > MOST_STRAY_FRAMES) return link.abort();
        trace.add({ kind: 'frame', link: number, from: 'charger', text: text.slice(0, LONGEST_TEXT) });
      });
      link.onClose(({ code, reason }) =>
        trace.add({ kind: 'link', link: number, state: 'closed', code, reason }),
      );
    },
  };
};
