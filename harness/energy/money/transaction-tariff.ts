import type { Instant } from '../../time/index.ts';
import type { Decimal } from './decimal.ts';

/** The tariff that OCPP 2.1 gives to a charger, in words of no version. Amounts are in the unit of `currency`. */
export interface TransactionTariff {
  readonly id: string;
  /** ISO 4217 */
  readonly currency: string;
  /** What a display shows, by language. */
  readonly description: readonly TariffText[];
  /** System time, not local (`ocpp21:I07.FR.18`). */
  readonly validFrom?: Instant;
  /** Per kWh. */
  readonly energy?: PriceList<TariffConditions>;
  /** Per minute in which energy flows. */
  readonly chargingTime?: PriceList<TariffConditions>;
  /** Per minute in which none does. */
  readonly idleTime?: PriceList<TariffConditions>;
  readonly fixedFee?: PriceList<FixedConditions>;
  /** Per minute from the reservation to the start. */
  readonly reservationTime?: PriceList<TariffConditions>;
  readonly reservationFixed?: PriceList<FixedConditions>;
  readonly minCost?: CostBound;
  readonly maxCost?: CostBound;
}

export interface TariffText {
  readonly format: string;
  readonly language?: string;
  readonly content: string;
}

export interface PriceList<C> {
  /** The first whose conditions all hold is the price (`ocpp21:I12.FR.34`). */
  readonly prices: readonly { readonly price: Decimal; readonly conditions?: C }[];
  readonly taxRates: readonly TaxRate[];
}

export interface TaxRate {
  readonly type: string;
  /** Percent. */
  readonly percent: Decimal;
  /** Rates of one stack add up; the next stack is taken on the result (`ocpp21:I12.FR.13`). */
  readonly stack: number;
}

/** A price with and without tax; at least one of them. */
export interface CostBound {
  readonly exclTax?: Decimal;
  readonly inclTax?: Decimal;
  readonly taxRates: readonly TaxRate[];
}

export type Weekday = 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';
export const WEEKDAYS: readonly Weekday[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
];

/** All that are given must hold. Times and dates are local; each `min` is inclusive, each `max` exclusive. */
export interface TariffConditions {
  /** Minutes after midnight. An end before the start wraps around midnight; an end of 0 is the end of the day. */
  readonly startTimeOfDay?: number;
  readonly endTimeOfDay?: number;
  readonly dayOfWeek?: readonly Weekday[];
  /** YYYY-MM-DD, inclusive. */
  readonly validFromDate?: string;
  /** YYYY-MM-DD, exclusive. */
  readonly validToDate?: string;
  readonly evseKind?: 'AC' | 'DC';
  readonly ranges: readonly ConditionRange[];
}

export interface FixedConditions extends TariffConditions {
  readonly paymentBrand?: string;
  readonly paymentRecognition?: string;
}

/** Wh, A (sum of the phases), W and s. */
export type Ranged = 'energy' | 'current' | 'power' | 'time' | 'chargingTime' | 'idleTime';
export interface ConditionRange {
  readonly of: Ranged;
  readonly min?: number;
  readonly max?: number;
}

export type TariffDimension = 'energy' | 'chargingTime' | 'idleTime';
export const TARIFF_DIMENSIONS: readonly TariffDimension[] = ['energy', 'chargingTime', 'idleTime'];
