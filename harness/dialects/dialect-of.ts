import type { Codec, Codecs, Decoders } from './codec.ts';
import type { Dialect, JsonObject } from './dialect.ts';
import type { DialectId, Intent, RequestKind } from './intents.ts';
import { CODECS_16 } from './ocpp16/codecs.ts';
import { DECODERS_16 } from './ocpp16/decoders.ts';
import { codecs2 } from './ocpp2/codecs.ts';
import { decoders2 } from './ocpp2/decoders.ts';

const make = (id: DialectId, codecs: Codecs, decoders: Decoders): Dialect => {
  // The table is keyed by the same K as its entries; the compiler cannot index a mapped type by a generic key.
  const codec = <K extends RequestKind>(kind: K): Codec<K> => codecs[kind];
  // Whoever listens to a link and whoever answers on it decode the same request, one right after the other.
  let latest:
    | { readonly action: string; readonly payload: JsonObject; readonly intent: Intent | undefined }
    | undefined;
  return {
    id,
    encodeRequest: (intent) => codec(intent.kind).encode(intent as never),
    decodeRequest({ action, payload }) {
      if (latest?.payload === payload && latest.action === action) return latest.intent;
      const intent = Object.hasOwn(decoders, action) ? decoders[action]?.(payload) : undefined;
      latest = { action, payload, intent };
      return intent;
    },
    encodeReply: (request, reply) => codec(request.kind).reply(reply as never, request as never),
    decodeReply: (request, payload) => codec(request.kind).readReply(payload, request as never),
  };
};

const DIALECTS: Readonly<Record<DialectId, Dialect>> = {
  'ocpp1.6': make('ocpp1.6', CODECS_16, DECODERS_16),
  'ocpp2.0.1': make('ocpp2.0.1', codecs2('ocpp2.0.1'), decoders2('ocpp2.0.1')),
  'ocpp2.1': make('ocpp2.1', codecs2('ocpp2.1'), decoders2('ocpp2.1')),
};

export const dialectOf = (id: DialectId): Dialect => DIALECTS[id];
