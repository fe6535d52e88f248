import type { WattHours } from '../../energy/index.ts';
import { map, shared } from '../json-schema.ts';
import { readWattHours } from '../quantities.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** The CSMS booked what was delivered, in the half-hours in which it was. */
export interface BooksCheck extends CheckBase {
  readonly check: 'books';
  /** Per half-hour, and over the night. */
  readonly within: WattHours;
}

export const books: CheckKind<BooksCheck> = {
  check: 'books',
  schema: map({ within: shared('energy') }, ['within']),
  read: (field, base) => ({
    check: 'books',
    ...base,
    within: readWattHours(field.keys(['within'], ['within']).need('within')),
  }),
};
