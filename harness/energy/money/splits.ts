import { instant, offsetAt, wallClock, zonedInstant, type Instant } from '../../time/index.ts';
import type { TariffConditions, TransactionTariff } from './transaction-tariff.ts';

const DAY = 86_400_000;
const QUARTER = 900_000;
/** A stretch of a session longer than this is no session. */
const MOST_DAYS = 400;

/** The conditions that can change while a transaction runs. */
export const runningConditions = (tariff: TransactionTariff): readonly TariffConditions[] =>
  [tariff.energy, tariff.chargingTime, tariff.idleTime].flatMap((list) =>
    (list?.prices ?? []).flatMap(({ conditions }) => (conditions === undefined ? [] : [conditions])),
  );

/** Minutes after midnight at which a condition on local time may change. */
const edgesOf = (conditions: readonly TariffConditions[]): readonly number[] => {
  const edges = new Set<number>();
  for (const { startTimeOfDay, endTimeOfDay, dayOfWeek, validFromDate, validToDate } of conditions) {
    if (startTimeOfDay !== undefined) edges.add(startTimeOfDay);
    if (endTimeOfDay !== undefined) edges.add(endTimeOfDay);
    const onDate = dayOfWeek !== undefined || validFromDate !== undefined || validToDate !== undefined;
    // A window that starts or ends at an open edge begins with the day.
    if (onDate || startTimeOfDay !== undefined || endTimeOfDay !== undefined) edges.add(0);
  }
  return [...edges];
};

const nextDate = (date: string): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + DAY).toISOString().slice(0, 10);

/**
 * Instants strictly between `from` and `to` at which a condition on local time can change: its edges in every reading
 * of a clock that is set back or forward, and that moment itself. More than needed does no harm: the caller looks at
 * the middle of each part.
 */
export const localSplits = (
  conditions: readonly TariffConditions[],
  zone: string,
  from: Instant,
  to: Instant,
): readonly Instant[] => {
  const edges = edgesOf(conditions);
  if (edges.length === 0) return [];
  const found = new Set<Instant>();
  let { date } = wallClock(zone, from);
  const last = wallClock(zone, to).date;
  for (let days = 0; days < MOST_DAYS && date <= last; days++) {
    for (const minute of edges) {
      for (const reading of ['earlier', 'later'] as const) {
        const at = zonedInstant(zone, date, minute * 60, reading);
        if (typeof at !== 'string') found.add(at);
      }
    }
    date = nextDate(date);
  }
  for (let day: number = from; day < to; day += DAY) {
    const end = Math.min(day + DAY, to);
    if (offsetAt(zone, instant(day)) === offsetAt(zone, instant(end))) continue;
    for (let at = Math.ceil(day / QUARTER) * QUARTER; at < end; at += QUARTER) {
      if (offsetAt(zone, instant(at)) !== offsetAt(zone, instant(at - 1))) found.add(instant(at));
    }
  }
  return [...found].filter((at) => at > from && at < to).sort((a, b) => a - b);
};
