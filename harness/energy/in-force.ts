import { instant, offsetAt, type Instant } from '../time/index.ts';
import type { ChargingProfile, SchedulePeriod } from './profile.ts';
import type { Reading, StationModel } from './station.ts';

const DAY = 86_400_000;

export interface InForce {
  readonly period: SchedulePeriod;
  /** When this stops being so at the latest (another period, the end, the next recurrence). */
  readonly until: Instant;
}

/** Either a period is in force, or none is, and `until` says when to look again. */
export type Look = InForce | { readonly period: undefined; readonly until: Instant };

const FOREVER = instant(8.64e15);
const none = (until: number): Look => ({ period: undefined, until: instant(until) });

/** Local wall-clock milliseconds of a station whose schedules use local time, else UTC ones. */
const axis = (profile: ChargingProfile, station: StationModel, at: Instant): number =>
  profile.schedules[0].useLocalTime === true && station.zone !== undefined
    ? offsetAt(station.zone, at) * 1000
    : 0;

/** Start of the schedule as it runs at `at`, on the axis of `axis`; undefined before its first start. */
const scheduleStart = (
  profile: ChargingProfile,
  station: StationModel,
  evse: number,
  at: Instant,
  now: Instant,
  reading: Reading,
): number | undefined => {
  const [schedule] = profile.schedules;
  switch (profile.kind) {
    case 'Absolute':
    case 'Dynamic':
      // 1.6: an absolute schedule without a start is relative to the start of charging.
      if (schedule.start === undefined && station.rules === 'ocpp1.6')
        return station.transactions.find((each) => each.evse === evse)?.start ?? now;
      return schedule.start;
    case 'Recurring': {
      if (schedule.start === undefined) return undefined;
      const shifted = at + axis(profile, station, at);
      const length = profile.recurrency === 'Weekly' ? 7 * DAY : DAY;
      const runs = Math.floor((shifted - schedule.start) / length);
      if (runs < 0 && !reading.recurringBeforeStart) return undefined;
      return schedule.start + runs * length;
    }
    case 'Relative': {
      // No transaction: as if one started now (`ocpp201:K08.FR.06`).
      return station.transactions.find((each) => each.evse === evse)?.start ?? now;
    }
  }
};

/** Period starts after the random postponement; skipped periods are left out (`ocpp21:K01.FR.92`, `.97`). */
const startsOf = (
  profile: ChargingProfile,
  station: StationModel,
): readonly { start: number; period: SchedulePeriod }[] => {
  const [schedule] = profile.schedules;
  const { delayOf } = station;
  const shifted = schedule.periods.map((period, index) => ({
    start:
      period.start +
      (index > 0 && delayOf !== undefined && (schedule.randomizedDelay ?? 0) > 0
        ? delayOf(profile, index)
        : 0),
    period,
  }));
  return shifted.filter((each, index) => index === 0 || each.start < (shifted[index + 1]?.start ?? Infinity));
};

/** When a profile stops to count because the station has been offline too long; far away otherwise. */
const lapseOf = ({ maxOfflineDuration }: ChargingProfile, { offlineSince }: StationModel): Instant =>
  maxOfflineDuration === undefined || offlineSince === undefined
    ? FOREVER
    : instant(offlineSince + maxOfflineDuration * 1000);

/**
 * Which period of `profile` rules EVSE `evse` at `at`. Periods that begin at or after `duration` never run
 * (`ocpp201:K01.FR.11`, `16.SC.15`); validFrom is inclusive, validTo exclusive (`ocpp201:K01.FR.36`, `.37`).
 * @param now the moment of the request, from which a Relative profile without transaction counts
 */
export const lookAt = (
  profile: ChargingProfile,
  station: StationModel,
  evse: number,
  at: Instant,
  now: Instant,
  reading: Reading,
): Look => {
  if (profile.validFrom !== undefined && at < profile.validFrom) return none(profile.validFrom);
  if (profile.validTo !== undefined && at >= profile.validTo) return none(FOREVER);
  const lapses = lapseOf(profile, station);
  if (at >= lapses) return none(profile.validTo ?? FOREVER);
  const limit = instant(Math.min(profile.validTo ?? FOREVER, lapses));
  const [schedule] = profile.schedules;
  const shift = axis(profile, station, at);
  const start = scheduleStart(profile, station, evse, at, now, reading);
  if (start === undefined)
    return none(Math.min(limit, schedule.start === undefined ? FOREVER : schedule.start - shift));
  const offset = (at + shift - start) / 1000;
  // A clock change moves local schedules: look again at least every quarter of an hour.
  const horizon = shift === 0 && schedule.useLocalTime !== true ? limit : Math.min(limit, at + 900_000);
  if (offset < 0) return none(Math.min(horizon, start - shift));
  const length =
    profile.kind === 'Recurring' ? (profile.recurrency === 'Weekly' ? 7 : 1) * (DAY / 1000) : Infinity;
  const end = Math.min(schedule.duration ?? Infinity, length);
  const again = profile.kind === 'Recurring' ? start + length * 1000 - shift : FOREVER;
  if (offset >= end) return none(Math.min(horizon, again));
  const starts = startsOf(profile, station);
  let found: SchedulePeriod | undefined;
  let next = end;
  for (const each of starts) {
    if (each.start >= end) break;
    if (each.start <= offset) found = each.period;
    else {
      next = each.start;
      break;
    }
  }
  const until = Math.min(horizon, again, next === Infinity ? FOREVER : start + next * 1000 - shift);
  return found === undefined ? none(until) : { period: found, until: instant(until) };
};
