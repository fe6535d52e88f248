import { instant } from '../../time/index.ts';
import type { JsonObject } from '../../wire/index.ts';
import type { Codecs, Decoders } from '../codec.ts';
import { FIRMWARE_STATUSES, type FirmwareKind } from '../intents-firmware.ts';
import { instantIn, numberIn, objectIn, oneOf, present, textIn, writeInstant } from '../json.ts';
import { readUpdate, UPDATE_STATUSES } from '../firmware-json.ts';
import { empty, statusIn } from './parts.ts';

/** Plain 1.6 knows fewer states; the nearest is told. */
const PLAIN: Readonly<Record<string, string>> = {
  DownloadScheduled: 'Idle',
  DownloadPaused: 'Downloading',
  InstallRebooting: 'Installing',
  InstallScheduled: 'Downloaded',
  InstallVerificationFailed: 'InstallationFailed',
  InvalidSignature: 'InstallationFailed',
  SignatureVerified: 'Downloaded',
};

/** Firmware in 1.6: the plain messages, and those of the security extension where a request is signed. */
export const FIRMWARE_CODECS_16: Pick<Codecs, FirmwareKind> = {
  'updates firmware': {
    encode: (it) =>
      it.proof === undefined
        ? {
            action: 'UpdateFirmware',
            payload: { location: it.location, retrieveDate: writeInstant(it.retrieveAt) },
          }
        : {
            action: 'SignedUpdateFirmware',
            payload: {
              requestId: it.requestId,
              firmware: present({
                location: it.location,
                retrieveDateTime: writeInstant(it.retrieveAt),
                installDateTime: it.installAt === undefined ? undefined : writeInstant(it.installAt),
                signingCertificate: it.proof.certificate,
                signature: it.proof.signature,
              }),
            },
          },
    reply: (reply, request) => (request.proof === undefined ? {} : { status: reply.status }),
    readReply: (payload, request) =>
      request.proof === undefined ? { status: 'Accepted' } : statusIn(payload, UPDATE_STATUSES),
  },
  'reports firmware': {
    encode: (it) =>
      it.requestId === undefined
        ? { action: 'FirmwareStatusNotification', payload: { status: PLAIN[it.status] ?? it.status } }
        : {
            action: 'SignedFirmwareStatusNotification',
            payload: { status: it.status, requestId: it.requestId },
          },
    ...empty,
  },
};

const status = (it: JsonObject): (typeof FIRMWARE_STATUSES)[number] =>
  oneOf(textIn(it, 'status'), FIRMWARE_STATUSES) ?? 'Idle';

export const FIRMWARE_DECODERS_16: Decoders = {
  UpdateFirmware: (it) => ({
    kind: 'updates firmware',
    requestId: 0,
    location: textIn(it, 'location') ?? '',
    retrieveAt: instantIn(it, 'retrieveDate') ?? instant(0),
  }),
  SignedUpdateFirmware: (it) => readUpdate(numberIn(it, 'requestId') ?? 0, objectIn(it, 'firmware') ?? {}),
  FirmwareStatusNotification: (it) => ({ kind: 'reports firmware', status: status(it) }),
  SignedFirmwareStatusNotification: (it) => {
    const requestId = numberIn(it, 'requestId');
    return {
      kind: 'reports firmware',
      status: status(it),
      ...(requestId === undefined ? {} : { requestId }),
    };
  },
};
