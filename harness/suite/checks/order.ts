import type { RequestKind } from '../../dialects/index.ts';
import { listOf, TEXT } from '../json-schema.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';
import { readRequest } from './read-request.ts';

/** The messages of these kinds appear in this order (others may stand between them). */
export interface OrderCheck extends CheckBase {
  readonly check: 'order';
  readonly of: readonly RequestKind[];
}

export const order: CheckKind<OrderCheck> = {
  check: 'order',
  schema: listOf(TEXT, 2),
  read: (field, base) => {
    const of = field.items().map(readRequest);
    if (of.length < 2) field.problem('needs at least two messages');
    return { check: 'order', ...base, of };
  },
};
