import { map } from '../json-schema.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** Every transaction that began has ended, before the next one began, and the register goes on from one to the next. */
export interface SessionsCheck extends CheckBase {
  readonly check: 'sessions';
}

export const sessions: CheckKind<SessionsCheck> = {
  check: 'sessions',
  schema: map({}),
  read: (field, base) => {
    field.keys([]);
    return { check: 'sessions', ...base };
  },
};
