import type { Tariff } from '../../energy/index.ts';
import { readTariffReference } from '../given.ts';
import { shared } from '../json-schema.ts';
import type { Detail } from './detail.ts';

/** tariff: publishes */
export interface TariffDetail {
  readonly tariff?: Tariff;
}

export const tariff: Detail<TariffDetail> = {
  key: 'tariff',
  schema: shared('fixture'),
  read: (field, { context }) => ({ tariff: readTariffReference(field, context) }),
};
