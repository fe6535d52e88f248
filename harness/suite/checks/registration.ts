import { oneOf } from '../json-schema.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

const RULES = ['quiet', 'in time', 'answers', 'stays connected', 'strangers refused'] as const;

export type RegistrationRule = (typeof RULES)[number];

/**
 * What holds while a station is not accepted. Of the charger: `quiet` (it sends nothing but BootNotification and what it
 * was asked for), `in time` (it asks again after the interval, and not before), `answers` (it can be set up while
 * Pending), `stays connected` (while Pending). Of the CSMS: `strangers refused` (what comes before acceptance is an error).
 */
export interface RegistrationCheck extends CheckBase {
  readonly check: 'registration';
  readonly rule: RegistrationRule;
}

export const registration: CheckKind<RegistrationCheck> = {
  check: 'registration',
  schema: oneOf(RULES),
  read: (field, base) => ({
    check: 'registration',
    ...base,
    rule: field.absent ? 'quiet' : field.oneOf(RULES, 'quiet'),
  }),
};
