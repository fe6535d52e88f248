import { Decimal as Library } from 'decimal.js';

/** Exact amounts: enough digits that a night of divisions by 3,600,000 never reaches the last one of a price. */
export const Decimal = Library.clone({ precision: 40, rounding: Library.ROUND_HALF_UP, defaults: true });
export type Decimal = Library;

export const decimal = (value: number | string): Decimal => new Decimal(value);
export const ZERO = decimal(0);
export const sum = (values: readonly Decimal[]): Decimal =>
  values.reduce((total, value) => total.plus(value), ZERO);

/** More digits than this no OCPP decimal may have. */
export const MOST_DECIMALS = 6;
