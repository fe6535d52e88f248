import { nothing, type Codec } from '../codec.ts';
import type { RequestKind } from '../intents.ts';
import { objectIn, oneOf, textIn } from '../json.ts';
import type { JsonObject } from '../../wire/index.ts';

export const OLD = 'ocpp1.6';

/** Configuration keys are strings of at most 500 characters. */
export const cut = (value: string, length: number): string => value.slice(0, length);
export const transactionNumber = (id: string | undefined): number => {
  const number = Number(id);
  return Number.isInteger(number) ? number : -1;
};
export const tokenStatus = (payload: JsonObject): { tokenStatus?: string } => {
  const info = objectIn(payload, 'idTagInfo');
  const status = info === undefined ? undefined : textIn(info, 'status');
  return status === undefined ? {} : { tokenStatus: status };
};
export const statusIn = <T extends string>(
  payload: JsonObject,
  allowed: readonly T[],
): { status: T } | undefined => {
  const status = oneOf(textIn(payload, 'status'), allowed);
  return status === undefined ? undefined : { status };
};
export const justStatus = <K extends RequestKind, T extends string>(
  allowed: readonly T[],
): Pick<Codec<K>, 'reply' | 'readReply'> =>
  ({
    reply: (reply: { status: string }) => ({ status: reply.status }),
    readReply: (payload: JsonObject) => statusIn(payload, allowed),
  }) as unknown as Pick<Codec<K>, 'reply' | 'readReply'>;
export const empty = { reply: nothing, readReply: nothing };
