import type { Millis } from '../../time/index.ts';
import { integer, map, shared } from '../json-schema.ts';
import { readMillis } from '../quantities.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** The charger comes back after the link does, and does not storm meanwhile. */
export interface ReconnectCheck extends CheckBase {
  readonly check: 'reconnect';
  /** After the end of each link fault. */
  readonly within: Millis;
  /** Most attempts in any ten minutes. */
  readonly atMost: number;
}

export const reconnect: CheckKind<ReconnectCheck> = {
  check: 'reconnect',
  schema: map({ within: shared('length'), 'at most': integer(1) }, ['within', 'at most']),
  read: (field, base) => {
    const keys = field.keys(['within', 'at most'], ['within', 'at most']);
    return {
      check: 'reconnect',
      ...base,
      within: readMillis(keys.need('within')),
      atMost: keys.need('at most').integer(1, 10_000),
    };
  },
};
