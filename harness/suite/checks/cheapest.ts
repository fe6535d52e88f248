import type { Fraction, Pence, WattHours } from '../../energy/index.ts';
import type { Instant } from '../../time/index.ts';
import { map, shared } from '../json-schema.ts';
import { readFraction, readPence, readWattHours } from '../quantities.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** The energy is there by the time, and hardly dearer than it could have been. */
export interface CheapestCheck extends CheckBase {
  readonly check: 'cheapest';
  readonly by: Instant;
  readonly energy: WattHours;
  /** How much dearer than the cheapest possible is still right: a share of it, and at least this many pence. */
  readonly within: Fraction;
  readonly slack: Pence;
}

export const cheapest: CheckKind<CheapestCheck> = {
  check: 'cheapest',
  schema: map(
    { by: shared('moment'), energy: shared('energy'), within: shared('share'), slack: shared('price') },
    ['by', 'energy', 'within'],
  ),
  read: (field, base, { times }) => {
    const keys = field.keys(['by', 'energy', 'within', 'slack'], ['by', 'energy', 'within']);
    return {
      check: 'cheapest',
      ...base,
      by: times.read(keys.need('by')),
      energy: readWattHours(keys.need('energy')),
      within: readFraction(keys.need('within')),
      slack: keys.read('slack', readPence) ?? (1 as Pence),
    };
  },
};
