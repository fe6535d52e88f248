import { instant, type Instant } from '../time/index.ts';
import { merge } from './merge.ts';
import type { CompositePeriod, CompositeSchedule, RateUnit } from './profile.ts';
import { STRICT_READING, type AllowedRate, type Reading, type StationModel } from './station.ts';
import { watts, wholeSeconds, type Seconds, type Watts } from './units.ts';
import type { Supply } from './world.ts';

/** Most periods of one composite schedule; a hostile pile of profiles ends here. */
const MOST_PERIODS = 20_000;

/** What the installed profiles allow EVSE `evse` at `at`. */
export const allowedAt = (
  station: StationModel,
  evse: number,
  at: Instant,
  unit: RateUnit,
  reading: Reading = STRICT_READING,
): AllowedRate => {
  const { limit, phases } = merge(station, evse, at, unit, at, reading);
  return { limit, unit, phases };
};

/** The next instant after `after`, up to `horizon`, at which the allowed rate may change. */
export const nextChange = (
  station: StationModel,
  evse: number,
  after: Instant,
  horizon: Instant,
): Instant | undefined => {
  const { until } = merge(station, evse, after, 'W', after, STRICT_READING);
  return until > after && until <= horizon ? until : undefined;
};

const rounded = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.round(value * 1e6) / 1e6;

/** The composite schedule over [start, start + duration): equal neighbours merged, first period at 0. */
export const composite = (
  station: StationModel,
  query: {
    readonly evse: number;
    readonly start: Instant;
    readonly duration: Seconds;
    readonly unit: RateUnit;
  },
  reading: Reading = STRICT_READING,
): CompositeSchedule => {
  const { evse, start, duration, unit } = query;
  const end = start + duration * 1000;
  const periods: CompositePeriod[] = [];
  let at: number = start;
  do {
    const { limit, phases, until } = merge(station, evse, instant(at), unit, start, reading);
    const last = periods.at(-1);
    const value = rounded(limit);
    if (last === undefined || last.limit !== value || last.phases !== phases) {
      periods.push({ start: wholeSeconds(Math.round((at - start) / 1000)), limit: value, phases });
    }
    if (until <= at) break;
    at = until;
  } while (at < end && periods.length < MOST_PERIODS);
  return { evse, start, duration, unit, periods };
};

/** The most that the supply itself gives: fuse times voltage times phases. */
export const supplyWatts = (supply: Supply): Watts => watts(supply.fuse * supply.voltage * supply.phases);

/**
 * What a perfect vehicle may draw at `at`, in W. A current limit acts on each wired phase; a schedule for more phases
 * than are wired is used as it stands on those there are (`16.SC.21`, `ocpp201:K01.FR.45`).
 */
export const allowedWatts = (
  station: StationModel,
  evse: number,
  at: Instant,
  supply: Supply,
  reading?: Reading,
): Watts => {
  const most = supplyWatts(supply);
  const inAmps = allowedAt(station, evse, at, 'A', reading);
  if (inAmps.limit === undefined) return most;
  const inWatts = allowedAt(station, evse, at, 'W', reading);
  const byAmps = inAmps.limit * supply.voltage * Math.min(inAmps.phases, supply.phases);
  // A W limit counts in total: converting it over three absent phases must not shrink it to a third.
  const ruling = wattsRule(station, evse, at, reading) ? (inWatts.limit ?? most) : byAmps;
  return watts(Math.max(0, Math.min(most, ruling)));
};

/** Whether the limit that rules was written in W (all of its parts are). */
const wattsRule = (station: StationModel, evse: number, at: Instant, reading?: Reading): boolean => {
  const onlyWatts = {
    ...station,
    profiles: station.profiles.filter((each) => each.profile.schedules[0].unit === 'W'),
  };
  const mine = allowedAt(onlyWatts, evse, at, 'W', reading).limit;
  const all = allowedAt(station, evse, at, 'W', reading).limit;
  return mine !== undefined && all !== undefined && Math.abs(mine - all) < 1e-6;
};
