import type { JsonObject } from '../../../wire/index.ts';
import type { FrameHooks, Said } from '../../spoiled-link.ts';

type Json = unknown;

export const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object in a payload, changed from the inside out. */
export const everyObject = (value: Json, change: (object: JsonObject) => JsonObject): Json => {
  if (Array.isArray(value)) return value.map((each: Json) => everyObject(each, change));
  if (!isObject(value)) return value;
  return change(
    Object.fromEntries(Object.entries(value).map(([key, each]) => [key, everyObject(each, change)])),
  );
};

const asPayload = (value: Json): JsonObject => (isObject(value) ? value : {});

/** A `says` that changes every object of the payload of some actions, calls and answers alike. */
export const inside = (
  actions: readonly string[] | 'all',
  change: (object: JsonObject, said: Said, notes: Map<string, number>) => JsonObject,
): NonNullable<FrameHooks['says']> => {
  return (said, notes) =>
    actions === 'all' || actions.includes(said.action)
      ? [{ ...said, payload: asPayload(everyObject(said.payload, (object) => change(object, said, notes))) }]
      : [said];
};

/** A `says` that changes the payload of calls of some actions. */
export const inCalls = (
  actions: readonly string[],
  change: (payload: JsonObject, notes: Map<string, number>) => JsonObject,
): NonNullable<FrameHooks['says']> => {
  return (said, notes) =>
    said.kind === 'call' && actions.includes(said.action)
      ? [{ ...said, payload: change(said.payload, notes) }]
      : [said];
};

/** The profile of a SetChargingProfile in 1.6 or 2.x. */
export const profileIn = (action: string, payload: JsonObject): JsonObject | undefined => {
  if (action !== 'SetChargingProfile') return undefined;
  const profile = payload['csChargingProfiles'] ?? payload['chargingProfile'];
  return isObject(profile) ? profile : undefined;
};

const schedulesOf = (profile: JsonObject): readonly JsonObject[] => {
  const schedule = profile['chargingSchedule'];
  return (Array.isArray(schedule) ? schedule : [schedule]).filter(isObject);
};

export const unitOf = (profile: JsonObject): unknown => schedulesOf(profile)[0]?.['chargingRateUnit'];

export const ACCEPTED = { result: { status: 'Accepted' } } as const;
export const REJECTED = { result: { status: 'Rejected' } } as const;
