import { map } from '../json-schema.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** Answers and reports on display messages agree with what was set, cleared, and is over; and with the device model. */
export interface MessagesCheck extends CheckBase {
  readonly check: 'messages';
}

export const messages: CheckKind<MessagesCheck> = {
  check: 'messages',
  schema: map({}),
  read: (field, base) => {
    field.keys([]);
    return { check: 'messages', ...base };
  },
};
