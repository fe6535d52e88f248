import type { Fraction, Pence } from '../../energy/index.ts';
import type { Instant } from '../../time/index.ts';
import { integer, map, oneOf, shared } from '../json-schema.ts';
import { readFraction, readPence } from '../quantities.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** What the CSMS shows and bills, against the wire and the meter. */
export interface BillCheck extends CheckBase {
  readonly check: 'bill';
  /** The first books read from then on; absent: the last. */
  readonly at?: Instant;
  readonly energyWithin?: Fraction;
  readonly costWithin?: Pence;
  readonly sessions?: number;
  readonly plan?: 'none' | 'accepted' | 'refused';
  readonly online?: boolean;
}

export const bill: CheckKind<BillCheck> = {
  check: 'bill',
  schema: map(
    {
      at: shared('moment'),
      'energy within': shared('share'),
      'cost within': shared('price'),
      sessions: integer(0, 1000),
      plan: oneOf(['none', 'accepted', 'refused']),
      online: oneOf(['yes', 'no']),
    },
    [],
    { minProperties: 1 },
  ),
  read: (field, base, { times }) => {
    const keys = field.keys(['at', 'energy within', 'cost within', 'sessions', 'plan', 'online']);
    if (keys.names().length === 0) field.problem('needs something to look at');
    const at = keys.read('at', (value) => times.read(value));
    const energyWithin = keys.read('energy within', readFraction);
    const costWithin = keys.read('cost within', readPence);
    const sessions = keys.read('sessions', (value) => value.integer(0, 1000));
    const plan = keys.read('plan', (value) => value.oneOf(['none', 'accepted', 'refused'], 'none'));
    const online = keys.read('online', (value) => value.oneOf(['yes', 'no'], 'no'));
    return {
      check: 'bill',
      ...base,
      ...(at === undefined ? {} : { at }),
      ...(energyWithin === undefined ? {} : { energyWithin }),
      ...(costWithin === undefined ? {} : { costWithin }),
      ...(sessions === undefined ? {} : { sessions }),
      ...(plan === undefined ? {} : { plan }),
      ...(online === undefined ? {} : { online: online === 'yes' }),
    };
  },
};
