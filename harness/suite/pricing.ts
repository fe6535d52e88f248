import type { PricingStyle } from '../energy/index.ts';
import { wholeSeconds } from '../energy/index.ts';
import type { Context } from './context.ts';
import { readTransactionTariff } from './details/transaction-tariff.ts';
import type { Field } from './fields.ts';
import { map, oneOf, shared, TEXT } from './json-schema.ts';
import { readPence, readSeconds, readWattHours } from './quantities.ts';

/** `given.pricing`: how the supplier of this night tells what charging costs. */
export const PRICING_SCHEMA = map({
  kind: oneOf(['central', 'local']),
  by: oneOf(['messages', 'answers']),
  updates: shared('length'),
  language: TEXT,
  rates: oneOf(['yes', 'no']),
  driver: TEXT,
  limits: map({ cost: shared('price'), energy: shared('energy'), time: shared('length') }),
});

const readLimits = (field: Field): NonNullable<PricingStyle['limit']> => {
  const keys = field.keys(['cost', 'energy', 'time']);
  const cost = keys.read('cost', readPence);
  const energy = keys.read('energy', readWattHours);
  const time = keys.read('time', readSeconds);
  return {
    ...(cost === undefined ? {} : { maxCost: cost / 100 }),
    ...(energy === undefined ? {} : { maxEnergy: energy }),
    ...(time === undefined ? {} : { maxTime: time }),
  };
};

export const readPricing = (field: Field, context: Context): PricingStyle => {
  const keys = field.keys(['kind', 'by', 'updates', 'language', 'rates', 'driver', 'limits']);
  const driver = keys.read('driver', (reference) => readTransactionTariff(reference, context));
  const limit = keys.read('limits', readLimits);
  return {
    kind: keys.read('kind', (kind) => kind.oneOf(['central', 'local'], 'central')) ?? 'central',
    by: keys.read('by', (by) => by.oneOf(['messages', 'answers'], 'messages')) ?? 'messages',
    updates: keys.read('updates', readSeconds) ?? wholeSeconds(900),
    language: keys.read('language', (language) => language.text()) ?? 'en',
    rates: keys.read('rates', (rates) => rates.oneOf(['yes', 'no'], 'no')) === 'yes',
    ...(driver === undefined ? {} : { driver }),
    ...(limit === undefined ? {} : { limit }),
  };
};
