import type { Millis } from '../../time/index.ts';
import { map, shared } from '../json-schema.ts';
import { readMillis } from '../quantities.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** From a supplier's event to metered power that follows it. */
export interface ReactionCheck extends CheckBase {
  readonly check: 'reaction';
  readonly within: Millis;
}

export const reaction: CheckKind<ReactionCheck> = {
  check: 'reaction',
  schema: map({ within: shared('length') }, ['within']),
  read: (field, base) => ({
    check: 'reaction',
    ...base,
    within: readMillis(field.keys(['within'], ['within']).need('within')),
  }),
};
