import type { JsonObject } from '../wire/index.ts';
import type { Message } from './dialect.ts';
import type { ChargerRequestKind, CsmsRequestKind, Intent, IntentOf, Reply, RequestKind } from './intents.ts';
import type { TariffChargerRequests, TariffCsmsRequests } from './intents-tariff.ts';

/** How one intent is said and read in one version: four small functions, so that each message stands alone. */
export interface Codec<K extends RequestKind> {
  readonly encode: (intent: IntentOf<K>) => Message;
  readonly reply: (reply: Reply<K>, request: IntentOf<K>) => JsonObject;
  /** undefined: not readable as an answer to this. */
  readonly readReply: (payload: JsonObject, request: IntentOf<K>) => Reply<K> | undefined;
}

/** Intents of prices and the display have tables of their own. */
export type PlainChargerKind = Exclude<ChargerRequestKind, keyof TariffChargerRequests>;
export type PlainCsmsKind = Exclude<CsmsRequestKind, keyof TariffCsmsRequests>;

export type Codecs = { readonly [K in RequestKind]: Codec<K> };
/** By action; undefined: the payload says nothing that we know. */
export type Decoders = Readonly<Record<string, (payload: JsonObject) => Intent | undefined>>;

export const nothing = (): Record<never, never> => ({});
