import type { Watts } from '../../energy/index.ts';
import { map, shared } from '../json-schema.ts';
import { readWatts } from '../quantities.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** Every composite schedule that was answered agrees with the oracle. */
export interface CompositeCheck extends CheckBase {
  readonly check: 'composite';
  readonly tolerance: Watts;
}

export const composite: CheckKind<CompositeCheck> = {
  check: 'composite',
  schema: map({ within: shared('power') }, ['within']),
  read: (field, base) => {
    const keys = field.keys(['within'], ['within']);
    return { check: 'composite', ...base, tolerance: readWatts(keys.need('within')) };
  },
};
