import type { Context } from '../context.ts';
import type { Field } from '../fields.ts';
import type { JsonSchema } from '../json-schema.ts';
import type { Given } from '../scenario.ts';

/** What the reader of a detail may look at. */
export interface StepReading {
  readonly given: Given;
  readonly context: Context;
  /** The day heading above the step. */
  readonly day: string;
}

/** One key of a step's `with`, and the part of the step that it becomes. */
export interface Detail<Part extends object = object> {
  readonly key: string;
  readonly schema: JsonSchema;
  readonly read: (field: Field, reading: StepReading) => Part;
}
