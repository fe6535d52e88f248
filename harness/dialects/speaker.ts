import type { Clock, Millis } from '../time/index.ts';
import { createPeer, type CallReply, type JsonObject, type Link } from '../wire/index.ts';
import { dialectOf } from './dialect-of.ts';
import type { Dialect } from './dialect.ts';
import type { DialectId, Intent, IntentOf, Reply, RequestKind } from './intents.ts';
import type { Answer, Refusal, Serving, Speaker } from './speaker-types.ts';

export interface SpeakerOptions {
  readonly link: Link;
  readonly dialect: DialectId;
  /** The dialect as the other end's clock wants it (`ownClockDialect`); default: the plain one. */
  readonly spoken?: Dialect;
  readonly side: 'charger' | 'csms';
  readonly clock: Clock;
  readonly timeout: Millis;
  readonly nextId: () => string;
  readonly serving: Serving;
  readonly tap?: (direction: 'sent' | 'received', text: string, binary: boolean, bytes: number) => void;
  readonly onClose?: (code: number, reason: string) => void;
}

type AnyReply = Reply | Refusal;

const isRefusal = (reply: AnyReply): reply is Refusal => 'refuse' in reply;

const say = (dialect: Dialect, intent: Intent, reply: AnyReply): CallReply => {
  if (!isRefusal(reply)) return { kind: 'result', payload: dialect.encodeReply(intent, reply) };
  if (reply.refuse === 'silence') return { kind: 'silence' };
  return { kind: 'error', code: reply.refuse, description: reply.description ?? '' };
};

/** One end of a conversation in intents. An action that is known but not served is answered NotSupported (`RPC.18`). */
export const createSpeaker = (options: SpeakerOptions): Speaker => {
  const dialect = options.spoken ?? dialectOf(options.dialect);
  const answer = (action: string, payload: JsonObject): CallReply | Promise<CallReply> => {
    const intent = dialect.decodeRequest({ action, payload });
    if (intent === undefined)
      return { kind: 'error', code: 'NotSupported', description: `${action} is not supported here` };
    const handler = options.serving[intent.kind] as
      | ((intent: Intent) => AnyReply | Promise<AnyReply>)
      | undefined;
    if (handler === undefined)
      return { kind: 'error', code: 'NotSupported', description: `${action} is not supported here` };
    const reply = handler(intent);
    return reply instanceof Promise
      ? reply.then((late) => say(dialect, intent, late))
      : say(dialect, intent, reply);
  };
  const peer = createPeer({
    link: options.link,
    version: options.dialect,
    clock: options.clock,
    side: options.side,
    nextId: options.nextId,
    timeout: options.timeout,
    onCall: answer,
    ...(options.tap === undefined ? {} : { tap: options.tap }),
    ...(options.onClose === undefined ? {} : { onClose: options.onClose }),
  });
  return {
    dialect: options.dialect,
    get open() {
      return options.link.open;
    },
    close: (code, reason) => peer.close(code, reason),
    async ask<K extends RequestKind>(intent: IntentOf<K>, patience?: Millis): Promise<Answer<K>> {
      const { action, payload } = dialect.encodeRequest(intent);
      const outcome = await peer.call(action, payload, patience);
      if (outcome.kind !== 'result') return outcome;
      const reply = dialect.decodeReply(intent, outcome.payload);
      if (reply === undefined) return { kind: 'unreadable', detail: outcome.problems.join('; ') };
      return { kind: 'reply', reply };
    },
  };
};
