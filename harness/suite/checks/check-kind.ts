import type { Place } from '../../errors.ts';
import type { Instant } from '../../time/index.ts';
import type { Context } from '../context.ts';
import type { Field } from '../fields.ts';
import type { JsonSchema } from '../json-schema.ts';
import type { Chronology } from '../moments.ts';
import type { Given, Severity } from '../scenario.ts';
import type { World } from '../world.ts';

/** What every check has. */
export interface CheckBase {
  readonly as: Severity;
  readonly proves: readonly string[];
  readonly place: Place;
}

/** What the reader of a check may look at. Its times are read anew, from the night's beginning on. */
export interface CheckReading {
  readonly times: Chronology;
  readonly given: Given;
  /** What the night permits; may be looked at in `field.later` alone. */
  readonly world: World;
  readonly context: Context;
}

/** One kind of check under `then`: its name, its schema for editors, its reader. */
export interface CheckKind<C extends CheckBase & { readonly check: string }> {
  readonly check: C['check'];
  readonly schema: JsonSchema;
  readonly read: (field: Field, base: CheckBase, reading: CheckReading) => C;
}

/** A stretch of time, open at either end. */
export const readStretch = (
  from: Field | undefined,
  to: Field | undefined,
  times: Chronology,
): { readonly from?: Instant; readonly to?: Instant } => {
  const begins = from === undefined ? undefined : times.read(from);
  const ends = to === undefined ? undefined : times.read(to);
  return {
    ...(begins === undefined ? {} : { from: begins }),
    ...(ends === undefined ? {} : { to: ends }),
  };
};

/** `min`, `max` or both. */
export const readBounds = <T extends number>(
  field: Field,
  least: T | undefined,
  most: T | undefined,
): { readonly min?: T; readonly max?: T } => {
  if (least === undefined && most === undefined) field.problem('needs "min", "max" or both');
  if (least !== undefined && most !== undefined && least > most)
    field.problem('"min" must not be more than "max"');
  return { ...(least === undefined ? {} : { min: least }), ...(most === undefined ? {} : { max: most }) };
};
