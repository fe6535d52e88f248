import type { Instant, Millis } from '../../time/index.ts';
import { map, oneOf, shared } from '../json-schema.ts';
import { readMillis } from '../quantities.ts';
import { readStretch, type CheckBase, type CheckKind } from './check-kind.ts';

/** Every "rate now" on the display is the rate of the band that is in force at that moment. */
export interface ShownRateCheck extends CheckBase {
  readonly check: 'shown rate';
  readonly from?: Instant;
  readonly to?: Instant;
  /** Grace after every edge of the tariff. */
  readonly settle: Millis;
  /** `always`: a moment without a rate is a failure too. */
  readonly shown: 'always' | 'if any';
}

export const shownRate: CheckKind<ShownRateCheck> = {
  check: 'shown rate',
  schema: map(
    {
      from: shared('moment'),
      to: shared('moment'),
      settle: shared('length'),
      shown: oneOf(['always', 'if any']),
    },
    ['settle'],
  ),
  read: (field, base, { times }) => {
    const keys = field.keys(['from', 'to', 'settle', 'shown'], ['settle']);
    return {
      check: 'shown rate',
      ...base,
      ...readStretch(keys.get('from'), keys.get('to'), times),
      settle: readMillis(keys.need('settle')),
      shown: keys.read('shown', (value) => value.oneOf(['always', 'if any'], 'always')) ?? 'always',
    };
  },
};
