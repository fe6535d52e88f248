import type { Watts } from '../../energy/index.ts';
import { millis, type Millis } from '../../time/index.ts';
import { map, shared } from '../json-schema.ts';
import { readMillis, readWatts } from '../quantities.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** However many systems plan: at every moment exactly the plan that the rules choose governs the metered power. */
export interface GovernedCheck extends CheckBase {
  readonly check: 'governed';
  readonly tolerance: Watts;
  readonly settle: Millis;
}

export const governed: CheckKind<GovernedCheck> = {
  check: 'governed',
  schema: map({ within: shared('power'), settle: shared('length') }, ['within']),
  read: (field, base) => {
    const keys = field.keys(['within', 'settle'], ['within']);
    return {
      check: 'governed',
      ...base,
      tolerance: readWatts(keys.need('within')),
      settle: keys.read('settle', readMillis) ?? millis(60_000),
    };
  },
};
