import { readFileSync } from 'node:fs';
import { dialectOf, DIALECT_IDS, readProfile, type DialectId } from '../../dialects/index.ts';
import {
  composite,
  volts,
  wholeSeconds,
  type CompositeSchedule,
  type InstalledProfile,
  type Phases,
  type StationModel,
} from '../../energy/index.ts';
import { SuiteError } from '../../errors.ts';
import { readJson } from '../../read-json.ts';
import { hostNow, instant, isoInstant, parseInstant } from '../../time/index.ts';
import { EXIT } from '../exit-codes.ts';
import { UsageError } from '../usage-error.ts';

export interface ScheduleArguments {
  readonly file: string;
  readonly dialect: string | undefined;
  readonly from: string | undefined;
  readonly hours: string;
  readonly evse: string;
  readonly unit: string;
  readonly voltage: string;
  readonly phases: string;
  readonly plot: boolean;
}

type Json = Record<string, unknown>;

interface Input {
  readonly dialect: DialectId;
  readonly profiles: readonly InstalledProfile[];
  readonly transactions: StationModel['transactions'];
  readonly evses: number;
}

const number = (text: string, name: string, least: number, most: number): number => {
  const value = Number(text);
  if (!(value >= least && value <= most))
    throw new UsageError(`--${name} is a number from ${least} to ${most}`);
  return value;
};

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const idOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** A frame `[2, id, action, payload]`, a SetChargingProfile payload, or `{ evse, profile }`. */
const installed = (
  entry: unknown,
  dialect: DialectId,
  refuse: (problem: string) => never,
): InstalledProfile => {
  const payload: unknown = Array.isArray(entry) ? entry[3] : entry;
  if (!isJson(payload)) return refuse('is neither a message nor { evse, profile }');
  const intent = dialectOf(dialect).decodeRequest({ action: 'SetChargingProfile', payload });
  if (intent?.kind === 'sets charging profile') return { evse: intent.evse, profile: intent.profile };
  const profile = readProfile(dialect, payload['profile']);
  const evse = payload['evse'];
  if (profile === undefined || typeof evse !== 'number')
    return refuse(`holds no charging profile of ${dialect}`);
  return { evse, profile };
};

const parse = (file: string): unknown => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new SuiteError('there is no such file', { place: { file } });
  }
  return readJson(text, file);
};

const guess = (entry: unknown): DialectId =>
  JSON.stringify(entry).includes('csChargingProfiles') || JSON.stringify(entry).includes('chargingProfileId')
    ? 'ocpp1.6'
    : 'ocpp2.0.1';

const read = (args: ScheduleArguments): Input => {
  const place = { file: args.file };
  const json = parse(args.file);
  const top: Json =
    isJson(json) && Array.isArray(json['profiles'])
      ? json
      : {
          profiles:
            Array.isArray(json) && !Array.isArray(json[0]) && !isJson(json[0])
              ? [json]
              : Array.isArray(json)
                ? json
                : [json],
        };
  const named = args.dialect ?? (typeof top['dialect'] === 'string' ? top['dialect'] : undefined);
  const dialect = named === undefined ? guess(top['profiles']) : DIALECT_IDS.find((each) => each === named);
  if (dialect === undefined)
    throw new UsageError(`unknown dialect "${named ?? ''}"; known: ${DIALECT_IDS.join(', ')}`);
  const transactions = arrayOf(top['transactions']).map((each, index) => {
    const start = isJson(each) && typeof each['start'] === 'string' ? parseInstant(each['start']) : undefined;
    if (!isJson(each) || typeof each['evse'] !== 'number' || start === undefined) {
      throw new SuiteError(
        `transactions[${index}] is not { evse, id, start } with a time that has an offset`,
        { place },
      );
    }
    return { evse: each['evse'], id: idOf(each['id']), start };
  });
  const profiles = arrayOf(top['profiles']).map((each, index) =>
    installed(each, dialect, (problem) => {
      throw new SuiteError(`profiles[${index}] ${problem}`, {
        place,
        hint: 'see the README: "offpeak schedule"',
      });
    }),
  );
  const evses = Math.max(
    1,
    ...profiles.map((each) => each.evse),
    ...transactions.map((each) => each.evse),
    typeof top['evses'] === 'number' ? top['evses'] : 1,
  );
  return { dialect, profiles, transactions, evses };
};

const BARS = 40;

const plot = ({ periods, start, duration, unit }: CompositeSchedule): string => {
  const most = Math.max(1, ...periods.map((period) => period.limit ?? 0));
  const rows = periods.map((period, index) => {
    const from = instant(start + period.start * 1000);
    const to = instant(start + (periods[index + 1]?.start ?? duration) * 1000);
    const bar = period.limit === undefined ? '∞' : '█'.repeat(Math.round((period.limit / most) * BARS));
    const value = period.limit === undefined ? 'no limit' : `${period.limit} ${unit}`;
    return `${isoInstant(from).slice(0, 16)}Z to ${isoInstant(to).slice(11, 16)}Z  ${value.padStart(12)}  ${bar}`;
  });
  return `${rows.join('\n')}\n`;
};

/** `offpeak schedule`: what the profiles add up to, by the same oracle that judges. */
export const schedule = (args: ScheduleArguments): Promise<number> => {
  const { dialect, profiles, transactions, evses } = read(args);
  const from = args.from === undefined ? hostNow() : parseInstant(args.from);
  if (from === undefined)
    throw new UsageError('--from is a time with an offset, such as 2026-01-14T21:00:00Z');
  if (args.unit !== 'W' && args.unit !== 'A') throw new UsageError('--unit is W or A');
  const phases = number(args.phases, 'phases', 1, 3);
  const station: StationModel = {
    rules: dialect,
    evses,
    voltage: volts(number(args.voltage, 'voltage', 1, 1000)),
    phases: Math.round(phases) as Phases,
    profiles,
    transactions,
  };
  const found = composite(station, {
    evse: number(args.evse, 'evse', 0, 1000),
    start: from,
    duration: wholeSeconds(Math.round(number(args.hours, 'hours', 0.001, 24 * 366) * 3600)),
    unit: args.unit,
  });
  const json = {
    dialect,
    evse: found.evse,
    scheduleStart: isoInstant(found.start),
    duration: found.duration,
    chargingRateUnit: found.unit,
    chargingSchedulePeriod: found.periods.map((period) => ({
      startPeriod: period.start,
      limit: period.limit ?? null,
      numberPhases: period.phases,
    })),
  };
  process.stdout.write(args.plot ? plot(found) : `${JSON.stringify(json, undefined, 2)}\n`);
  return Promise.resolve(EXIT.conformant);
};
