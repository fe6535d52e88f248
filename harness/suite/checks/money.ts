import type { Pence } from '../../energy/index.ts';
import type { Millis } from '../../time/index.ts';
import { map, oneOf, shared } from '../json-schema.ts';
import { readMillis, readPence } from '../quantities.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** What was told, shown and metered is the same money. */
export interface MoneyCheck extends CheckBase {
  readonly check: 'money';
  readonly tolerance: Pence;
  /** Longest silence on the running cost while energy flows. */
  readonly updates?: Millis;
  /** How soon after the edge of a band the cost must be told. */
  readonly atBandChange?: Millis;
  readonly total: boolean;
  /** What is told must be shown too. */
  readonly shown: boolean;
}

export const money: CheckKind<MoneyCheck> = {
  check: 'money',
  schema: map(
    {
      within: shared('price'),
      updates: shared('length'),
      'at band change': shared('length'),
      total: oneOf(['told', 'open']),
      shown: oneOf(['yes', 'no']),
    },
    ['within'],
  ),
  read: (field, base) => {
    const keys = field.keys(['within', 'updates', 'at band change', 'total', 'shown'], ['within']);
    const updates = keys.read('updates', readMillis);
    const atBandChange = keys.read('at band change', readMillis);
    return {
      check: 'money',
      ...base,
      tolerance: readPence(keys.need('within')),
      ...(updates === undefined ? {} : { updates }),
      ...(atBandChange === undefined ? {} : { atBandChange }),
      total: keys.read('total', (value) => value.oneOf(['told', 'open'], 'told')) !== 'open',
      shown: keys.read('shown', (value) => value.oneOf(['yes', 'no'], 'yes')) !== 'no',
    };
  },
};
