import { decimal, ZERO, type Decimal } from './decimal.ts';
import { taxFactor } from './taxes.ts';
import type { CostBound } from './transaction-tariff.ts';

export interface CostAmount {
  readonly exclTax: Decimal;
  readonly inclTax: Decimal;
}

export const NOTHING: CostAmount = { exclTax: ZERO, inclTax: ZERO };
export const plusAmount = (a: CostAmount, b: CostAmount): CostAmount => ({
  exclTax: a.exclTax.plus(b.exclTax),
  inclTax: a.inclTax.plus(b.inclTax),
});
export const timesAmount = (amount: CostAmount, factor: Decimal): CostAmount => ({
  exclTax: amount.exclTax.times(factor),
  inclTax: amount.inclTax.times(factor),
});
export const totalOf = (parts: Iterable<CostAmount>): CostAmount => [...parts].reduce(plusAmount, NOTHING);

const SIDES = ['exclTax', 'inclTax'] as const;

/** How much of `step` may be added to `amount` before a bound is reached, 0 to 1. */
export const roomUnder = (bound: CostBound | undefined, amount: CostAmount, step: CostAmount): Decimal => {
  let room = decimal(1);
  for (const key of SIDES) {
    const most = bound?.[key];
    if (most === undefined || amount[key].plus(step[key]).lt(most)) continue;
    const part = step[key].lte(0) ? ZERO : most.minus(amount[key]).div(step[key]);
    if (part.lt(room)) room = part.lt(0) ? ZERO : part;
  }
  return room;
};

export const reaches = (bound: CostBound | undefined, amount: CostAmount): boolean =>
  SIDES.some((key) => bound?.[key] !== undefined && amount[key].gte(bound[key]));

export const isBelow = (bound: CostBound, amount: CostAmount): boolean =>
  SIDES.some((key) => bound[key] !== undefined && amount[key].lt(bound[key]));

/** Both amounts of a bound: what is not said follows by its taxes. */
export const amountOf = ({ exclTax, inclTax, taxRates }: CostBound): CostAmount => {
  const factor = taxFactor(taxRates);
  const excl = exclTax ?? inclTax?.div(factor) ?? ZERO;
  return { exclTax: excl, inclTax: inclTax ?? excl.times(factor) };
};

/** The bound itself where it was reached, free of the digits that a division lost. */
export const cappedAt = (bound: CostBound | undefined, amount: CostAmount): CostAmount => {
  const near = (key: keyof CostAmount): Decimal => {
    const most = bound?.[key];
    return most !== undefined && amount[key].minus(most).abs().lt('1e-15') ? most : amount[key];
  };
  return { exclTax: near('exclTax'), inclTax: near('inclTax') };
};
