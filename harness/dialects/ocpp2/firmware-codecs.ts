import type { Codecs, Decoders } from '../codec.ts';
import { readUpdate, UPDATE_STATUSES } from '../firmware-json.ts';
import { FIRMWARE_STATUSES, type FirmwareKind } from '../intents-firmware.ts';
import { numberIn, objectIn, oneOf, present, textIn, writeInstant } from '../json.ts';
import { empty, justStatus } from './parts.ts';

/** Firmware in 2.0.1 and 2.1: one pair of messages, signed or not. */
export const FIRMWARE_CODECS_2: Pick<Codecs, FirmwareKind> = {
  'updates firmware': {
    encode: (it) => ({
      action: 'UpdateFirmware',
      payload: {
        requestId: it.requestId,
        firmware: present({
          location: it.location,
          retrieveDateTime: writeInstant(it.retrieveAt),
          installDateTime: it.installAt === undefined ? undefined : writeInstant(it.installAt),
          signingCertificate: it.proof?.certificate,
          signature: it.proof?.signature,
        }),
      },
    }),
    ...justStatus(UPDATE_STATUSES),
  },
  'reports firmware': {
    encode: (it) => ({
      action: 'FirmwareStatusNotification',
      payload: present({ status: it.status, requestId: it.requestId }),
    }),
    ...empty,
  },
};

export const FIRMWARE_DECODERS_2: Decoders = {
  UpdateFirmware: (it) => readUpdate(numberIn(it, 'requestId') ?? 0, objectIn(it, 'firmware') ?? {}),
  FirmwareStatusNotification: (it) => {
    const requestId = numberIn(it, 'requestId');
    const status = oneOf(textIn(it, 'status'), FIRMWARE_STATUSES) ?? 'Idle';
    return { kind: 'reports firmware', status, ...(requestId === undefined ? {} : { requestId }) };
  },
};
