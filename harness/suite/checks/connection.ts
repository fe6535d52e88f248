import { integer, map } from '../json-schema.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** The subject answers what the standard lets the other side ask, and does not break the link by itself. */
export interface ConnectionCheck extends CheckBase {
  readonly check: 'connection';
  /** Most CALLERRORs to messages of the standard. */
  readonly refusals?: number;
  /** Most ends of a connection that no fault of the timeline explains. */
  readonly breaks?: number;
}

export const connection: CheckKind<ConnectionCheck> = {
  check: 'connection',
  schema: map({ refusals: integer(0, 1000), breaks: integer(0, 1000) }, [], { minProperties: 1 }),
  read: (field, base) => {
    const keys = field.keys(['refusals', 'breaks']);
    if (keys.names().length === 0) field.problem('needs "refusals", "breaks" or both');
    const refusals = keys.read('refusals', (value) => value.integer(0, 1000));
    const breaks = keys.read('breaks', (value) => value.integer(0, 1000));
    return {
      check: 'connection',
      ...base,
      ...(refusals === undefined ? {} : { refusals }),
      ...(breaks === undefined ? {} : { breaks }),
    };
  },
};
