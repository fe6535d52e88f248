import type { FirmwareKind } from '../intents-firmware.ts';
import type { Codecs } from '../codec.ts';
import type { ChargerRequestKind, Replies } from '../intents.ts';
import { instantIn, listIn, objectIn, oneOf, present, textIn, writeInstant } from '../json.ts';
import { readComposite, writeComposite, writeProfile, writePurpose } from '../profile-json.ts';
import { neutralName, neutralValue, wireName, wireValue } from '../variables.ts';
import type { JsonObject } from '../../wire/index.ts';
import { OLD, cut, transactionNumber, statusIn, justStatus } from './parts.ts';

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

/** What a central system says in 1.6. */
export const CSMS_CODECS_16: Omit<Codecs, ChargerRequestKind | FirmwareKind> = {
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
