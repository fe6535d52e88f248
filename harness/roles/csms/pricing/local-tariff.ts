import { writeTariffJson } from '../../../dialects/index.ts';
import { decimal, type Tariff, type TransactionTariff } from '../../../energy/index.ts';
import { pencePerKwh } from './price-text.ts';

/** A tariff of bands as a charger of 2.1 takes it; undefined: it runs on UTC or half-hours, which 2.1 cannot say. */
export const asTransactionTariff = (
  tariff: Tariff,
  id: string,
  language: string,
): TransactionTariff | undefined => {
  if (tariff.clock === 'utc' || tariff.prices !== undefined || (tariff.dispatches?.length ?? 0) > 0)
    return undefined;
  const pounds = (pence: number): ReturnType<typeof decimal> => decimal(pence).div(100);
  const bands = tariff.bands.map(({ from, to, price }) => ({
    price: pounds(price),
    conditions: { startTimeOfDay: from, endTimeOfDay: to, ranges: [] },
  }));
  return {
    id,
    currency: 'GBP',
    description: [
      {
        format: 'UTF8',
        language,
        content: [
          ...tariff.bands.map(({ name, price }) => `${name} ${pencePerKwh(price)}`),
          `else ${pencePerKwh(tariff.standard)}`,
        ].join(', '),
      },
    ],
    energy: { prices: [...bands, { price: pounds(tariff.standard) }], taxRates: [] },
  };
};

export const localTariffJson = (
  tariff: Tariff,
  id: string,
  language: string,
): Readonly<Record<string, unknown>> | undefined => {
  const found = asTransactionTariff(tariff, id, language);
  return found === undefined ? undefined : writeTariffJson(found);
};
