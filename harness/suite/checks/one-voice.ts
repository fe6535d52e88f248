import type { Millis } from '../../time/index.ts';
import { map, shared } from '../json-schema.ts';
import { readMillis } from '../quantities.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** Two connections under one identity: the CSMS settles on one of them. */
export interface OneVoiceCheck extends CheckBase {
  readonly check: 'one voice';
  /** After the second came. */
  readonly within: Millis;
}

export const oneVoice: CheckKind<OneVoiceCheck> = {
  check: 'one voice',
  schema: map({ within: shared('length') }, ['within']),
  read: (field, base) => ({
    check: 'one voice',
    ...base,
    within: readMillis(field.keys(['within'], ['within']).need('within')),
  }),
};
