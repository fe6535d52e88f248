import { wholeSeconds } from '../../energy/index.ts';
import type { Decoders } from '../codec.ts';
import { UNSTAMPED, type Intent } from '../intents.ts';
import { instantIn, isZoneless, listIn, numberIn, objectIn, oneOf, textIn } from '../json.ts';
import { readProfile, readPurpose } from '../profile-json.ts';
import { readSamples } from '../samples.ts';
import { neutralName, neutralValue } from '../variables.ts';
import { FIRMWARE_DECODERS_16 } from './firmware-codecs.ts';
import { readWord } from './status.ts';

const idText = (value: number | undefined): { transactionId?: string } =>
  value === undefined ? {} : { transactionId: String(value) };
const notifies = (action: string) => (): Intent => ({ kind: 'notifies', action });

export const DECODERS_16: Decoders = {
  ...FIRMWARE_DECODERS_16,
  BootNotification: (it) => {
    const firmware = textIn(it, 'firmwareVersion');
    return {
      kind: 'boots',
      vendor: textIn(it, 'chargePointVendor') ?? '',
      model: textIn(it, 'chargePointModel') ?? '',
      ...(firmware === undefined ? {} : { firmware }),
      reason: 'PowerUp',
    };
  },
  Heartbeat: () => ({ kind: 'heartbeats' }),
  StatusNotification: (it) => {
    const connector = numberIn(it, 'connectorId') ?? 0;
    const at = instantIn(it, 'timestamp');
    // Without a timestamp the moment of receipt counts; 0 says that it was not given.
    return {
      kind: 'reports status',
      evse: connector,
      connector,
      ...readWord(textIn(it, 'status')),
      at: at ?? UNSTAMPED,
      errorCode: textIn(it, 'errorCode') ?? 'NoError',
    };
  },
  Authorize: (it) => ({ kind: 'authorizes', token: textIn(it, 'idTag') ?? '' }),
  StartTransaction: (it) => {
    const at = instantIn(it, 'timestamp');
    if (at === undefined) return undefined;
    return {
      kind: 'starts transaction',
      evse: numberIn(it, 'connectorId') ?? 0,
      at,
      token: textIn(it, 'idTag') ?? '',
      ...(isZoneless(it, 'timestamp') ? { zoneless: true as const } : {}),
      register: numberIn(it, 'meterStart') ?? 0,
      samples: [],
    };
  },
  StopTransaction: (it) => {
    const at = instantIn(it, 'timestamp');
    if (at === undefined) return undefined;
    const reason = textIn(it, 'reason');
    return {
      kind: 'ends transaction',
      evse: 0,
      ...idText(numberIn(it, 'transactionId')),
      ...(it['idTag'] === undefined ? {} : { token: textIn(it, 'idTag') ?? '' }),
      at,
      register: numberIn(it, 'meterStop') ?? 0,
      samples: readSamples(listIn(it, 'transactionData')),
      ...(reason === undefined ? {} : { reason }),
    };
  },
  MeterValues: (it) => ({
    kind: 'sends meter values',
    evse: numberIn(it, 'connectorId') ?? 0,
    ...idText(numberIn(it, 'transactionId')),
    samples: readSamples(listIn(it, 'meterValue')),
  }),
  SetChargingProfile: (it) => {
    const profile = readProfile('ocpp1.6', it['csChargingProfiles']);
    return profile === undefined
      ? undefined
      : { kind: 'sets charging profile', evse: numberIn(it, 'connectorId') ?? 0, profile };
  },
  ClearChargingProfile: (it) => {
    const id = numberIn(it, 'id');
    const evse = numberIn(it, 'connectorId');
    const purpose = readPurpose(textIn(it, 'chargingProfilePurpose'));
    const stackLevel = numberIn(it, 'stackLevel');
    return {
      kind: 'clears charging profile',
      filter: {
        ...(id === undefined ? {} : { id }),
        ...(evse === undefined ? {} : { evse }),
        ...(purpose === undefined ? {} : { purpose }),
        ...(stackLevel === undefined ? {} : { stackLevel }),
      },
    };
  },
  GetCompositeSchedule: (it) => {
    const unit = oneOf(textIn(it, 'chargingRateUnit'), ['W', 'A'] as const);
    return {
      kind: 'asks composite schedule',
      evse: numberIn(it, 'connectorId') ?? 0,
      duration: wholeSeconds(numberIn(it, 'duration') ?? 0),
      ...(unit === undefined ? {} : { unit }),
    };
  },
  RemoteStartTransaction: (it) => {
    const evse = numberIn(it, 'connectorId');
    const json = objectIn(it, 'chargingProfile');
    const profile = json === undefined ? undefined : readProfile('ocpp1.6', json);
    return {
      kind: 'starts remotely',
      ...(evse === undefined ? {} : { evse }),
      token: textIn(it, 'idTag') ?? '',
      remoteStartId: 0,
      ...(profile === undefined ? {} : { profile }),
    };
  },
  RemoteStopTransaction: (it) => ({
    kind: 'stops remotely',
    transactionId: String(numberIn(it, 'transactionId') ?? -1),
  }),
  TriggerMessage: (it) => {
    const message = oneOf(textIn(it, 'requestedMessage'), [
      'BootNotification',
      'Heartbeat',
      'StatusNotification',
      'MeterValues',
    ]);
    const evse = numberIn(it, 'connectorId');
    return message === undefined
      ? undefined
      : { kind: 'triggers', message, ...(evse === undefined ? {} : { evse }) };
  },
  ChangeConfiguration: (it) => {
    const name = neutralName('ocpp1.6', textIn(it, 'key') ?? '');
    return {
      kind: 'sets variables',
      variables: [{ name, value: neutralValue(name, textIn(it, 'value') ?? '') }],
    };
  },
  GetConfiguration: (it) => ({
    kind: 'reads variables',
    names: (Array.isArray(it['key']) ? it['key'] : [])
      .filter((key) => typeof key === 'string')
      .slice(0, 500)
      .map((key) => neutralName('ocpp1.6', key)),
  }),
  Reset: (it) => ({ kind: 'resets', how: textIn(it, 'type') === 'Hard' ? 'Hard' : 'Soft' }),
  ChangeAvailability: (it) => ({
    kind: 'changes availability',
    evse: numberIn(it, 'connectorId') ?? 0,
    operative: textIn(it, 'type') === 'Operative',
  }),
  DataTransfer: notifies('DataTransfer'),
  DiagnosticsStatusNotification: notifies('DiagnosticsStatusNotification'),
  SecurityEventNotification: notifies('SecurityEventNotification'),
  LogStatusNotification: notifies('LogStatusNotification'),
};
