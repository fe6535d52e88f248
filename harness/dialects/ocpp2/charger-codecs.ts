import { wholeSeconds } from '../../energy/index.ts';
import { nothing, type Codecs } from '../codec.ts';
import type { FirmwareKind } from '../intents-firmware.ts';
import type { ChargerRequestKind, DialectId } from '../intents.ts';
import { instantIn, numberIn, present, writeInstant } from '../json.ts';
import { writeProfile } from '../profile-json.ts';
import { writeSamples } from '../samples.ts';
import { cut, token, tokenStatus, statusIn, transactionEvent, tokenReply, empty } from './parts.ts';

/** What a station says in 2.0.1 and 2.1; `dialect` decides on the few fields that only 2.1 has. */
export const chargerCodecs2 = (
  dialect: DialectId,
): Pick<Codecs, Exclude<ChargerRequestKind, FirmwareKind>> => ({
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
});
