import type { FirmwareKind } from '../intents-firmware.ts';
import type { Codecs } from '../codec.ts';
import type { CsmsRequestKind, DialectId } from '../intents.ts';
import { isObject, listIn, objectIn, present, textIn } from '../json.ts';
import { readComposite, writeComposite, writeProfile } from '../profile-json.ts';
import { neutralValue, wireValue } from '../variables.ts';
import { cut, token, statusIn, nameIn, place, SET_STATUS, justStatus } from './parts.ts';

/** What a central system says in 2.0.1 and 2.1. */
export const csmsCodecs2 = (dialect: DialectId): Pick<Codecs, Exclude<CsmsRequestKind, FirmwareKind>> => ({
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
