import type { Instant, Millis } from '../../time/index.ts';
import { integer, map, shared } from '../json-schema.ts';
import { readMillis } from '../quantities.ts';
import { readStretch, type CheckBase, type CheckKind } from './check-kind.ts';

/** How a station dials a CSMS that does not let it in: again and again, but not all the time. */
export interface AttemptsCheck extends CheckBase {
  readonly check: 'attempts';
  readonly from?: Instant;
  readonly to?: Instant;
  readonly min: number;
  /** Least time between two attempts, as their median. */
  readonly apart: Millis;
}

export const attempts: CheckKind<AttemptsCheck> = {
  check: 'attempts',
  schema: map({ from: shared('moment'), to: shared('moment'), min: integer(1), apart: shared('length') }, [
    'min',
    'apart',
  ]),
  read: (field, base, { times }) => {
    const keys = field.keys(['from', 'to', 'min', 'apart'], ['min', 'apart']);
    return {
      check: 'attempts',
      ...base,
      ...readStretch(keys.get('from'), keys.get('to'), times),
      min: keys.need('min').absent ? 1 : keys.need('min').integer(1, 10_000),
      apart: readMillis(keys.need('apart')),
    };
  },
};
