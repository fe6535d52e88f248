import { wholeSeconds } from '../../energy/index.ts';
import { nothing, type Codec, type Codecs } from '../codec.ts';
import type { JsonObject } from '../../wire/index.ts';
import type { ChargerRequestKind, Replies, RequestKind } from '../intents.ts';
import { instantIn, listIn, numberIn, objectIn, oneOf, present, textIn, writeInstant } from '../json.ts';
import { readComposite, writeComposite, writeProfile, writePurpose } from '../profile-json.ts';
import { writeSamples } from '../samples.ts';
import { neutralName, neutralValue, wireName, wireValue } from '../variables.ts';
import { wordFor, wordForState } from './status.ts';

const OLD = 'ocpp1.6';

/** Configuration keys are strings of at most 500 characters. */
const cut = (value: string, length: number): string => value.slice(0, length);
const transactionNumber = (id: string | undefined): number => {
  const number = Number(id);
  return Number.isInteger(number) ? number : -1;
};
const tokenStatus = (payload: JsonObject): { tokenStatus?: string } => {
  const info = objectIn(payload, 'idTagInfo');
  const status = info === undefined ? undefined : textIn(info, 'status');
  return status === undefined ? {} : { tokenStatus: status };
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
    reply: (reply: { status: string }) => ({ status: reply.status }),
    readReply: (payload: JsonObject) => statusIn(payload, allowed),
  }) as unknown as Pick<Codec<K>, 'reply' | 'readReply'>;
const empty = { reply: nothing, readReply: nothing };

const charger: Pick<Codecs, ChargerRequestKind> = {
  boots: {
    encode: (it) => ({
      action: 'BootNotification',
      payload: present({
        chargePointVendor: cut(it.vendor, 20),
        chargePointModel: cut(it.model, 20),
        firmwareVersion: it.firmware,
        chargePointSerialNumber: it.serial,
      }),
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
        connectorId: it.evse,
        errorCode: it.errorCode ?? 'NoError',
        status: wordFor(it.status, it.state),
        timestamp: writeInstant(it.at),
      },
    }),
    ...empty,
  },
  authorizes: {
    encode: (it) => ({ action: 'Authorize', payload: { idTag: cut(it.token, 20) } }),
    reply: (reply) => ({ idTagInfo: { status: reply.status } }),
    readReply(payload) {
      const { tokenStatus: status } = tokenStatus(payload);
      return status === undefined ? undefined : { status };
    },
  },
  'starts transaction': {
    encode: (it) => ({
      action: 'StartTransaction',
      payload: {
        connectorId: it.evse,
        idTag: cut(it.token ?? 'unknown', 20),
        meterStart: Math.round(it.register ?? 0),
        timestamp: writeInstant(it.at),
      },
    }),
    reply: (reply) => ({
      transactionId: transactionNumber(reply.transactionId),
      idTagInfo: { status: reply.tokenStatus ?? 'Accepted' },
    }),
    readReply(payload) {
      const id = numberIn(payload, 'transactionId');
      return id === undefined ? undefined : { transactionId: String(id), ...tokenStatus(payload) };
    },
  },
  'updates transaction': {
    // 1.6 has no such message: a change of state is a status, samples are meter values.
    encode: (it) =>
      it.state === undefined
        ? {
            action: 'MeterValues',
            payload: present({
              connectorId: it.evse,
              transactionId: it.transactionId === undefined ? undefined : transactionNumber(it.transactionId),
              meterValue: writeSamples(it.samples, true),
            }),
          }
        : {
            action: 'StatusNotification',
            payload: {
              connectorId: it.evse,
              errorCode: 'NoError',
              status: wordForState(it.state),
              timestamp: writeInstant(it.at),
            },
          },
    ...empty,
  },
  'ends transaction': {
    encode: (it) => ({
      action: 'StopTransaction',
      payload: present({
        transactionId: transactionNumber(it.transactionId),
        idTag: it.token === undefined ? undefined : cut(it.token, 20),
        meterStop: Math.round(it.register ?? 0),
        timestamp: writeInstant(it.at),
        reason: it.reason,
        transactionData: it.samples.length === 0 ? undefined : writeSamples(it.samples, true),
      }),
    }),
    reply: (reply) => (reply.tokenStatus === undefined ? {} : { idTagInfo: { status: reply.tokenStatus } }),
    readReply: tokenStatus,
  },
  'sends meter values': {
    encode: (it) => ({
      action: 'MeterValues',
      payload: present({
        connectorId: it.evse,
        transactionId: it.transactionId === undefined ? undefined : transactionNumber(it.transactionId),
        meterValue: writeSamples(it.samples, true),
      }),
    }),
    ...empty,
  },
  'reports profiles': {
    encode: () => ({ action: 'DataTransfer', payload: { vendorId: 'offpeak' } }),
    reply: () => ({ status: 'UnknownVendorId' }),
    readReply: nothing,
  },
  notifies: {
    encode: (it) => ({ action: it.action, payload: {} }),
    reply: (_, request) => (request.action === 'DataTransfer' ? { status: 'UnknownVendorId' } : {}),
    readReply: nothing,
  },
};

const configuration = (payload: JsonObject): Replies['reads variables'] => ({
  variables: listIn(payload, 'configurationKey').flatMap((entry) => {
    const key = textIn(entry, 'key');
    if (key === undefined) return [];
    const name = neutralName(OLD, key);
    return [{ name, value: neutralValue(name, textIn(entry, 'value') ?? '') }];
  }),
  unknown: (Array.isArray(payload['unknownKey']) ? payload['unknownKey'] : [])
    .filter((key) => typeof key === 'string')
    .map((key) => neutralName(OLD, key)),
});

const csms: Omit<Codecs, ChargerRequestKind> = {
  'sets charging profile': {
    encode: (it) => ({
      action: 'SetChargingProfile',
      payload: { connectorId: it.evse, csChargingProfiles: writeProfile(OLD, it.profile) },
    }),
    ...justStatus(['Accepted', 'Rejected', 'NotSupported']),
  },
  'clears charging profile': {
    encode: ({ filter }) => ({
      action: 'ClearChargingProfile',
      payload: present({
        id: filter.id,
        connectorId: filter.evse,
        chargingProfilePurpose: filter.purpose === undefined ? undefined : writePurpose(filter.purpose, OLD),
        stackLevel: filter.stackLevel,
      }),
    }),
    ...justStatus(['Accepted', 'Unknown']),
  },
  'asks composite schedule': {
    encode: (it) => ({
      action: 'GetCompositeSchedule',
      payload: present({ connectorId: it.evse, duration: it.duration, chargingRateUnit: it.unit }),
    }),
    reply: ({ status, schedule }, request) =>
      schedule === undefined
        ? { status }
        : {
            status,
            connectorId: request.evse,
            scheduleStart: writeInstant(schedule.start),
            chargingSchedule: writeComposite(OLD, schedule),
          },
    readReply(payload, request) {
      const status = statusIn(payload, ['Accepted', 'Rejected']);
      if (status === undefined) return undefined;
      const json = objectIn(payload, 'chargingSchedule');
      const schedule =
        json === undefined
          ? undefined
          : readComposite(json, request.evse, instantIn(payload, 'scheduleStart'));
      return schedule === undefined ? status : { ...status, schedule };
    },
  },
  'asks profiles': {
    encode: () => ({ action: 'GetCompositeSchedule', payload: { connectorId: 0, duration: 0 } }),
    reply: () => ({ status: 'Rejected' }),
    readReply: () => ({ status: 'NoProfiles' }),
  },
  'starts remotely': {
    encode: (it) => ({
      action: 'RemoteStartTransaction',
      payload: present({
        connectorId: it.evse,
        idTag: cut(it.token, 20),
        chargingProfile: it.profile === undefined ? undefined : writeProfile(OLD, it.profile),
      }),
    }),
    ...justStatus(['Accepted', 'Rejected']),
  },
  'stops remotely': {
    encode: (it) => ({
      action: 'RemoteStopTransaction',
      payload: { transactionId: transactionNumber(it.transactionId) },
    }),
    ...justStatus(['Accepted', 'Rejected']),
  },
  triggers: {
    encode: (it) => ({
      action: 'TriggerMessage',
      payload: present({ requestedMessage: it.message, connectorId: it.evse }),
    }),
    ...justStatus(['Accepted', 'Rejected', 'NotImplemented']),
  },
  'sets variables': {
    // One key per message in 1.6: the caller sends one variable at a time.
    encode: ({ variables: [first] }) => ({
      action: 'ChangeConfiguration',
      payload:
        first === undefined
          ? { key: '', value: '' }
          : {
              key: cut(wireName(OLD, first.name), 50),
              value: cut(wireValue(OLD, first.name, first.value), 500),
            },
    }),
    reply: ({ results }) => ({
      status: results[0]?.status === 'Unknown' ? 'NotSupported' : (results[0]?.status ?? 'Rejected'),
    }),
    readReply(payload, { variables: [first] }) {
      const status = oneOf(textIn(payload, 'status'), [
        'Accepted',
        'Rejected',
        'RebootRequired',
        'NotSupported',
      ]);
      if (status === undefined) return undefined;
      return {
        results: [{ name: first?.name ?? '', status: status === 'NotSupported' ? 'Unknown' : status }],
      };
    },
  },
  'reads variables': {
    encode: ({ names }) => ({
      action: 'GetConfiguration',
      payload: names.length === 0 ? {} : { key: names.map((name) => cut(wireName(OLD, name), 50)) },
    }),
    reply: ({ variables, unknown }) => ({
      configurationKey: variables.map(({ name, value }) => ({
        key: cut(wireName(OLD, name), 50),
        readonly: false,
        value: cut(wireValue(OLD, name, value), 500),
      })),
      unknownKey: unknown.map((name) => cut(wireName(OLD, name), 50)),
    }),
    readReply: configuration,
  },
  resets: {
    encode: (it) => ({ action: 'Reset', payload: { type: it.how } }),
    ...justStatus(['Accepted', 'Rejected']),
  },
  'changes availability': {
    encode: (it) => ({
      action: 'ChangeAvailability',
      payload: { connectorId: it.evse, type: it.operative ? 'Operative' : 'Inoperative' },
    }),
    ...justStatus(['Accepted', 'Rejected', 'Scheduled']),
  },
};

export const CODECS_16: Codecs = { ...charger, ...csms };
