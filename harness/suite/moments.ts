import { instant, offsetAt, parseInstant, wallClock, zonedInstant, type Instant } from '../time/index.ts';
import type { Field } from './fields.ts';

const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?([+-]\d\d:\d\d)?$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

const NOWHERE = instant(0);

export const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

export const nextDay = (date: string): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** `2026-01-14`, as it stands in the calendar. */
export const readDate = (field: Field): string => {
  if (field.absent) return '';
  const text = field.text();
  const noon = DATE.test(text) ? Date.parse(`${text}T12:00:00Z`) : Number.NaN;
  if (!Number.isNaN(noon) && new Date(noon).toISOString().startsWith(text)) return text;
  field.problem(`"${text}" is not a day, like "2026-01-14"`);
  return '';
};

/** The instant of a wall-clock time on a day; the hour that happens twice needs its offset. */
const resolve = (field: Field, zone: string, date: string, time: string): Instant => {
  const found = TIME.exec(time);
  if (found === null) {
    field.problem(`"${time}" is not a time of day, like "23:30" or "23:30:10"`);
    return NOWHERE;
  }
  if (date === '' || zone === '') return NOWHERE;
  const [, hour = '', minute = '', second = '00', offset] = found;
  if (offset !== undefined) {
    const at = parseInstant(`${date}T${hour}:${minute}:${second}${offset}`);
    const sign = offset.startsWith('-') ? -1 : 1;
    const east = sign * (Number(offset.slice(1, 3)) * 3600 + Number(offset.slice(4, 6)) * 60);
    if (at !== undefined && offsetAt(zone, at) === east) return at;
    field.problem(`"${time}": clocks in ${zone} are not at ${offset} then`);
    return NOWHERE;
  }
  const at = zonedInstant(zone, date, Number(hour) * 3600 + Number(minute) * 60 + Number(second), 'reject');
  if (typeof at !== 'string') return at;
  field.problem(
    `"${time}" on ${date} ${at} in ${zone}${at === 'happens twice' ? '; write the offset, like "01:30+01:00"' : ''}`,
  );
  return NOWHERE;
};

/** `21:00` on the day of the last heading. */
export const readTime = (field: Field, zone: string, date: string): Instant =>
  field.absent ? NOWHERE : resolve(field, zone, date, field.text());

/** `2026-01-14 20:55` */
export const readDateTime = (field: Field, zone: string): Instant =>
  field.absent ? NOWHERE : resolveDateTime(field, zone, field.text());

const resolveDateTime = (field: Field, zone: string, text: string): Instant => {
  const [date = '', time, ...more] = text.split(' ');
  if (time === undefined || more.length > 0 || !DATE.test(date)) {
    field.problem(`"${text}" is not a day and a time, like "2026-01-14 20:55"`);
    return NOWHERE;
  }
  return resolve(field, zone, date, time);
};

/** Reads times in the order in which they happen: one that is earlier than the last is on the next day. */
export class Chronology {
  readonly #zone: string;
  #date: string;
  #last: Instant;

  constructor(zone: string, firstDay: string, now: Instant = NOWHERE) {
    this.#zone = zone;
    this.#date = firstDay;
    this.#last = now;
  }

  read(field: Field): Instant {
    return field.absent ? NOWHERE : this.readText(field, field.text());
  }

  /** Reads one of several times that stand in one field. */
  readText(field: Field, text: string): Instant {
    if (this.#date === '' || text === '') return NOWHERE;
    if (text.includes(' ')) {
      const at = resolveDateTime(field, this.#zone, text);
      if (at !== NOWHERE) {
        this.#date = wallClock(this.#zone, at).date;
        this.#last = at;
      }
      return at;
    }
    if (!TIME.test(text)) return resolve(field, this.#zone, this.#date, text);
    // By the clock's reading, not the instant: 01:30+01:00 and 01:30+00:00 are two times of one day.
    if (this.#last !== NOWHERE && this.#isEarlier(text)) this.#date = nextDay(this.#date);
    const at = resolve(field, this.#zone, this.#date, text);
    if (at !== NOWHERE) this.#last = at;
    return at;
  }

  #isEarlier(text: string): boolean {
    const last = wallClock(this.#zone, this.#last);
    if (last.date !== this.#date) return false;
    const [hour = 0, minute = 0, second = 0] = text
      .slice(0, 8)
      .replace(/[+-].*/, '')
      .split(':')
      .map(Number);
    const reads = hour * 3600 + minute * 60 + second;
    const offset = /[+-]\d\d:\d\d$/.exec(text)?.[0];
    if (offset === undefined) return reads < last.secondOfDay;
    const at = parseInstant(`${this.#date}T${text.slice(0, 5)}:00${offset}`);
    return at !== undefined && at < this.#last - 60_000;
  }
}
