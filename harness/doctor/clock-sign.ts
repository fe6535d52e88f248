import { isoInstant, type Instant } from '../time/index.ts';
import { ill, note, well, type Sign } from './symptom.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A quarter of an hour is the smallest step of any time zone. */
const QUARTER = 15 * MINUTE;
const NEAR = 2 * MINUTE;
const FIRST_SANE = Date.UTC(2020, 0, 1);

const spoken = (off: number): string => {
  const length = Math.abs(off);
  if (length >= 48 * HOUR) return `${Math.round(length / (24 * HOUR))} days`;
  if (length >= 90 * MINUTE) return `${Math.round((length / HOUR) * 10) / 10} hours`;
  return length >= 90_000 ? `${Math.round(length / MINUTE)} minutes` : `${Math.round(length / 1000)} seconds`;
};

/** What a clock says, against ours. @param whose `the charger` or `the central system`. */
export const clockSign = (whose: string, said: Instant, ours: Instant): Sign => {
  const off = said - ours;
  const length = Math.abs(off);
  const which = off > 0 ? 'ahead' : 'behind';
  const seen = `the clock of ${whose} says ${isoInstant(said)}: ${spoken(off)} ${which}`;
  if (length <= NEAR) return well('clock', `the clock of ${whose} is right (${spoken(off)} ${which})`);
  if (said < FIRST_SANE)
    return ill(
      'clock unset',
      seen,
      'It was never set. It should take the time from the answer to its BootNotification.',
      'Check its NTP server, and whether it believes the central system.',
    );
  const steps = Math.round(length / QUARTER);
  const isZone = steps > 0 && length <= 14 * HOUR && Math.abs(length - steps * QUARTER) <= NEAR;
  if (isZone && steps % 4 === 0)
    return ill(
      'clock zone',
      seen,
      'A whole number of hours: local time is sent as if it were UTC, or summer time is forgotten.',
      'Tariff windows will be shifted by as much. Set the time zone, or update the firmware.',
    );
  return length > 5 * MINUTE
    ? ill('clock', seen, 'Set it; a plan that starts at 23:30 starts when this clock says so.')
    : note('clock', seen, 'Small, but each edge of the night moves by as much.');
};
