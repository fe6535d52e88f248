import type { JsonObject } from '../../wire/index.ts';
import { nothing, type Codec, type Codecs, type Decoders } from '../codec.ts';
import type { DialectId } from '../intents.ts';
import type { DisplayMessage, Told } from '../intents-tariff.ts';
import { instantIn, isObject, listIn, numberIn, objectIn, present, textIn, writeInstant } from '../json.ts';
import { textOf, textsIn, writeText } from './money-parts.ts';
import { cut, reasonIn } from './parts.ts';

const MOST_IDS = 200;

const writeMessage = (dialect: DialectId, message: DisplayMessage): JsonObject =>
  present({
    id: message.id,
    priority: message.priority,
    state: message.state,
    startDateTime: message.from === undefined ? undefined : writeInstant(message.from),
    endDateTime: message.until === undefined ? undefined : writeInstant(message.until),
    transactionId: message.transactionId === undefined ? undefined : cut(message.transactionId, 36),
    display: message.evse === undefined ? undefined : { name: 'Display', evse: { id: message.evse } },
    message: writeText(message.text),
    messageExtra:
      dialect === 'ocpp2.1' && (message.extra?.length ?? 0) > 0 ? message.extra?.map(writeText) : undefined,
  });

const readMessage = (json: JsonObject): DisplayMessage | undefined => {
  const id = numberIn(json, 'id');
  const text = textOf(objectIn(json, 'message'));
  if (id === undefined || text === undefined) return undefined;
  const state = textIn(json, 'state');
  const from = instantIn(json, 'startDateTime');
  const until = instantIn(json, 'endDateTime');
  const transactionId = textIn(json, 'transactionId');
  const place = objectIn(objectIn(json, 'display') ?? {}, 'evse');
  const evse = place === undefined ? undefined : numberIn(place, 'id');
  const extra = textsIn(json, 'messageExtra');
  return {
    id,
    priority: textIn(json, 'priority') ?? '',
    text,
    ...(state === undefined ? {} : { state }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(transactionId === undefined ? {} : { transactionId }),
    ...(evse === undefined ? {} : { evse }),
    ...(extra.length === 0 ? {} : { extra }),
  };
};

/** A status with its reason, kept as sent. */
export const told = {
  reply: (reply: Told): JsonObject =>
    present({
      status: reply.status,
      statusInfo: reply.reason === undefined ? undefined : { reasonCode: cut(reply.reason, 20) },
    }),
  readReply(payload: JsonObject): Told | undefined {
    const status = textIn(payload, 'status');
    const reason = reasonIn(payload);
    return status === undefined ? undefined : { status, ...(reason === undefined ? {} : { reason }) };
  },
};

type DisplayKind =
  | 'sets display message'
  | 'asks display messages'
  | 'clears display message'
  | 'reports display messages'
  | 'updates cost';

/** Display messages and running cost: 2.0.1 and 2.1. */
export const displayCodecs2 = (dialect: DialectId): Pick<Codecs, DisplayKind> => ({
  'sets display message': {
    encode: ({ message }) => ({
      action: 'SetDisplayMessage',
      payload: { message: writeMessage(dialect, message) },
    }),
    ...told,
  },
  'asks display messages': {
    encode: (it) => ({
      action: 'GetDisplayMessages',
      payload: present({ requestId: it.requestId, id: it.ids, priority: it.priority, state: it.inState }),
    }),
    ...told,
  },
  'clears display message': {
    encode: ({ id }) => ({ action: 'ClearDisplayMessage', payload: { id } }),
    ...told,
  },
  'reports display messages': {
    encode: (it) => ({
      action: 'NotifyDisplayMessages',
      payload: present({
        requestId: it.requestId,
        tbc: it.more ? true : undefined,
        messageInfo:
          it.messages.length === 0 ? undefined : it.messages.map((message) => writeMessage(dialect, message)),
      }),
    }),
    reply: nothing,
    readReply: nothing,
  },
  'updates cost': {
    encode: (it) => ({
      action: 'CostUpdated',
      payload: { totalCost: it.cost, transactionId: cut(it.transactionId, 36) },
    }),
    reply: nothing,
    readReply: nothing,
  } satisfies Codec<'updates cost'>,
});

export const displayDecoders2: Decoders = {
  SetDisplayMessage: (it) => {
    const json = it['message'];
    const message = isObject(json) ? readMessage(json) : undefined;
    return message === undefined ? undefined : { kind: 'sets display message', message };
  },
  GetDisplayMessages: (it) => {
    const ids = it['id'];
    const priority = textIn(it, 'priority');
    const state = textIn(it, 'state');
    return {
      kind: 'asks display messages',
      requestId: numberIn(it, 'requestId') ?? 0,
      ...(Array.isArray(ids) ? { ids: ids.slice(0, MOST_IDS).filter((id) => typeof id === 'number') } : {}),
      ...(priority === undefined ? {} : { priority }),
      ...(state === undefined ? {} : { inState: state }),
    };
  },
  ClearDisplayMessage: (it) => ({ kind: 'clears display message', id: numberIn(it, 'id') ?? -1 }),
  NotifyDisplayMessages: (it) => ({
    kind: 'reports display messages',
    requestId: numberIn(it, 'requestId') ?? 0,
    messages: listIn(it, 'messageInfo').flatMap((each) => readMessage(each) ?? []),
    more: it['tbc'] === true,
  }),
  CostUpdated: (it) => ({
    kind: 'updates cost',
    transactionId: textIn(it, 'transactionId') ?? '',
    cost: numberIn(it, 'totalCost') ?? Number.NaN,
  }),
};
