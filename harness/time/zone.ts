import { Temporal } from 'temporal-polyfill';
import { instant, type Instant } from './instant.ts';

/** What to do with a wall-clock time that exists twice (autumn) or never (spring). */
export type Disambiguation = 'earlier' | 'later' | 'reject';

/** A wall-clock time that does not exist, or exists twice, in its zone. */
export type ZoneProblem = 'does not exist' | 'happens twice' | 'is not a time';

const DAY = 86_400_000;

/** A time of one zone in which its clocks keep one distance from UTC: a night asks for thousands of times of one. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Seconds east of UTC. */
  readonly offset: number;
}

const stretches = new Map<string, Stretch[]>();
/** Per zone. A run meets a few clock changes; a hostile list of times must not fill the memory. */
const MOST_STRETCHES = 64;

const stretchAt = (zone: string, when: Instant): Stretch => {
  const known = stretches.get(zone) ?? [];
  for (const each of known) if (when >= each.from && when < each.to) return each;
  const zoned = Temporal.Instant.fromEpochMilliseconds(when).toZonedDateTimeISO(zone);
  const before = zoned.getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity;
  const after = zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity;
  // `previous` excludes the very moment of a transition, so an instant on it starts its own stretch.
  const starts = zoned.subtract({ nanoseconds: 1 }).offsetNanoseconds !== zoned.offsetNanoseconds;
  const found = { from: starts ? when : before, to: after, offset: zoned.offsetNanoseconds / 1e9 };
  if (known.length >= MOST_STRETCHES) known.length = 0;
  known.push(found);
  stretches.set(zone, known);
  return found;
};

/** `date` at midnight as if it were UTC; undefined when it is no date that exists. */
const midnight = (date: string): number | undefined => {
  const at = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date ? undefined : at;
};

/** The answer wherever no clock change is near: a wall-clock time is doubtful only within a day of one. */
const plainInstant = (zone: string, date: string, secondOfDay: number): Instant | undefined => {
  const day = midnight(date);
  if (day === undefined || !(secondOfDay >= 0 && secondOfDay < 86_400)) return undefined;
  const local = day + secondOfDay * 1000;
  const { from, to, offset } = stretchAt(zone, instant(local));
  return local - DAY > from && local + DAY < to ? instant(local - offset * 1000) : undefined;
};

/**
 * The instant at which clocks in `zone` read `date` (YYYY-MM-DD) and `secondOfDay` (0..86399).
 * With 'reject', a time that does not exist or exists twice is a ZoneProblem, as is a date that is none.
 */
export const zonedInstant = (
  zone: string,
  date: string,
  secondOfDay: number,
  disambiguation: Disambiguation,
): Instant | ZoneProblem => {
  try {
    return plainInstant(zone, date, secondOfDay) ?? doubtfulInstant(zone, date, secondOfDay, disambiguation);
  } catch {
    return 'is not a time';
  }
};

/** @throws RangeError when the zone or the date is none. */
const doubtfulInstant = (
  zone: string,
  date: string,
  secondOfDay: number,
  disambiguation: Disambiguation,
): Instant | ZoneProblem => {
  const local = Temporal.PlainDate.from(date).toPlainDateTime().add({ seconds: secondOfDay });
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' });
  if (disambiguation === 'reject' && !earlier.equals(later)) {
    return earlier.toPlainDateTime().equals(local) ? 'happens twice' : 'does not exist';
  }
  return instant((disambiguation === 'later' ? later : earlier).epochMilliseconds);
};

export interface WallClock {
  /** YYYY-MM-DD */
  readonly date: string;
  readonly secondOfDay: number;
  /** Seconds east of UTC. */
  readonly offset: number;
}

/** Seconds east of UTC in `zone` at `when`. */
export const offsetAt = (zone: string, when: Instant): number => stretchAt(zone, when).offset;

/** What clocks in `zone` read at `when`. */
export const wallClock = (zone: string, when: Instant): WallClock => {
  const offset = offsetAt(zone, when);
  const shifted = new Date(when + offset * 1000);
  const date = shifted.toISOString().slice(0, 10);
  const secondOfDay = shifted.getUTCHours() * 3600 + shifted.getUTCMinutes() * 60 + shifted.getUTCSeconds();
  return { date, secondOfDay, offset };
};

const two = (value: number): string => String(value).padStart(2, '0');

/** `23:30`, or `23:30:10` when there are seconds. */
export const localTime = (zone: string, when: Instant): string => {
  const { secondOfDay } = wallClock(zone, when);
  const rest = secondOfDay % 60;
  const hoursMinutes = `${two(Math.floor(secondOfDay / 3600))}:${two(Math.floor(secondOfDay / 60) % 60)}`;
  return rest === 0 ? hoursMinutes : `${hoursMinutes}:${two(rest)}`;
};
