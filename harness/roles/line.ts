import {
  createSpeaker,
  type Dialect,
  type DialectId,
  type Serving,
  type Speaker,
} from '../dialects/index.ts';
import { seconds, type Clock } from '../time/index.ts';
import type { Link } from '../wire/index.ts';
import type { RoleEvents } from './role.ts';
import { spoiledLink, type FrameHooks } from './spoiled-link.ts';

export interface LineParts {
  readonly link: Link;
  /** Counts the connections of this role. */
  readonly number: number;
  readonly dialect: DialectId;
  readonly spoken?: Dialect | undefined;
  readonly side: 'charger' | 'csms';
  readonly clock: Clock;
  readonly events: Partial<RoleEvents>;
  readonly identity: string;
  readonly serving: Serving;
  readonly closed: () => void;
  /** A liar's. */
  readonly hooks: FrameHooks;
}

const ANSWER_WITHIN = seconds(30);

/** A link that tells the player what really goes out over it, where hooks change what the role says. */
const told = ({ link, number, events }: LineParts): Link => ({
  get subprotocol() {
    return link.subprotocol;
  },
  get identity() {
    return link.identity;
  },
  get open() {
    return link.open;
  },
  send(text) {
    events.frame?.(number, 'sent', text, false, Buffer.byteLength(text));
    link.send(text);
  },
  close: (code, reason) => link.close(code, reason),
  abort: () => link.abort(),
  onMessage: (handler) => link.onMessage(handler),
  onClose: (handler) => link.onClose(handler),
});

/** A speaker over a link, with everything that happens on it told to the one who plays this role. */
export const openLine = (parts: LineParts): Speaker => {
  const { number, dialect, side, clock, events, identity } = parts;
  const { says, hears } = parts.hooks;
  const spoils = says !== undefined || hears !== undefined;
  const link = spoils ? spoiledLink(told(parts), parts.hooks) : parts.link;
  let said = 0;
  events.link?.(number, 'opened', { identity, subprotocol: link.subprotocol });
  return createSpeaker({
    link,
    dialect,
    ...(parts.spoken === undefined ? {} : { spoken: parts.spoken }),
    side,
    clock,
    timeout: ANSWER_WITHIN,
    nextId: () => {
      said += 1;
      return `${side}-${number}-${said}`;
    },
    serving: parts.serving,
    tap: (direction, text, binary, bytes) => {
      if (!spoils || direction === 'received') events.frame?.(number, direction, text, binary, bytes);
    },
    onClose: (code, reason) => {
      events.link?.(number, 'closed', { code, reason });
      parts.closed();
    },
  });
};
