import type { Millis } from '../../time/index.ts';
import { map, shared } from '../json-schema.ts';
import { readMillis } from '../quantities.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** Meter values that were asked for in advance come, and say which transaction they are of. */
export interface TriggeredCheck extends CheckBase {
  readonly check: 'triggered';
  readonly within: Millis;
}

export const triggered: CheckKind<TriggeredCheck> = {
  check: 'triggered',
  schema: map({ within: shared('length') }, ['within']),
  read: (field, base) => {
    const keys = field.keys(['within'], ['within']);
    return { check: 'triggered', ...base, within: readMillis(keys.need('within')) };
  },
};
