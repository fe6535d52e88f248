import type { Instant } from '../../time/index.ts';
import type { Field } from '../fields.ts';
import { listOf, shared, TEXT, type JsonSchema } from '../json-schema.ts';
import { Chronology } from '../moments.ts';
import type { Context } from '../context.ts';
import type { Detail } from './detail.ts';

/** A tariff that goes to the charger (2.1), as it is written. */
export interface TransactionTariffDetail {
  readonly prices?: Readonly<Record<string, unknown>>;
  readonly tariffId?: string;
  readonly validFrom?: Instant;
  readonly tariffIds?: readonly string[];
}

const REFERENCE: JsonSchema = { type: 'string', pattern: '^transaction-tariffs/[a-z0-9-]+\\.json$' };

export const readTransactionTariff = (field: Field, context: Context): Readonly<Record<string, unknown>> => {
  const found = context.transactionTariff(field.text());
  if (typeof found !== 'string') return found;
  field.problem(found);
  return {};
};

export const transactionPrices: Detail<TransactionTariffDetail> = {
  key: 'prices',
  schema: REFERENCE,
  read: (field, { context }) => ({ prices: readTransactionTariff(field, context) }),
};
export const tariffId: Detail<TransactionTariffDetail> = {
  key: 'tariff id',
  schema: TEXT,
  read: (field) => ({ tariffId: field.text() }),
};
export const validFrom: Detail<TransactionTariffDetail> = {
  key: 'valid from',
  schema: shared('moment'),
  read: (field, { given, day }) => ({ validFrom: new Chronology(given.zone, day).read(field) }),
};
export const tariffIds: Detail<TransactionTariffDetail> = {
  key: 'tariff ids',
  schema: listOf(TEXT),
  read: (field) => ({ tariffIds: field.texts() }),
};
