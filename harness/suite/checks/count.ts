import type { RequestKind } from '../../dialects/index.ts';
import type { Instant } from '../../time/index.ts';
import type { Field } from '../fields.ts';
import { atLeastOne, integer, map, shared, TEXT } from '../json-schema.ts';
import { readBounds, readStretch, type CheckBase, type CheckKind } from './check-kind.ts';
import { readRequest } from './read-request.ts';

export interface CountCheck extends CheckBase {
  readonly check: 'count';
  readonly of: RequestKind;
  readonly from?: Instant;
  readonly to?: Instant;
  readonly min?: number;
  readonly max?: number;
}

const number = (field: Field): number => field.integer(0, 1_000_000);

export const count: CheckKind<CountCheck> = {
  check: 'count',
  schema: map(
    { of: TEXT, from: shared('moment'), to: shared('moment'), min: integer(0), max: integer(0) },
    ['of'],
    atLeastOne(['min', 'max']),
  ),
  read: (field, base, { times }) => {
    const keys = field.keys(['of', 'from', 'to', 'min', 'max'], ['of']);
    return {
      check: 'count',
      ...base,
      of: readRequest(keys.need('of')),
      ...readStretch(keys.get('from'), keys.get('to'), times),
      ...readBounds(field, keys.read('min', number), keys.read('max', number)),
    };
  },
};
