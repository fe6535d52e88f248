import { watts, type Watts } from '../../energy/index.ts';
import type { Instant } from '../../time/index.ts';
import { map, shared } from '../json-schema.ts';
import { readWatts } from '../quantities.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** The plan that governs the night, by the oracle: whole night covered, in the station's units, right in form. */
export interface PlanCheck extends CheckBase {
  readonly check: 'plan';
  readonly from: Instant;
  readonly to: Instant;
  /** Most power the plan may allow outside the off-peak windows; default 100 W. */
  readonly outside: Watts;
  /** Least power it must allow inside them. */
  readonly inside: Watts;
}

export const plan: CheckKind<PlanCheck> = {
  check: 'plan',
  schema: map(
    { from: shared('moment'), to: shared('moment'), outside: shared('power'), inside: shared('power') },
    ['from', 'to', 'inside'],
  ),
  read: (field, base, { times, world }) => {
    const keys = field.keys(['from', 'to', 'outside', 'inside'], ['from', 'to', 'inside']);
    const from = times.read(keys.need('from'));
    const to = times.read(keys.need('to'));
    if (from > 0 && to > 0 && to <= from) field.problem('must end after it begins');
    const outside = keys.read('outside', readWatts) ?? watts(100);
    const inside = readWatts(keys.need('inside'));
    keys.need('inside').later(() => {
      if (inside > world.supply) return `the supply gives ${world.supply / 1000} kW at most`;
      if (inside <= outside) return 'must be more than "outside"';
      return world.hasOffPeakBetween(from, to)
        ? undefined
        : 'there are no off-peak hours from "from" to "to"';
    });
    return { check: 'plan', ...base, from, to, outside, inside };
  },
};
