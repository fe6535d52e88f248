import { decimal, type Decimal } from './decimal.ts';
import type { TaxRate } from './transaction-tariff.ts';

const HUNDRED = decimal(100);

/** What an amount before tax is to be multiplied by (`ocpp21:I12.FR.13`). */
export const taxFactor = (rates: readonly TaxRate[]): Decimal => {
  const stacks = new Map<number, Decimal>();
  for (const { percent, stack } of rates) stacks.set(stack, (stacks.get(stack) ?? decimal(0)).plus(percent));
  return [...stacks]
    .sort(([a], [b]) => a - b)
    .reduce((factor, [, percent]) => factor.times(percent.div(HUNDRED).plus(1)), decimal(1));
};
