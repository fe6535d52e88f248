import { isCurrency } from './currency.ts';
import { MOST_DECIMALS, type Decimal } from './decimal.ts';
import {
  WEEKDAYS,
  type CostBound,
  type FixedConditions,
  type PriceList,
  type TariffConditions,
  type TransactionTariff,
} from './transaction-tariff.ts';

export interface TariffProblem {
  /** Where, as in `energy.prices[1].conditions`. */
  readonly path: string;
  readonly problem: string;
  /** `doubt`: allowed by the standard, and surely not meant. */
  readonly worth: 'wrong' | 'doubt';
}

/** Prices may be negative only where the reader of the tariff was told that they are meant to be. */
export interface TariffRules {
  readonly negativePrices: boolean;
}

const LONGEST_ID = 60;
const WEEK_MINUTES = 7 * 1440;

const conditionProblems = (path: string, conditions: TariffConditions): readonly TariffProblem[] => {
  const found: TariffProblem[] = [];
  const wrong = (problem: string): void => void found.push({ path, problem, worth: 'wrong' });
  for (const { of, min, max } of conditions.ranges) {
    if (min !== undefined && max !== undefined && min >= max)
      wrong(`${of}: the least (${min}) is not below the most (${max}), so it never holds`);
  }
  const { validFromDate, validToDate, dayOfWeek, startTimeOfDay, endTimeOfDay } = conditions;
  if (validFromDate !== undefined && validToDate !== undefined && validFromDate >= validToDate)
    wrong(`it ends (${validToDate}) before it begins (${validFromDate})`);
  if (dayOfWeek?.length === 0) wrong('no weekday is named, so it never holds');
  if (startTimeOfDay !== undefined && startTimeOfDay === endTimeOfDay && endTimeOfDay !== 0)
    found.push({ path, problem: 'starts and ends at the same time of day', worth: 'doubt' });
  return found;
};

/** Minutes of a week in which an element holds; undefined where more than the clock decides. */
const minutesOf = (conditions: FixedConditions | undefined): ((minute: number) => boolean) | undefined => {
  if (conditions === undefined) return () => true;
  const { ranges, validFromDate, validToDate, evseKind, dayOfWeek, startTimeOfDay, endTimeOfDay } =
    conditions;
  if (ranges.length > 0 || validFromDate !== undefined || validToDate !== undefined || evseKind !== undefined)
    return undefined;
  const start = startTimeOfDay ?? 0;
  const end = endTimeOfDay === undefined || endTimeOfDay === 0 ? 1440 : endTimeOfDay;
  return (minute) => {
    const ofDay = minute % 1440;
    const day = WEEKDAYS[Math.floor(minute / 1440)];
    const inTime = end > start ? ofDay >= start && ofDay < end : ofDay >= start || ofDay < end;
    return inTime && (dayOfWeek === undefined || (day !== undefined && dayOfWeek.includes(day)));
  };
};

const clock = (minute: number): string =>
  `${String(Math.floor((minute % 1440) / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Hours for which nobody named a price, and elements that never get their turn. */
const coverProblems = (path: string, list: PriceList<TariffConditions>): readonly TariffProblem[] => {
  const found: TariffProblem[] = [];
  const taken = new Uint8Array(WEEK_MINUTES);
  let decided = true;
  for (const [index, { conditions }] of list.prices.entries()) {
    const holds = minutesOf(conditions);
    if (holds === undefined) {
      decided = false;
      continue;
    }
    let fresh = 0;
    for (let minute = 0; minute < WEEK_MINUTES; minute++) {
      if (taken[minute] === 1 || !holds(minute)) continue;
      taken[minute] = 1;
      fresh += 1;
    }
    if (fresh === 0)
      found.push({
        path: `${path}.prices[${index}]`,
        problem: 'never applies: an element before it always does',
        worth: 'doubt',
      });
  }
  const gap = taken.indexOf(0);
  if (gap >= 0 && decided && list.prices.length > 0) {
    const end = taken.indexOf(1, gap);
    const day = WEEKDAYS[Math.floor(gap / 1440)] ?? '';
    found.push({
      path,
      problem: `a gap: nothing has a price from ${day} ${clock(gap)} to ${end < 0 ? 'the end of the week' : clock(end)}`,
      worth: 'doubt',
    });
  }
  return found;
};

const priceProblems = (
  path: string,
  price: Decimal,
  { negativePrices }: TariffRules,
): readonly TariffProblem[] => {
  const found: TariffProblem[] = [];
  if (!price.isFinite()) found.push({ path, problem: 'is no amount', worth: 'wrong' });
  else if (price.decimalPlaces() > MOST_DECIMALS)
    found.push({
      path,
      problem: `${price.toFixed()} has more than ${MOST_DECIMALS} decimals`,
      worth: 'wrong',
    });
  if (price.isNegative() && !price.isZero() && !negativePrices)
    found.push({ path, problem: `${price.toFixed()} is negative`, worth: 'wrong' });
  return found;
};

const listProblems = (
  path: string,
  list: PriceList<FixedConditions> | undefined,
  rules: TariffRules,
  covers: boolean,
): readonly TariffProblem[] => {
  if (list === undefined) return [];
  const found: TariffProblem[] = [];
  if (list.prices.length === 0) found.push({ path, problem: 'has no prices', worth: 'wrong' });
  for (const [index, { price, conditions }] of list.prices.entries()) {
    const at = `${path}.prices[${index}]`;
    found.push(...priceProblems(at, price, rules));
    if (conditions !== undefined) found.push(...conditionProblems(`${at}.conditions`, conditions));
  }
  for (const [index, { percent, stack }] of list.taxRates.entries()) {
    const at = `${path}.taxRates[${index}]`;
    if (percent.isNegative()) found.push({ path: at, problem: 'a negative tax', worth: 'wrong' });
    if (!Number.isInteger(stack) || stack < 0)
      found.push({ path: at, problem: 'a stack is a whole number from 0', worth: 'wrong' });
  }
  return covers ? [...found, ...coverProblems(path, list)] : found;
};

const boundProblems = (path: string, bound: CostBound | undefined): readonly TariffProblem[] => {
  if (bound === undefined) return [];
  if (bound.exclTax === undefined && bound.inclTax === undefined)
    return [{ path, problem: 'names no amount', worth: 'wrong' }];
  return [bound.exclTax, bound.inclTax].flatMap((amount) =>
    amount === undefined ? [] : priceProblems(path, amount, { negativePrices: false }),
  );
};

/** What is wrong with a 2.1 tariff beyond its schema, which takes `99:99` and an empty price. */
export const tariffProblems = (
  tariff: TransactionTariff,
  rules: TariffRules = { negativePrices: false },
): readonly TariffProblem[] => {
  const found: TariffProblem[] = [];
  if (tariff.id === '' || tariff.id.length > LONGEST_ID)
    found.push({ path: 'tariffId', problem: `is 1 to ${LONGEST_ID} characters`, worth: 'wrong' });
  if (!isCurrency(tariff.currency))
    found.push({
      path: 'currency',
      problem: `"${tariff.currency.slice(0, 10)}" is no currency of ISO 4217`,
      worth: 'wrong',
    });
  const { minCost, maxCost } = tariff;
  for (const key of ['exclTax', 'inclTax'] as const) {
    if (minCost?.[key]?.gt(maxCost?.[key] ?? Infinity) === true)
      found.push({ path: 'minCost', problem: 'is more than maxCost', worth: 'wrong' });
  }
  return [
    ...found,
    ...listProblems('energy', tariff.energy, rules, true),
    ...listProblems('chargingTime', tariff.chargingTime, rules, false),
    ...listProblems('idleTime', tariff.idleTime, rules, false),
    ...listProblems('fixedFee', tariff.fixedFee, rules, false),
    ...listProblems('reservationTime', tariff.reservationTime, rules, false),
    ...listProblems('reservationFixed', tariff.reservationFixed, rules, false),
    ...boundProblems('minCost', minCost),
    ...boundProblems('maxCost', maxCost),
  ];
};
