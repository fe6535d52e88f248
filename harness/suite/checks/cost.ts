import type { Fraction, Pence } from '../../energy/index.ts';
import { map, shared } from '../json-schema.ts';
import { readAtLeastShare, readPence } from '../quantities.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

export interface CostCheck extends CheckBase {
  readonly check: 'cost';
  /** Smallest share of the energy bought inside off-peak windows. */
  readonly offPeakShare?: Fraction;
  readonly atMost?: Pence;
}

export const cost: CheckKind<CostCheck> = {
  check: 'cost',
  schema: map({ 'off-peak share': shared('least share'), 'at most': shared('price') }, [], {
    minProperties: 1,
  }),
  read: (field, base, { world }) => {
    const keys = field.keys(['off-peak share', 'at most']);
    const offPeakShare = keys.read('off-peak share', readAtLeastShare);
    const atMost = keys.read('at most', readPence);
    if (keys.names().length === 0) field.problem('needs "off-peak share", "at most" or both');
    keys
      .get('off-peak share')
      ?.later(() =>
        (offPeakShare ?? 0) > 0 && !world.hasOffPeak
          ? 'the tariff has no off-peak hours'
          : world.shareMissed(offPeakShare ?? 0),
      );
    return {
      check: 'cost',
      ...base,
      ...(offPeakShare === undefined ? {} : { offPeakShare }),
      ...(atMost === undefined ? {} : { atMost }),
    };
  },
};
