import type { Instant } from '../../time/index.ts';
import { map, oneOf, shared } from '../json-schema.ts';
import { readStretch, type CheckBase, type CheckKind } from './check-kind.ts';

const OUTCOMES = ['refused', 'granted'] as const;

/** Whether the two sides came together in a stretch of time. */
export interface EntryCheck extends CheckBase {
  readonly check: 'entry';
  readonly from?: Instant;
  readonly to?: Instant;
  /** `refused`: it was tried, and no station was accepted. `granted`: a BootNotification was accepted. */
  readonly is: (typeof OUTCOMES)[number];
}

export const entry: CheckKind<EntryCheck> = {
  check: 'entry',
  schema: map({ from: shared('moment'), to: shared('moment'), is: oneOf(OUTCOMES) }, ['is']),
  read: (field, base, { times }) => {
    const keys = field.keys(['from', 'to', 'is'], ['is']);
    return {
      check: 'entry',
      ...base,
      ...readStretch(keys.get('from'), keys.get('to'), times),
      is: keys.need('is').absent ? 'refused' : keys.need('is').oneOf(OUTCOMES, 'refused'),
    };
  },
};
