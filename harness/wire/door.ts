import { SubjectError } from '../errors.ts';
import { seconds, type Clock } from '../time/index.ts';
import type { Carriage } from './carriage.ts';
import { memoryLinkPair } from './memory-link.ts';
import type { Link } from './link.ts';
import type { Basic } from './basic.ts';

/** What stands at the endpoint of a CSMS when somebody dials it. */
export type Door =
  | { readonly kind: 'open' }
  /** Nobody listens: TCP is reset. */
  | { readonly kind: 'refused' }
  /** TCP is taken, and the handshake is never answered. */
  | { readonly kind: 'silent' }
  /** The handshake is answered with this status. */
  | { readonly kind: 'http'; readonly status: number }
  /** The handshake succeeds without a sub-protocol, or with one that nobody offered. */
  | { readonly kind: 'no sub-protocol' }
  | { readonly kind: 'wrong sub-protocol' };

/** Who dials, and what they show at the door. */
export interface Caller {
  readonly identity: string;
  readonly subprotocols: readonly string[];
  readonly basic?: Basic;
  /** Common name of a client certificate that was verified. */
  readonly certificate?: string;
}

export const OPEN: Door = { kind: 'open' };

/** A sub-protocol that no station offers. */
export const FOREIGN_SUBPROTOCOL = 'ocpp0.9';

export const describeDoor = (door: Door): string => {
  switch (door.kind) {
    case 'open':
      return 'open';
    case 'refused':
      return 'connection refused';
    case 'silent':
      return 'no answer to the handshake';
    case 'http':
      return `HTTP ${door.status}`;
    case 'no sub-protocol':
      return 'answered without a sub-protocol';
    case 'wrong sub-protocol':
      return `answered with the sub-protocol ${FOREIGN_SUBPROTOCOL}`;
  }
};

/** How long a station waits for an answer to its handshake before it gives up. */
const HANDSHAKE = seconds(30);

export interface Knock {
  readonly clock: Clock;
  readonly door: Door;
  /** How a connection comes about that is let in. */
  readonly connect: Carriage['connect'];
  readonly identity: string;
  readonly subprotocol: string;
  /** The CSMS's end of a connection that came about. */
  readonly enter: (link: Link) => void;
  /** A connection that was let in only to be useless: without a sub-protocol in common. */
  readonly stray: (link: Link) => void;
}

/** Dials through a door in this process, as a WebSocket client would find it. @throws SubjectError when it is shut. */
export const knock = async ({
  clock,
  door,
  connect,
  identity,
  subprotocol,
  enter,
  stray,
}: Knock): Promise<Link> => {
  const fail = (): SubjectError => new SubjectError(describeDoor(door));
  switch (door.kind) {
    case 'refused':
    case 'http':
      throw fail();
    case 'silent':
      return new Promise((_, reject) => {
        clock.after(HANDSHAKE, () => reject(fail()));
      });
    case 'open': {
      const pair = await connect({ identity, subprotocol });
      enter(pair.csms);
      if (!pair.csms.open) throw new SubjectError('cut off');
      return pair.charger;
    }
    case 'no sub-protocol':
    case 'wrong sub-protocol': {
      const chosen = door.kind === 'no sub-protocol' ? '' : FOREIGN_SUBPROTOCOL;
      const pair = memoryLinkPair(clock, { identity, subprotocol: chosen });
      stray(pair.csms);
      return pair.charger;
    }
  }
};
