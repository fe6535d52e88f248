import { wholeSeconds } from '../../energy/index.ts';
import { nothing, type Codecs } from '../codec.ts';
import type { FirmwareKind } from '../intents-firmware.ts';
import type { ChargerRequestKind } from '../intents.ts';
import { instantIn, numberIn, present, writeInstant } from '../json.ts';
import { writeSamples } from '../samples.ts';
import { cut, transactionNumber, tokenStatus, statusIn, empty } from './parts.ts';
import { wordFor, wordForState } from './status.ts';

/** What a charge point says in 1.6. */
export const CHARGER_CODECS_16: Pick<Codecs, Exclude<ChargerRequestKind, FirmwareKind>> = {
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
