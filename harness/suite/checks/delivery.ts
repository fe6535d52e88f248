import { millis, type Millis } from '../../time/index.ts';
import { map, shared } from '../json-schema.ts';
import { readMillis } from '../quantities.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** Transaction messages that had to wait for the link came in order, once, with their own times. */
export interface DeliveryCheck extends CheckBase {
  readonly check: 'delivery';
  /** How far a message's time may be from what it tells of, or before that of the message ahead of it. */
  readonly slack: Millis;
}

const SLACK = millis(120_000);

export const delivery: CheckKind<DeliveryCheck> = {
  check: 'delivery',
  schema: map({ slack: shared('length') }),
  read: (field, base) => {
    const keys = field.keys(['slack']);
    return { check: 'delivery', ...base, slack: keys.read('slack', readMillis) ?? SLACK };
  },
};
