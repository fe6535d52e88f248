import { isoInstant, parseInstant, type Instant } from '../time/index.ts';
import type { JsonObject } from '../wire/index.ts';

/** Careful access to what a peer sent: a value of the wrong type is as good as absent. */

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const objectIn = (from: JsonObject, key: string): JsonObject | undefined => {
  const value = from[key];
  return isObject(value) ? value : undefined;
};
export const textIn = (from: JsonObject, key: string): string | undefined => {
  const value = from[key];
  return typeof value === 'string' ? value : undefined;
};
export const numberIn = (from: JsonObject, key: string): number | undefined => {
  const value = from[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};
export const listIn = (from: JsonObject, key: string): readonly JsonObject[] => {
  const value = from[key];
  return Array.isArray(value) ? value.slice(0, 2000).filter((each) => isObject(each)) : [];
};
const ZONELESS = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?$/;

/** A time without a zone breaks the schema, which the monitor says; it is read as UTC, for what else could be meant. */
export const instantIn = (from: JsonObject, key: string): Instant | undefined => {
  const value = textIn(from, key);
  return value === undefined ? undefined : parseInstant(ZONELESS.test(value) ? `${value}Z` : value);
};
export const isZoneless = (from: JsonObject, key: string): boolean => ZONELESS.test(textIn(from, key) ?? '');
export const oneOf = <T extends string>(value: string | undefined, allowed: readonly T[]): T | undefined =>
  allowed.find((each) => each === value);

/** Without fraction when it is a whole second (`RPC.34`). */
export const writeInstant = (when: Instant): string => {
  const text = isoInstant(when);
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
};

/** A shallow copy without the members that are undefined: an absent field is left out, never null (`RPC.22`). */
export const present = (from: JsonObject): JsonObject => {
  const kept: Record<string, unknown> = {};
  for (const key in from) if (from[key] !== undefined) kept[key] = from[key];
  return kept;
};
