import type { Pence } from '../../energy/index.ts';
import type { Millis } from '../../time/index.ts';
import { map, shared } from '../json-schema.ts';
import { readMillis, readPence } from '../quantities.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** What a 2.1 charger counts is what the metered energy costs by the tariff that it has. */
export interface CostDetailsCheck extends CheckBase {
  readonly check: 'cost details';
  readonly tolerance: Pence;
  /** Longest time between two running costs. */
  readonly every?: Millis;
}

export const costDetails: CheckKind<CostDetailsCheck> = {
  check: 'cost details',
  schema: map({ within: shared('price'), every: shared('length') }, ['within']),
  read: (field, base) => {
    const keys = field.keys(['within', 'every'], ['within']);
    const every = keys.read('every', readMillis);
    return {
      check: 'cost details',
      ...base,
      tolerance: readPence(keys.need('within')),
      ...(every === undefined ? {} : { every }),
    };
  },
};
