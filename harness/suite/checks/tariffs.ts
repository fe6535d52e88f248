import { map } from '../json-schema.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

/** Tariffs on the charger are kept, replaced, reported and cleared as the standard says; or, of a CSMS, say its prices. */
export interface TariffsCheck extends CheckBase {
  readonly check: 'tariffs';
}

export const tariffs: CheckKind<TariffsCheck> = {
  check: 'tariffs',
  schema: map({}),
  read: (field, base) => {
    field.keys([]);
    return { check: 'tariffs', ...base };
  },
};
