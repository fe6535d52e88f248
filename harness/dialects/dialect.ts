import type { DialectId, Intent, IntentOf, Reply, RequestKind } from './intents.ts';

export type JsonObject = { readonly [key: string]: unknown };

export interface Message {
  readonly action: string;
  readonly payload: JsonObject;
}

/** Knows about a station that a message alone does not carry. */
export interface Decoding {
  /** What the request of an answer was, where the answer cannot be read alone. */
  readonly request?: JsonObject;
}

/**
 * One OCPP version: intents to messages and back. Pure. `decode*` never throws on a hostile payload: it returns
 * `undefined` for what it does not know, and reads leniently what the schema allows.
 */
export interface Dialect {
  readonly id: DialectId;
  encodeRequest<K extends RequestKind>(intent: IntentOf<K>): Message;
  decodeRequest(message: Message): Intent | undefined;
  encodeReply<K extends RequestKind>(request: IntentOf<K>, reply: Reply<K>): JsonObject;
  decodeReply<K extends RequestKind>(request: IntentOf<K>, payload: JsonObject): Reply<K> | undefined;
}
