import { nothing, type Codec } from '../codec.ts';
import type { DialectId, RequestKind, TransactionFacts } from '../intents.ts';
import { objectIn, oneOf, present, textIn, writeInstant } from '../json.ts';
import { writeSamples } from '../samples.ts';
import { writeEventMoney, writeInfoMoney } from './money-parts.ts';
import { componentVariable, neutralName, wireName, type ComponentVariable } from '../variables.ts';
import type { JsonObject } from '../../wire/index.ts';

export const cut = (value: string, length: number): string => value.slice(0, length);
export const token = (id: string): JsonObject => ({ idToken: cut(id, 36), type: 'ISO14443' });

export const tokenStatus = (payload: JsonObject): { tokenStatus?: string } => {
  const info = objectIn(payload, 'idTokenInfo');
  const status = info === undefined ? undefined : textIn(info, 'status');
  return status === undefined ? {} : { tokenStatus: status };
};
export const reasonIn = (payload: JsonObject): string | undefined => {
  const info = objectIn(payload, 'statusInfo');
  return info === undefined ? undefined : textIn(info, 'reasonCode');
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
    reply: (reply: { status: string; reason?: string }) =>
      present({
        status: reply.status,
        statusInfo: reply.reason === undefined ? undefined : { reasonCode: cut(reply.reason, 20) },
      }),
    readReply(payload: JsonObject) {
      const status = statusIn(payload, allowed);
      const reason = reasonIn(payload);
      return status === undefined || reason === undefined ? status : { ...status, reason };
    },
  }) as unknown as Pick<Codec<K>, 'reply' | 'readReply'>;
export const empty = { reply: nothing, readReply: nothing };

/** What a station gives as the cause when the role named none. */
export const TRIGGERS = {
  Started: 'CablePluggedIn',
  Updated: 'MeterValuePeriodic',
  Ended: 'EVCommunicationLost',
} as const;

export const transactionEvent = (
  eventType: keyof typeof TRIGGERS,
  it: TransactionFacts,
): { action: string; payload: JsonObject } => ({
  action: 'TransactionEvent',
  payload: present({
    eventType,
    timestamp: writeInstant(it.at),
    triggerReason: it.trigger ?? (it.state === undefined ? TRIGGERS[eventType] : 'ChargingStateChanged'),
    seqNo: it.seqNo ?? 0,
    offline: it.offline === true ? true : undefined,
    transactionInfo: present({
      transactionId: cut(it.transactionId ?? '', 36),
      chargingState: it.state,
      stoppedReason: eventType === 'Ended' ? it.reason : undefined,
      remoteStartId: it.remoteStartId,
      ...writeInfoMoney(it),
    }),
    ...writeEventMoney(it),
    evse: it.evse > 0 ? { id: it.evse, connectorId: it.connector ?? 1 } : undefined,
    idToken: it.token === undefined ? undefined : token(it.token),
    meterValue: it.samples.length === 0 ? undefined : writeSamples(it.samples, false),
  }),
});

const variableText = (variable: JsonObject): string => {
  const instance = textIn(variable, 'instance');
  return `${textIn(variable, 'name') ?? ''}${instance === undefined ? '' : `[${instance}]`}`;
};

export const nameIn = (dialect: DialectId, json: JsonObject): string => {
  const component = objectIn(json, 'component');
  const variable = objectIn(json, 'variable');
  return neutralName(
    dialect,
    `${component === undefined ? '' : (textIn(component, 'name') ?? '')}.${variable === undefined ? '' : variableText(variable)}`,
  );
};
export const place = (dialect: DialectId, name: string): ComponentVariable =>
  componentVariable(wireName(dialect, name));

export const SET_STATUS = {
  Accepted: 'Accepted',
  RebootRequired: 'RebootRequired',
  Rejected: 'Rejected',
  UnknownComponent: 'Unknown',
  UnknownVariable: 'Unknown',
  NotSupportedAttributeType: 'Rejected',
} as const;
