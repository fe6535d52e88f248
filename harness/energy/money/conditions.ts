import { wallClock, type Instant } from '../../time/index.ts';
import {
  WEEKDAYS,
  type TariffConditions,
  type FixedConditions,
  type Ranged,
  type Weekday,
} from './transaction-tariff.ts';

/** Everything that a condition can ask about one moment. */
export interface TariffMoment {
  readonly at: Instant;
  readonly zone: string;
  readonly evseKind: 'AC' | 'DC';
  readonly measured: Readonly<Record<Ranged, number>>;
  readonly paymentBrand?: string;
  readonly paymentRecognition?: string;
}

const DAY = 86_400;

export const weekdayOf = (date: string): Weekday =>
  // 1970-01-01 was a Thursday.
  WEEKDAYS[(Math.floor(Date.parse(`${date}T00:00:00Z`) / (DAY * 1000)) + 3) % 7] ?? 'Monday';

const timeHolds = ({ startTimeOfDay, endTimeOfDay }: TariffConditions, secondOfDay: number): boolean => {
  const start = (startTimeOfDay ?? 0) * 60;
  const end = endTimeOfDay === undefined || endTimeOfDay === 0 ? DAY : endTimeOfDay * 60;
  return end > start ? secondOfDay >= start && secondOfDay < end : secondOfDay >= start || secondOfDay < end;
};

/** Whether all of them hold; no conditions always do. */
export const conditionsHold = (
  conditions: TariffConditions | FixedConditions | undefined,
  moment: TariffMoment,
): boolean => {
  if (conditions === undefined) return true;
  const { date, secondOfDay } = wallClock(moment.zone, moment.at);
  const { dayOfWeek, validFromDate, validToDate, evseKind } = conditions;
  if (!timeHolds(conditions, secondOfDay)) return false;
  if (dayOfWeek !== undefined && !dayOfWeek.includes(weekdayOf(date))) return false;
  if (validFromDate !== undefined && date < validFromDate) return false;
  if (validToDate !== undefined && date >= validToDate) return false;
  if (evseKind !== undefined && evseKind !== moment.evseKind) return false;
  if ('paymentBrand' in conditions && conditions.paymentBrand !== moment.paymentBrand) return false;
  if ('paymentRecognition' in conditions && conditions.paymentRecognition !== moment.paymentRecognition)
    return false;
  return conditions.ranges.every(({ of, min, max }) => {
    const value = moment.measured[of];
    return (min === undefined || value >= min) && (max === undefined || value < max);
  });
};
