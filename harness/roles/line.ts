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

/** A speaker over a link, with everything that happens on it told to the one who plays this role. */
export const openLine = (parts: LineParts): Speaker => {
  const { number, dialect, side, clock, events, identity } = parts;
  const { says, hears } = parts.hooks;
  const link = says === undefined && hears === undefined ? parts.link : spoiledLink(parts.link, parts.hooks);
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
    tap: (direction, text, binary, bytes) => events.frame?.(number, direction, text, binary, bytes),
    onClose: (code, reason) => {
      events.link?.(number, 'closed', { code, reason });
      parts.closed();
    },
  });
};
