import type { ChargingProfile, InstalledProfile, ProfilePurpose, RateUnit } from './profile.ts';
import type { Rules } from './station.ts';

export interface ProfileProblem {
  readonly problem: string;
  /** The rule that it breaks, where the standard has one of its own. */
  readonly requirement: string | undefined;
}

export interface ProfileContext {
  readonly rules: Rules;
  readonly evse: number;
  readonly units: readonly RateUnit[];
  readonly transactions: readonly { readonly evse: number; readonly id: string }[];
}

const official = (rules: Rules, id16: string | undefined, id2: string | undefined): string | undefined => {
  const id = rules === 'ocpp1.6' ? id16 : id2;
  return id === undefined ? undefined : `${rules === 'ocpp1.6' ? 'ocpp16' : 'ocpp201'}:${id}`;
};

const STATION_ONLY: readonly ProfilePurpose[] = [
  'ChargingStationMaxProfile',
  'ChargingStationExternalConstraints',
  'LocalGeneration',
];

/** What is wrong with the form of a profile, or with where it is put. Empty: nothing. */
export const profileProblems = (
  profile: ChargingProfile,
  context: ProfileContext,
): readonly ProfileProblem[] => {
  const { rules, evse, units, transactions } = context;
  const problems: ProfileProblem[] = [];
  const say = (problem: string, id16?: string, id2?: string): void => {
    problems.push({ problem, requirement: official(rules, id16, id2) });
  };
  const [schedule] = profile.schedules;
  const { periods } = schedule;
  if (periods[0]?.start !== 0) say('the first period does not start at 0', 'SC.18', 'K01.FR.31');
  if (periods.some((period, index) => index > 0 && period.start <= (periods[index - 1]?.start ?? 0))) {
    say('the periods are not in ascending order', undefined, 'K01.FR.35');
  }
  if (profile.kind === 'Recurring' && profile.recurrency === undefined)
    say('Recurring without recurrencyKind', 'SC.14');
  if (profile.kind === 'Relative') {
    if (schedule.start !== undefined && rules !== 'ocpp1.6')
      say('Relative with a startSchedule', undefined, 'K01.FR.41');
    // 1.6 does not forbid it.
    if (profile.purpose === 'ChargingStationMaxProfile' && rules !== 'ocpp1.6')
      say('a station maximum cannot be Relative', undefined, 'K01.FR.38');
  } else if (
    schedule.start === undefined &&
    (profile.kind === 'Recurring' || (profile.kind === 'Absolute' && rules !== 'ocpp1.6'))
  ) {
    // 1.6 lets an absolute schedule without one begin with the charging.
    say(`${profile.kind} without a startSchedule`, 'SC.13', 'K01.FR.40');
  }
  if (STATION_ONLY.includes(profile.purpose) && evse !== 0)
    say(
      `${profile.purpose} is only for EVSE 0`,
      'SC.01',
      profile.purpose === 'ChargingStationMaxProfile' ? 'K04.FR.03' : undefined,
    );
  if (profile.purpose === 'TxProfile') {
    const running = transactions.find((each) => each.evse === evse);
    if (evse === 0) say('TxProfile on EVSE 0', 'SC.03', 'K01.FR.16');
    else if (running === undefined) say('TxProfile without a transaction', 'SC.03', 'K01.FR.09');
    else if (profile.transactionId === undefined && rules !== 'ocpp1.6')
      say('TxProfile without transactionId', 'SC.04', 'K01.FR.03');
    else if (profile.transactionId !== undefined && profile.transactionId !== running.id) {
      say('TxProfile for another transaction', 'SC.04', 'K01.FR.33');
    }
  }
  if (!units.includes(schedule.unit)) say(`the station does not take ${schedule.unit}`, 'SC.22', 'K01.FR.26');
  const badLimit = (limit: number | undefined): boolean =>
    limit === undefined ? rules !== 'ocpp2.1' : !(limit >= 0);
  if (periods.some((period) => badLimit(period.limit))) say('a limit is missing or negative');
  return problems;
};

/** Adds a profile; one with the same id, or purpose and level on the same EVSE, is replaced (`16.SC.06`, `ocpp201:K01.FR.05`). */
export const installProfile = (
  installed: readonly InstalledProfile[],
  evse: number,
  profile: ChargingProfile,
  rules: Rules,
): readonly InstalledProfile[] => {
  const replaced = (each: InstalledProfile): boolean =>
    each.profile.id === profile.id ||
    (each.evse === evse &&
      each.profile.purpose === profile.purpose &&
      each.profile.stackLevel === profile.stackLevel &&
      // 2.x: only profiles of the same transaction exclude each other by level (`ocpp201:K01.FR.39`).
      (rules === 'ocpp1.6' || each.profile.transactionId === profile.transactionId));
  return [...installed.filter((each) => !replaced(each)), { evse, profile }];
};

export interface ClearFilter {
  readonly id?: number;
  readonly evse?: number;
  readonly purpose?: ProfilePurpose;
  readonly stackLevel?: number;
}

/** By id alone, else by everything that is given (`16.SC.32`, `ocpp201:K10.FR.03`, `.04`). External limits stay. */
export const clearProfiles = (
  installed: readonly InstalledProfile[],
  filter: ClearFilter,
): { readonly kept: readonly InstalledProfile[]; readonly cleared: number } => {
  const clears = ({ evse, profile }: InstalledProfile): boolean => {
    if (profile.purpose === 'ChargingStationExternalConstraints' || profile.purpose === 'LocalGeneration')
      return false;
    if (filter.id !== undefined) return profile.id === filter.id;
    return (
      (filter.evse === undefined || evse === filter.evse) &&
      (filter.purpose === undefined || profile.purpose === filter.purpose) &&
      (filter.stackLevel === undefined || profile.stackLevel === filter.stackLevel)
    );
  };
  const kept = installed.filter((each) => !clears(each));
  return { kept, cleared: installed.length - kept.length };
};
