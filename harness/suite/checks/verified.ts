import type { Millis } from '../../time/index.ts';
import { map, shared } from '../json-schema.ts';
import { readMillis } from '../quantities.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** After every outage the CSMS looks whether its plan is still there, or sends it again. */
export interface VerifiedCheck extends CheckBase {
  readonly check: 'verified';
  /** After the charger is back. */
  readonly within: Millis;
}

export const verified: CheckKind<VerifiedCheck> = {
  check: 'verified',
  schema: map({ within: shared('length') }, ['within']),
  read: (field, base) => ({
    check: 'verified',
    ...base,
    within: readMillis(field.keys(['within'], ['within']).need('within')),
  }),
};
