import { wholeSeconds } from '../../energy/index.ts';
import type { JsonObject } from '../../wire/index.ts';
import type { Decoders } from '../codec.ts';
import {
  UNSTAMPED,
  type ChargingState,
  type ConnectorStatus,
  type DialectId,
  type Intent,
  type ProfileFilter,
  type TransactionFacts,
} from '../intents.ts';
import { instantIn, listIn, numberIn, objectIn, oneOf, textIn } from '../json.ts';
import { readProfile, readPurpose } from '../profile-json.ts';
import { readSamples, registerSamples } from '../samples.ts';
import { FIRMWARE_DECODERS_2 } from './firmware-codecs.ts';
import { neutralName, neutralValue } from '../variables.ts';

const STATES: readonly ChargingState[] = ['Idle', 'EVConnected', 'Charging', 'SuspendedEV', 'SuspendedEVSE'];
const STATUSES: readonly ConnectorStatus[] = ['Available', 'Occupied', 'Reserved', 'Unavailable', 'Faulted'];

const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };

const below = (json: JsonObject, key: string, inner: string): string | undefined => {
  const object = objectIn(json, key);
  return object === undefined ? undefined : textIn(object, inner);
};

const EVENTS = {
  Started: 'starts transaction',
  Updated: 'updates transaction',
  Ended: 'ends transaction',
} as const;

const transactionEvent = (it: JsonObject): Intent | undefined => {
  const eventType = oneOf(textIn(it, 'eventType'), ['Started', 'Updated', 'Ended'] as const);
  const at = instantIn(it, 'timestamp');
  if (eventType === undefined || at === undefined) return undefined;
  const info = objectIn(it, 'transactionInfo') ?? {};
  const evse = objectIn(it, 'evse') ?? {};
  const samples = readSamples(listIn(it, 'meterValue'));
  const facts: TransactionFacts = {
    evse: numberIn(evse, 'id') ?? 0,
    ...optional('connector', numberIn(evse, 'connectorId')),
    ...optional('transactionId', textIn(info, 'transactionId')),
    at,
    ...optional('seqNo', numberIn(it, 'seqNo')),
    ...optional('trigger', textIn(it, 'triggerReason')),
    ...optional('state', oneOf(textIn(info, 'chargingState'), STATES)),
    ...optional('offline', it['offline'] === true ? true : undefined),
    ...optional('token', below(it, 'idToken', 'idToken')),
    ...optional('register', registerSamples(samples).at(-1)?.value),
    samples,
    ...optional('reason', textIn(info, 'stoppedReason')),
    ...optional('remoteStartId', numberIn(info, 'remoteStartId')),
  };
  return { kind: EVENTS[eventType], ...facts };
};

const filterOf = (json: JsonObject, id: number | undefined, evse: number | undefined): ProfileFilter => ({
  ...optional('id', id),
  ...optional('evse', evse),
  ...optional('purpose', readPurpose(textIn(json, 'chargingProfilePurpose'))),
  ...optional('stackLevel', numberIn(json, 'stackLevel')),
});

const variableName = (dialect: DialectId, each: JsonObject): string =>
  neutralName(dialect, `${below(each, 'component', 'name') ?? ''}.${below(each, 'variable', 'name') ?? ''}`);

const NOTIFICATIONS = [
  'DataTransfer',
  'LogStatusNotification',
  'NotifyCustomerInformation',
  'NotifyDisplayMessages',
  'NotifyEvent',
  'NotifyEVChargingNeeds',
  'NotifyEVChargingSchedule',
  'NotifyMonitoringReport',
  'NotifyReport',
  'NotifyChargingLimit',
  'ClearedChargingLimit',
  'ReservationStatusUpdate',
  'SecurityEventNotification',
] as const;

export const decoders2 = (dialect: DialectId): Decoders => ({
  ...FIRMWARE_DECODERS_2,
  BootNotification: (it) => ({
    kind: 'boots',
    vendor: below(it, 'chargingStation', 'vendorName') ?? '',
    model: below(it, 'chargingStation', 'model') ?? '',
    ...optional('firmware', below(it, 'chargingStation', 'firmwareVersion')),
    reason: textIn(it, 'reason') ?? 'Unknown',
  }),
  Heartbeat: () => ({ kind: 'heartbeats' }),
  StatusNotification: (it) => ({
    kind: 'reports status',
    evse: numberIn(it, 'evseId') ?? 0,
    connector: numberIn(it, 'connectorId') ?? 0,
    status: oneOf(textIn(it, 'connectorStatus'), STATUSES) ?? 'Available',
    at: instantIn(it, 'timestamp') ?? UNSTAMPED,
  }),
  Authorize: (it) => ({ kind: 'authorizes', token: below(it, 'idToken', 'idToken') ?? '' }),
  TransactionEvent: transactionEvent,
  MeterValues: (it) => ({
    kind: 'sends meter values',
    evse: numberIn(it, 'evseId') ?? 0,
    samples: readSamples(listIn(it, 'meterValue')),
  }),
  ReportChargingProfiles: (it) => ({
    kind: 'reports profiles',
    requestId: numberIn(it, 'requestId') ?? 0,
    evse: numberIn(it, 'evseId') ?? 0,
    profiles: listIn(it, 'chargingProfile')
      .map((json) => readProfile(dialect, json))
      .filter((profile) => profile !== undefined),
    more: it['tbc'] === true,
  }),
  SetChargingProfile: (it) => {
    const profile = readProfile(dialect, it['chargingProfile']);
    return profile === undefined
      ? undefined
      : { kind: 'sets charging profile', evse: numberIn(it, 'evseId') ?? 0, profile };
  },
  ClearChargingProfile: (it) => {
    const criteria = objectIn(it, 'chargingProfileCriteria') ?? {};
    return {
      kind: 'clears charging profile',
      filter: filterOf(criteria, numberIn(it, 'chargingProfileId'), numberIn(criteria, 'evseId')),
    };
  },
  GetCompositeSchedule: (it) => ({
    kind: 'asks composite schedule',
    evse: numberIn(it, 'evseId') ?? 0,
    duration: wholeSeconds(numberIn(it, 'duration') ?? 0),
    ...optional('unit', oneOf(textIn(it, 'chargingRateUnit'), ['W', 'A'] as const)),
  }),
  GetChargingProfiles: (it) => {
    const criteria = objectIn(it, 'chargingProfile') ?? {};
    const ids = criteria['chargingProfileId'];
    const first: unknown = Array.isArray(ids) ? ids[0] : undefined;
    return {
      kind: 'asks profiles',
      requestId: numberIn(it, 'requestId') ?? 0,
      filter: filterOf(criteria, typeof first === 'number' ? first : undefined, numberIn(it, 'evseId')),
    };
  },
  RequestStartTransaction: (it) => ({
    kind: 'starts remotely',
    ...optional('evse', numberIn(it, 'evseId')),
    token: below(it, 'idToken', 'idToken') ?? '',
    remoteStartId: numberIn(it, 'remoteStartId') ?? 0,
    ...optional(
      'profile',
      it['chargingProfile'] === undefined ? undefined : readProfile(dialect, it['chargingProfile']),
    ),
  }),
  RequestStopTransaction: (it) => ({
    kind: 'stops remotely',
    transactionId: textIn(it, 'transactionId') ?? '',
  }),
  TriggerMessage: (it) => {
    const message = oneOf(textIn(it, 'requestedMessage'), [
      'BootNotification',
      'Heartbeat',
      'StatusNotification',
      'MeterValues',
    ] as const);
    const evse = objectIn(it, 'evse');
    return message === undefined
      ? undefined
      : {
          kind: 'triggers',
          message,
          ...optional('evse', evse === undefined ? undefined : numberIn(evse, 'id')),
        };
  },
  SetVariables: (it) => ({
    kind: 'sets variables',
    variables: listIn(it, 'setVariableData').map((each) => {
      const name = variableName(dialect, each);
      return { name, value: neutralValue(name, textIn(each, 'attributeValue') ?? '') };
    }),
  }),
  GetVariables: (it) => ({
    kind: 'reads variables',
    names: listIn(it, 'getVariableData').map((each) => variableName(dialect, each)),
  }),
  Reset: (it) => ({ kind: 'resets', how: textIn(it, 'type') === 'OnIdle' ? 'Soft' : 'Hard' }),
  ChangeAvailability: (it) => {
    const evse = objectIn(it, 'evse');
    return {
      kind: 'changes availability',
      evse: (evse === undefined ? undefined : numberIn(evse, 'id')) ?? 0,
      operative: textIn(it, 'operationalStatus') === 'Operative',
    };
  },
  ...Object.fromEntries(
    NOTIFICATIONS.map((action) => [action, (): Intent => ({ kind: 'notifies', action })]),
  ),
});
