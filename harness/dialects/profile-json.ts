import {
  wholeSeconds,
  type ChargingProfile,
  type ChargingSchedule,
  type CompositePeriod,
  type CompositeSchedule,
  type Phases,
  type ProfileKind,
  type ProfilePurpose,
  type SchedulePeriod,
} from '../energy/index.ts';
import type { Instant } from '../time/index.ts';
import type { DialectId } from './intents.ts';
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
} from './json.ts';
import type { JsonObject } from '../wire/index.ts';

const PURPOSES: readonly ProfilePurpose[] = [
  'ChargingStationExternalConstraints',
  'ChargingStationMaxProfile',
  'TxDefaultProfile',
  'TxProfile',
  'PriorityCharging',
  'LocalGeneration',
];
const KINDS: readonly ProfileKind[] = ['Absolute', 'Recurring', 'Relative', 'Dynamic'];
/** More periods than any station takes; what lies beyond is hostile. */
const MOST_PERIODS = 2000;

export const readPurpose = (name: string | undefined): ProfilePurpose | undefined =>
  name === 'ChargePointMaxProfile' ? 'ChargingStationMaxProfile' : oneOf(name, PURPOSES);
export const writePurpose = (purpose: ProfilePurpose, dialect: DialectId): string =>
  dialect === 'ocpp1.6' && purpose === 'ChargingStationMaxProfile' ? 'ChargePointMaxProfile' : purpose;

const phasesIn = (json: JsonObject, key: string): Phases | undefined => {
  const value = numberIn(json, key);
  return value === 1 || value === 2 || value === 3 ? value : undefined;
};

const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };

const readPeriod = (json: JsonObject): SchedulePeriod | undefined => {
  const start = numberIn(json, 'startPeriod');
  if (start === undefined) return undefined;
  return {
    start: wholeSeconds(start),
    ...optional('limit', numberIn(json, 'limit')),
    ...optional('phases', phasesIn(json, 'numberPhases')),
    ...optional('phaseToUse', phasesIn(json, 'phaseToUse')),
  };
};

const readSchedule = (json: JsonObject): ChargingSchedule | undefined => {
  const unit = oneOf(textIn(json, 'chargingRateUnit'), ['W', 'A'] as const);
  const periods = listIn(json, 'chargingSchedulePeriod').slice(0, MOST_PERIODS).map(readPeriod);
  if (unit === undefined || periods.length === 0) return undefined;
  const whole = periods.filter((period) => period !== undefined);
  if (whole.length !== periods.length) return undefined;
  const duration = numberIn(json, 'duration');
  const delay = numberIn(json, 'randomizedDelay');
  return {
    ...optional('id', numberIn(json, 'id')),
    ...optional('start', instantIn(json, 'startSchedule')),
    ...optional('duration', duration === undefined ? undefined : wholeSeconds(duration)),
    unit,
    ...optional('minRate', numberIn(json, 'minChargingRate')),
    periods: whole,
    ...optional('useLocalTime', json['useLocalTime'] === true ? true : undefined),
    ...optional('randomizedDelay', delay === undefined ? undefined : wholeSeconds(delay)),
  };
};

/** Reads a ChargingProfile of any version; undefined when it is none. */
export const readProfile = (dialect: DialectId, json: unknown): ChargingProfile | undefined => {
  if (!isObject(json)) return undefined;
  const old = dialect === 'ocpp1.6';
  const id = numberIn(json, old ? 'chargingProfileId' : 'id');
  const stackLevel = numberIn(json, 'stackLevel');
  const purpose = readPurpose(textIn(json, 'chargingProfilePurpose'));
  const kind = oneOf(textIn(json, 'chargingProfileKind'), KINDS);
  const single = objectIn(json, 'chargingSchedule');
  const [first, ...rest] = (single === undefined ? listIn(json, 'chargingSchedule') : [single])
    .slice(0, 3)
    .map(readSchedule);
  if (
    id === undefined ||
    stackLevel === undefined ||
    purpose === undefined ||
    kind === undefined ||
    first === undefined
  )
    return undefined;
  const transaction = json['transactionId'];
  const maxOffline = numberIn(json, 'maxOfflineDuration');
  return {
    id,
    stackLevel,
    purpose,
    kind,
    ...optional('recurrency', oneOf(textIn(json, 'recurrencyKind'), ['Daily', 'Weekly'] as const)),
    ...optional('validFrom', instantIn(json, 'validFrom')),
    ...optional('validTo', instantIn(json, 'validTo')),
    ...optional(
      'transactionId',
      typeof transaction === 'string' || typeof transaction === 'number' ? String(transaction) : undefined,
    ),
    ...optional('maxOfflineDuration', maxOffline === undefined ? undefined : wholeSeconds(maxOffline)),
    ...optional('invalidAfterOffline', json['invalidAfterOfflineDuration'] === true ? true : undefined),
    schedules: [first, ...rest.filter((each) => each !== undefined)],
  };
};

const time = (when: Instant | undefined): string | undefined =>
  when === undefined ? undefined : writeInstant(when);

const writePeriod = (period: SchedulePeriod | CompositePeriod, phaseToUse?: Phases): JsonObject =>
  present({ startPeriod: period.start, limit: period.limit, numberPhases: period.phases, phaseToUse });

/** Writes a ChargingProfile as `dialect` spells it. */
export const writeProfile = (dialect: DialectId, profile: ChargingProfile): JsonObject => {
  const old = dialect === 'ocpp1.6';
  const schedules = profile.schedules.map((schedule) =>
    present({
      id: old ? undefined : (schedule.id ?? profile.id),
      startSchedule: time(schedule.start),
      duration: schedule.duration,
      chargingRateUnit: schedule.unit,
      minChargingRate: schedule.minRate,
      chargingSchedulePeriod: schedule.periods.map((period) =>
        writePeriod(period, old ? undefined : period.phaseToUse),
      ),
      useLocalTime: dialect === 'ocpp2.1' ? schedule.useLocalTime : undefined,
      randomizedDelay: dialect === 'ocpp2.1' ? schedule.randomizedDelay : undefined,
    }),
  );
  const numeric = Number(profile.transactionId);
  return present({
    [old ? 'chargingProfileId' : 'id']: profile.id,
    transactionId:
      old && profile.transactionId !== undefined
        ? Number.isInteger(numeric)
          ? numeric
          : -1
        : profile.transactionId,
    stackLevel: profile.stackLevel,
    chargingProfilePurpose: writePurpose(profile.purpose, dialect),
    chargingProfileKind: profile.kind,
    recurrencyKind: profile.recurrency,
    validFrom: time(profile.validFrom),
    validTo: time(profile.validTo),
    maxOfflineDuration: dialect === 'ocpp2.1' ? profile.maxOfflineDuration : undefined,
    invalidAfterOfflineDuration: dialect === 'ocpp2.1' ? profile.invalidAfterOffline : undefined,
    chargingSchedule: old ? schedules[0] : schedules,
  });
};

/** What stands for "nothing limits" in an answer that must give a number (knowledge/protocol.md §10 A1). */
const UNLIMITED = { W: 1_000_000, A: 1000 } as const;

const compositePeriods = (schedule: CompositeSchedule): readonly JsonObject[] =>
  schedule.periods.map((period) =>
    writePeriod({ ...period, limit: period.limit ?? UNLIMITED[schedule.unit] }),
  );

export const writeComposite = (dialect: DialectId, schedule: CompositeSchedule): JsonObject => {
  const periods = compositePeriods(schedule);
  if (dialect === 'ocpp1.6') {
    return { duration: schedule.duration, chargingRateUnit: schedule.unit, chargingSchedulePeriod: periods };
  }
  return {
    evseId: schedule.evse,
    duration: schedule.duration,
    scheduleStart: writeInstant(schedule.start),
    chargingRateUnit: schedule.unit,
    chargingSchedulePeriod: periods,
  };
};

/** `start` and `evse` stand outside the schedule in 1.6. A schedule without periods is none. */
export const readComposite = (
  json: JsonObject,
  evse: number,
  start: Instant | undefined,
): CompositeSchedule | undefined => {
  const unit = oneOf(textIn(json, 'chargingRateUnit'), ['W', 'A'] as const);
  const from = instantIn(json, 'scheduleStart') ?? start ?? instantIn(json, 'startSchedule');
  if (unit === undefined || from === undefined) return undefined;
  const periods = listIn(json, 'chargingSchedulePeriod')
    .slice(0, MOST_PERIODS)
    .flatMap((each): CompositePeriod[] => {
      const read = readPeriod(each);
      // -1 and the like say that nothing limits.
      return read === undefined
        ? []
        : [
            {
              start: read.start,
              limit: read.limit === undefined || read.limit < 0 ? undefined : read.limit,
              ...optional('phases', read.phases),
            },
          ];
    });
  return {
    evse: numberIn(json, 'evseId') ?? evse,
    start: from,
    duration: wholeSeconds(numberIn(json, 'duration') ?? 0),
    unit,
    periods,
  };
};
