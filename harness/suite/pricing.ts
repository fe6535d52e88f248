import type { PricingStyle } from '../energy/index.ts';
import { wholeSeconds } from '../energy/index.ts';
import type { Field } from './fields.ts';
import { map, oneOf, shared, TEXT } from './json-schema.ts';
import { readSeconds } from './quantities.ts';

/** `given.pricing`: how the supplier of this night tells what charging costs. */
export const PRICING_SCHEMA = map({
  kind: oneOf(['central', 'local']),
  by: oneOf(['messages', 'answers']),
  updates: shared('length'),
  language: TEXT,
  rates: oneOf(['yes', 'no']),
});

export const readPricing = (field: Field): PricingStyle => {
  const keys = field.keys(['kind', 'by', 'updates', 'language', 'rates']);
  return {
    kind: keys.read('kind', (kind) => kind.oneOf(['central', 'local'], 'central')) ?? 'central',
    by: keys.read('by', (by) => by.oneOf(['messages', 'answers'], 'messages')) ?? 'messages',
    updates: keys.read('updates', readSeconds) ?? wholeSeconds(900),
    language: keys.read('language', (language) => language.text()) ?? 'en',
    rates: keys.read('rates', (rates) => rates.oneOf(['yes', 'no'], 'no')) === 'yes',
  };
};
