import { Temporal } from 'temporal-polyfill';
import { instant, type Instant } from './instant.ts';

/** What to do with a wall-clock time that exists twice (autumn) or never (spring). */
export type Disambiguation = 'earlier' | 'later' | 'reject';

/** A wall-clock time that does not exist, or exists twice, in its zone. */
export type ZoneProblem = 'does not exist' | 'happens twice' | 'is not a time';

const plain = (date: string, secondOfDay: number): Temporal.PlainDateTime =>
  Temporal.PlainDate.from(date).toPlainDateTime().add({ seconds: secondOfDay });

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
  let local: Temporal.PlainDateTime;
  let earlier: Temporal.ZonedDateTime;
  try {
    local = plain(date, secondOfDay);
    earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  } catch {
    return 'is not a time';
  }
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

// Formatting goes through Intl only once per offset change: a report asks for thousands of times of one night.
const offsets = new Map<string, { readonly from: number; readonly to: number; readonly offset: number }>();

/** Seconds east of UTC in `zone` at `when`. */
export const offsetAt = (zone: string, when: Instant): number => {
  const known = offsets.get(zone);
  if (known !== undefined && when >= known.from && when < known.to) return known.offset;
  const zoned = Temporal.Instant.fromEpochMilliseconds(when).toZonedDateTimeISO(zone);
  const before = zoned.getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity;
  const after = zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity;
  const offset = zoned.offsetNanoseconds / 1e9;
  // `previous` excludes the very moment of a transition, so an instant on it starts its own stretch.
  const from =
    zoned.subtract({ nanoseconds: 1 }).offsetNanoseconds === zoned.offsetNanoseconds ? before : when;
  offsets.set(zone, { from, to: after, offset });
  return offset;
};

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
