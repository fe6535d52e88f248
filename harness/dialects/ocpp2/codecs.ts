import { wholeSeconds } from '../../energy/index.ts';
import type { JsonObject } from '../../wire/index.ts';
import { nothing, type Codec, type Codecs } from '../codec.ts';
import type { DialectId, RequestKind, TransactionFacts } from '../intents.ts';
import {
  instantIn,
  isObject,
  listIn,
  numberIn,
  objectIn,
  oneOf,
  present,
  textIn,
  writeInstant,
} from '../json.ts';
import { readComposite, writeComposite, writeProfile } from '../profile-json.ts';
import { writeSamples } from '../samples.ts';
import {
  componentVariable,
  neutralName,
  neutralValue,
  wireName,
  wireValue,
  type ComponentVariable,
} from '../variables.ts';

const cut = (value: string, length: number): string => value.slice(0, length);
const token = (id: string): JsonObject => ({ idToken: cut(id, 36), type: 'ISO14443' });

const tokenStatus = (payload: JsonObject): { tokenStatus?: string } => {
  const info = objectIn(payload, 'idTokenInfo');
  const status = info === undefined ? undefined : textIn(info, 'status');
  return status === undefined ? {} : { tokenStatus: status };
};
const reasonIn = (payload: JsonObject): string | undefined => {
  const info = objectIn(payload, 'statusInfo');
  return info === undefined ? undefined : textIn(info, 'reasonCode');
};
const statusIn = <T extends string>(
  payload: JsonObject,
  allowed: readonly T[],
): { status: T } | undefined => {
  const status = oneOf(textIn(payload, 'status'), allowed);
  return status === undefined ? undefined : { status };
};
const justStatus = <K extends RequestKind, T extends string>(
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
const empty = { reply: nothing, readReply: nothing };

/** What a station gives as the cause when the role named none. */
const TRIGGERS = {
  Started: 'CablePluggedIn',
  Updated: 'MeterValuePeriodic',
  Ended: 'EVCommunicationLost',
} as const;

const transactionEvent = (
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
    }),
    evse: it.evse > 0 ? { id: it.evse, connectorId: it.connector ?? 1 } : undefined,
    idToken: it.token === undefined ? undefined : token(it.token),
    meterValue: it.samples.length === 0 ? undefined : writeSamples(it.samples, false),
  }),
});

const tokenReply = (reply: { readonly tokenStatus?: string }): JsonObject =>
  reply.tokenStatus === undefined ? {} : { idTokenInfo: { status: reply.tokenStatus } };

const nameIn = (dialect: DialectId, json: JsonObject): string => {
  const component = objectIn(json, 'component');
  const variable = objectIn(json, 'variable');
  return neutralName(
    dialect,
    `${component === undefined ? '' : (textIn(component, 'name') ?? '')}.${variable === undefined ? '' : (textIn(variable, 'name') ?? '')}`,
  );
};
const place = (dialect: DialectId, name: string): ComponentVariable =>
  componentVariable(wireName(dialect, name));

const SET_STATUS = {
  Accepted: 'Accepted',
  RebootRequired: 'RebootRequired',
  Rejected: 'Rejected',
  UnknownComponent: 'Unknown',
  UnknownVariable: 'Unknown',
  NotSupportedAttributeType: 'Rejected',
} as const;

/** 2.0.1 and 2.1 say these things alike; `dialect` decides on the few fields that only 2.1 has. */
export const codecs2 = (dialect: DialectId): Codecs => ({
  boots: {
    encode: (it) => ({
      action: 'BootNotification',
      payload: {
        reason: it.reason,
        chargingStation: present({
          vendorName: cut(it.vendor, 50),
          model: cut(it.model, 20),
          firmwareVersion: it.firmware,
          serialNumber: it.serial,
        }),
      },
    }),
    reply: (reply) => ({
      status: reply.status,
      currentTime: writeInstant(reply.now),
      interval: reply.interval,
    }),
    readReply(payload) {
      const status = statusIn(payload, ['Accepted', 'Pending', 'Rejected']);
      const now = instantIn(payload, 'currentTime');
      return status === undefined || now === undefined
        ? undefined
        : { ...status, now, interval: wholeSeconds(numberIn(payload, 'interval') ?? 0) };
    },
  },
  heartbeats: {
    encode: () => ({ action: 'Heartbeat', payload: {} }),
    reply: (reply) => ({ currentTime: writeInstant(reply.now) }),
    readReply(payload) {
      const now = instantIn(payload, 'currentTime');
      return now === undefined ? undefined : { now };
    },
  },
  'reports status': {
    encode: (it) => ({
      action: 'StatusNotification',
      payload: {
        timestamp: writeInstant(it.at),
        connectorStatus: it.status,
        evseId: it.evse,
        connectorId: it.connector,
      },
    }),
    ...empty,
  },
  authorizes: {
    encode: (it) => ({ action: 'Authorize', payload: { idToken: token(it.token) } }),
    reply: (reply) => ({ idTokenInfo: { status: reply.status } }),
    readReply(payload) {
      const { tokenStatus: status } = tokenStatus(payload);
      return status === undefined ? undefined : { status };
    },
  },
  'starts transaction': {
    encode: (it) => transactionEvent('Started', it),
    reply: tokenReply,
    readReply: tokenStatus,
  },
  'updates transaction': {
    encode: (it) => transactionEvent('Updated', it),
    reply: tokenReply,
    readReply: tokenStatus,
  },
  'ends transaction': {
    encode: (it) => transactionEvent('Ended', it),
    reply: tokenReply,
    readReply: tokenStatus,
  },
  'sends meter values': {
    encode: (it) => ({
      action: 'MeterValues',
      payload: { evseId: it.evse, meterValue: writeSamples(it.samples, false) },
    }),
    ...empty,
  },
  'reports profiles': {
    encode: (it) => ({
      action: 'ReportChargingProfiles',
      payload: present({
        requestId: it.requestId,
        chargingLimitSource: 'CSO',
        tbc: it.more ? true : undefined,
        evseId: it.evse,
        chargingProfile: it.profiles.map((profile) => writeProfile(dialect, profile)),
      }),
    }),
    ...empty,
  },
  notifies: {
    encode: (it) => ({ action: it.action, payload: {} }),
    reply: (_, request) =>
      request.action === 'DataTransfer'
        ? { status: 'UnknownVendorId' }
        : request.action === 'NotifyEVChargingNeeds'
          ? { status: 'Rejected' }
          : {},
    readReply: nothing,
  },
  'sets charging profile': {
    encode: (it) => ({
      action: 'SetChargingProfile',
      payload: { evseId: it.evse, chargingProfile: writeProfile(dialect, it.profile) },
    }),
    ...justStatus(['Accepted', 'Rejected']),
  },
  'clears charging profile': {
    encode: ({ filter }) => ({
      action: 'ClearChargingProfile',
      payload: present({
        chargingProfileId: filter.id,
        chargingProfileCriteria:
          filter.id === undefined
            ? present({
                evseId: filter.evse,
                chargingProfilePurpose: filter.purpose,
                stackLevel: filter.stackLevel,
              })
            : undefined,
      }),
    }),
    ...justStatus(['Accepted', 'Unknown']),
  },
  'asks composite schedule': {
    encode: (it) => ({
      action: 'GetCompositeSchedule',
      payload: present({ evseId: it.evse, duration: it.duration, chargingRateUnit: it.unit }),
    }),
    reply: ({ status, schedule }) =>
      schedule === undefined ? { status } : { status, schedule: writeComposite(dialect, schedule) },
    readReply(payload, request) {
      const status = statusIn(payload, ['Accepted', 'Rejected']);
      const json = objectIn(payload, 'schedule');
      const schedule = json === undefined ? undefined : readComposite(json, request.evse, undefined);
      return status === undefined || schedule === undefined ? status : { ...status, schedule };
    },
  },
  'asks profiles': {
    encode: ({ requestId, filter }) => ({
      action: 'GetChargingProfiles',
      payload: present({
        requestId,
        evseId: filter.evse,
        chargingProfile: present({
          chargingProfileId: filter.id === undefined ? undefined : [filter.id],
          chargingProfilePurpose: filter.purpose,
          stackLevel: filter.stackLevel,
        }),
      }),
    }),
    ...justStatus(['Accepted', 'NoProfiles']),
  },
  'starts remotely': {
    encode: (it) => ({
      action: 'RequestStartTransaction',
      payload: present({
        evseId: it.evse,
        remoteStartId: it.remoteStartId,
        idToken: token(it.token),
        chargingProfile: it.profile === undefined ? undefined : writeProfile(dialect, it.profile),
      }),
    }),
    reply: (reply) => present({ status: reply.status, transactionId: reply.transactionId }),
    readReply(payload) {
      const status = statusIn(payload, ['Accepted', 'Rejected']);
      const transactionId = textIn(payload, 'transactionId');
      return status === undefined || transactionId === undefined ? status : { ...status, transactionId };
    },
  },
  'stops remotely': {
    encode: (it) => ({
      action: 'RequestStopTransaction',
      payload: { transactionId: cut(it.transactionId, 36) },
    }),
    ...justStatus(['Accepted', 'Rejected']),
  },
  triggers: {
    encode: (it) => ({
      action: 'TriggerMessage',
      payload: present({
        requestedMessage: it.message,
        evse: it.evse === undefined ? undefined : { id: it.evse },
      }),
    }),
    ...justStatus(['Accepted', 'Rejected', 'NotImplemented']),
  },
  'sets variables': {
    encode: ({ variables }) => ({
      action: 'SetVariables',
      payload: {
        setVariableData: variables.map(({ name, value }) => ({
          attributeValue: cut(wireValue(dialect, name, value), 1000),
          ...place(dialect, name),
        })),
      },
    }),
    reply: ({ results }) => ({
      setVariableResult: results.map(({ name, status }) => ({
        attributeStatus: status === 'Unknown' ? 'UnknownVariable' : status,
        ...place(dialect, name),
      })),
    }),
    readReply: (payload) => ({
      results: listIn(payload, 'setVariableResult').map((each) => {
        const status = textIn(each, 'attributeStatus');
        const known = Object.entries(SET_STATUS).find(([name]) => name === status);
        return { name: nameIn(dialect, each), status: known?.[1] ?? 'Rejected' };
      }),
    }),
  },
  'reads variables': {
    encode: ({ names }) => ({
      action: 'GetVariables',
      payload: { getVariableData: names.map((name) => place(dialect, name)) },
    }),
    reply: ({ variables, unknown }) => ({
      getVariableResult: [
        ...variables.map(({ name, value }) => ({
          attributeStatus: 'Accepted',
          attributeValue: cut(wireValue(dialect, name, value), 2500),
          ...place(dialect, name),
        })),
        ...unknown.map((name) => ({ attributeStatus: 'UnknownVariable', ...place(dialect, name) })),
      ],
    }),
    readReply(payload) {
      const results = listIn(payload, 'getVariableResult').filter((each) => isObject(each));
      const known = results.filter((each) => textIn(each, 'attributeStatus') === 'Accepted');
      return {
        variables: known.map((each) => {
          const name = nameIn(dialect, each);
          return { name, value: neutralValue(name, textIn(each, 'attributeValue') ?? '') };
        }),
        unknown: results.filter((each) => !known.includes(each)).map((each) => nameIn(dialect, each)),
      };
    },
  },
  resets: {
    encode: (it) => ({ action: 'Reset', payload: { type: it.how === 'Hard' ? 'Immediate' : 'OnIdle' } }),
    ...justStatus(['Accepted', 'Rejected', 'Scheduled']),
  },
  'changes availability': {
    encode: (it) => ({
      action: 'ChangeAvailability',
      payload: present({
        operationalStatus: it.operative ? 'Operative' : 'Inoperative',
        evse: it.evse > 0 ? { id: it.evse } : undefined,
      }),
    }),
    ...justStatus(['Accepted', 'Rejected', 'Scheduled']),
  },
});
