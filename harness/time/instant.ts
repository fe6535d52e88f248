import type { Brand } from '../brand.ts';

/** A point of wall-clock time: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = Brand<number, 'Instant'>;
/** A length of time in milliseconds. */
export type Millis = Brand<number, 'Millis'>;

export const instant = (epochMillis: number): Instant => epochMillis as Instant;
export const millis = (length: number): Millis => length as Millis;
export const seconds = (length: number): Millis => (length * 1000) as Millis;
export const minutes = (length: number): Millis => (length * 60_000) as Millis;
export const hours = (length: number): Millis => (length * 3_600_000) as Millis;

export const plus = (when: Instant, length: Millis): Instant => (when + length) as Instant;
export const minus = (when: Instant, length: Millis): Instant => (when - length) as Instant;
/** `later - earlier`; negative when they are the other way round. */
export const between = (earlier: Instant, later: Instant): Millis => (later - earlier) as Millis;

/** `2026-01-14T21:00:00.000Z`, the only form in which the harness itself writes an instant. */
export const isoInstant = (when: Instant): string => new Date(when).toISOString();

/** Reads ISO 8601 / RFC 3339 with any offset and fraction. `undefined` when it is none, or has no offset. */
export const parseInstant = (text: string): Instant | undefined => {
  if (!/^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:?\d\d)$/.test(text)) return undefined;
  const epoch = Date.parse(text);
  return Number.isNaN(epoch) ? undefined : instant(epoch);
};

/** What the host's own wall clock reads. For stamping reports and for real nights only. */
export const hostNow = (): Instant => instant(Date.now());
