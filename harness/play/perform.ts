import type { Answer, CsmsRequestKind, IntentOf } from '../dialects/index.ts';
import {
  planProfile,
  wholeSeconds,
  type ChargingProfile,
  type Limit,
  type PlanStyle,
} from '../energy/index.ts';
import { HarnessError } from '../errors.ts';
import type { Scenario, ScheduleRow, Step } from '../suite/index.ts';
import { between, type Clock, type Instant } from '../time/index.ts';
import type { DialectId } from '../dialects/index.ts';

/** An id that no transaction has, in the form of each version. */
const NO_TRANSACTION = '2147483647';

/** What a played CSMS knows when its turn comes. */
export interface Turn {
  readonly scenario: Scenario;
  readonly dialect: DialectId;
  readonly clock: Clock;
  readonly transactions: ReadonlyMap<number, { readonly id: string; readonly since: number }>;
  /** Fresh for every number that is asked for. */
  readonly nextId: () => number;
  /** One id for all profiles of one EVSE, purpose and level: what replaces must not be a twin (`ocpp201:K01.FR.39`). */
  readonly profileId: (evse: number, purpose: string, stackLevel: number) => number;
}

const limitIn = (limit: Limit, style: PlanStyle, turn: Turn): number => {
  const { voltage, phases } = turn.scenario.given.supply;
  const perAmp = voltage * phases;
  if (limit.unit === style.unit) return limit.value;
  const value = style.unit === 'W' ? limit.value * perAmp : limit.value / perAmp;
  return Math.round(value * 10) / 10;
};

const fromRows = (
  rows: readonly ScheduleRow[],
  style: PlanStyle,
  turn: Turn,
  id: number,
  stackLevel: number,
  transactionId: string | undefined,
): ChargingProfile => {
  const [first] = rows;
  if (first === undefined) throw new HarnessError('a schedule without rows got past the loader');
  const last = rows.at(-1) ?? first;
  return {
    id,
    stackLevel,
    purpose: style.purpose,
    ...(style.kind === 'Recurring' ? { kind: 'Recurring', recurrency: 'Daily' } : { kind: 'Absolute' }),
    ...(transactionId === undefined ? {} : { transactionId }),
    schedules: [
      {
        id,
        start: first.from,
        duration: wholeSeconds(Math.round(between(first.from, last.to) / 1000)),
        unit: style.unit,
        periods: rows.map((row) => ({
          start: wholeSeconds(Math.round(between(first.from, row.from) / 1000)),
          limit: limitIn(row.limit, style, turn),
          phases: turn.scenario.given.supply.phases,
        })),
      },
    ],
  };
};

/** The profile that a step describes. One that goes with a remote start has no transaction yet (`16.SC.34`, `ocpp201:F01.FR.11`). */
const profileOf = (step: Step, turn: Turn, tariffNow: Scenario['given']['tariff']): ChargingProfile => {
  const { given } = turn.scenario;
  const evse = step.with.evse ?? 1;
  const transaction = turn.transactions.get(evse);
  const style: PlanStyle = { ...given.plan, ...step.with.plan };
  const transactionId =
    style.purpose === 'TxProfile' && step.verb !== 'starts remotely'
      ? (transaction?.id ?? NO_TRANSACTION)
      : undefined;
  const stackLevel = step.with.stackLevel ?? 0;
  // Two systems do not know of each other's numbers; a proxy keeps them apart.
  const id = turn.profileId(evse, `${style.purpose} ${step.with.by ?? 'supplier'}`, stackLevel);
  const schedule = step.with.schedule ?? 'tariff';
  if (schedule !== 'tariff') return fromRows(schedule, style, turn, id, stackLevel, transactionId);
  return planProfile({
    tariff: tariffNow,
    style,
    supply: given.supply,
    from:
      style.kind === 'Relative' && transaction !== undefined
        ? (transaction.since as Instant)
        : turn.clock.now(),
    ...(transactionId === undefined ? {} : { transactionId }),
    id,
    stackLevel,
    rules: turn.dialect,
    phases: given.supply.phases,
  });
};

/** The request that a played CSMS sends for this step. */
export const requestOf = (
  step: Step,
  turn: Turn,
  tariffNow: Scenario['given']['tariff'],
): IntentOf<CsmsRequestKind> => {
  const { given } = turn.scenario;
  const evse = step.with.evse ?? 1;
  const transaction = turn.transactions.get(evse);
  switch (step.verb) {
    case 'sets charging profile': {
      const profile = profileOf(step, turn, tariffNow);
      return {
        kind: 'sets charging profile',
        evse: profile.purpose === 'ChargingStationMaxProfile' ? 0 : evse,
        profile: {
          ...profile,
          ...(step.with.maxOffline === undefined ? {} : { maxOfflineDuration: step.with.maxOffline }),
          ...(step.with.voidAfterOffline === true ? { invalidAfterOffline: true } : {}),
        },
      };
    }
    case 'clears charging profile':
      return {
        kind: 'clears charging profile',
        filter:
          step.with.everything === true
            ? {}
            : {
                evse,
                purpose: step.with.plan?.purpose ?? given.plan.purpose,
                ...(step.with.stackLevel === undefined ? {} : { stackLevel: step.with.stackLevel }),
              },
      };
    case 'asks composite schedule':
      return {
        kind: 'asks composite schedule',
        evse,
        duration: step.with.duration ?? wholeSeconds(12 * 3600),
        ...(step.with.unit === undefined ? {} : { unit: step.with.unit }),
      };
    case 'starts remotely':
      return {
        kind: 'starts remotely',
        evse,
        token: step.with.token ?? 'OFFPEAK',
        remoteStartId: turn.nextId(),
        ...(step.with.schedule === undefined ? {} : { profile: profileOf(step, turn, tariffNow) }),
      };
    case 'reads settings':
      return { kind: 'reads variables', names: ['HeartbeatInterval', 'MeterSampleInterval'] };
    case 'stops remotely':
      return { kind: 'stops remotely', transactionId: transaction?.id ?? NO_TRANSACTION };
    case 'updates firmware':
      return firmwareUpdate(step, turn);
    case 'resets':
      return { kind: 'resets', how: step.with.how ?? 'Hard' };
    default:
      throw new HarnessError(`nobody knows how a CSMS "${step.verb}"`);
  }
};

/** Where the images of the suites would be; a real charger is given its own by its subject file. */
const IMAGES = {
  newer: 'https://firmware.example/offpeak-2.bin',
  older: 'https://firmware.example/offpeak-0.9.bin',
  missing: 'https://firmware.example/nothing-here.bin',
} as const;
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nb2ZmcGVhaw==\n-----END CERTIFICATE-----';

const firmwareUpdate = (
  { with: { image, signed } }: Step,
  { clock, nextId }: Turn,
): IntentOf<'updates firmware'> => ({
  kind: 'updates firmware',
  requestId: nextId(),
  location: IMAGES[image ?? 'newer'],
  retrieveAt: clock.now(),
  ...(signed === undefined ? {} : { proof: { certificate: CERTIFICATE, signature: `${signed}-signature` } }),
});

/** How an answer reads in the trace's step event; the judge looks at the frames. */
export const describeAnswer = (answer: Answer<CsmsRequestKind>): string =>
  answer.kind === 'reply' ? ('status' in answer.reply ? answer.reply.status : 'answered') : answer.kind;
