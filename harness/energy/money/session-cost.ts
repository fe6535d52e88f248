import { conditionsHold, type TariffMoment } from './conditions.ts';
import {
  amountOf,
  cappedAt,
  isBelow,
  NOTHING,
  plusAmount,
  reaches,
  roomUnder,
  timesAmount,
  totalOf,
  type CostAmount,
} from './amounts.ts';
import type { Instant } from '../../time/index.ts';
import { decimal, sum, ZERO, type Decimal } from './decimal.ts';
import { byTariff, partsOf, type CostedSession } from './session.ts';
import { taxFactor } from './taxes.ts';
import {
  TARIFF_DIMENSIONS,
  type TariffConditions,
  type TariffDimension,
  type PriceList,
  type CostBound,
  type TransactionTariff,
} from './transaction-tariff.ts';

export type CostPart = TariffDimension | 'fixed' | 'reservationTime' | 'reservationFixed';

/** One stretch under the same price elements. */
export interface ChargingPeriod {
  readonly tariffId: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Index of the price element in use, by dimension; undefined: none applied. */
  readonly used: Readonly<Record<TariffDimension, number | undefined>>;
  readonly wattHours: Decimal;
  readonly chargingSeconds: Decimal;
  readonly idleSeconds: Decimal;
  /** Energy, charging time and idle time of this stretch, before any min or max. */
  readonly cost: CostAmount;
}

export interface SessionCost {
  readonly currency: string;
  readonly type: 'NormalCost' | 'MinCost' | 'MaxCost';
  readonly parts: Readonly<Partial<Record<CostPart, CostAmount>>>;
  readonly total: CostAmount;
  readonly usage: {
    readonly wattHours: Decimal;
    readonly chargingSeconds: Decimal;
    readonly idleSeconds: Decimal;
    readonly reservationSeconds: Decimal;
  };
  readonly periods: readonly ChargingPeriod[];
  /** Energy for which the tariff has energy prices, none of which applied: free by the letter, a gap by intent. */
  readonly unpriced: Decimal;
}

const elementIn = (
  list: PriceList<TariffConditions> | undefined,
  moment: TariffMoment,
): number | undefined => {
  const index = list?.prices.findIndex(({ conditions }) => conditionsHold(conditions, moment)) ?? -1;
  return index < 0 ? undefined : index;
};

const priced = (
  list: PriceList<TariffConditions> | undefined,
  index: number | undefined,
  volume: Decimal,
): CostAmount => {
  const price = index === undefined ? undefined : list?.prices[index]?.price;
  if (list === undefined || price === undefined) return NOTHING;
  const exclTax = price.times(volume);
  return { exclTax, inclTax: exclTax.times(taxFactor(list.taxRates)) };
};

/** Fees that are looked at once, when the transaction starts. */
const startParts = (tariff: TransactionTariff, session: CostedSession): Map<CostPart, CostAmount> => {
  const moment: TariffMoment = {
    at: session.start,
    zone: session.zone,
    evseKind: session.evseKind ?? 'AC',
    measured: { energy: 0, current: 0, power: 0, time: 0, chargingTime: 0, idleTime: 0 },
    ...(session.paymentBrand === undefined ? {} : { paymentBrand: session.paymentBrand }),
    ...(session.paymentRecognition === undefined ? {} : { paymentRecognition: session.paymentRecognition }),
  };
  const parts = new Map<CostPart, CostAmount>();
  const add = (part: CostPart, list: PriceList<TariffConditions> | undefined, volume: Decimal): void => {
    const index = elementIn(list, moment);
    if (index !== undefined) parts.set(part, priced(list, index, volume));
  };
  add('fixed', tariff.fixedFee, decimal(1));
  if (session.reservedAt !== undefined) {
    add('reservationFixed', tariff.reservationFixed, decimal(1));
    add('reservationTime', tariff.reservationTime, decimal(session.start - session.reservedAt).div(60_000));
  }
  return parts;
};

const sameUse = (a: ChargingPeriod['used'], b: ChargingPeriod['used']): boolean =>
  TARIFF_DIMENSIONS.every((dimension) => a[dimension] === b[dimension]);

/**
 * What a transaction costs by a 2.1 tariff, exactly and unrounded (`ocpp21:I12`). Fixed and reservation fees are those
 * of the first tariff; a later one is not retroactive (`ocpp21:I11.FR.08`). Once maxCost is reached all stands still
 * but the usage; minCost takes the place of every part at the end.
 */
export const sessionCost = (tariff: TransactionTariff, session: CostedSession): SessionCost => {
  const parts = startParts(tariff, session);
  const periods: ChargingPeriod[] = [];
  let frozen = false;
  let unpriced = ZERO;
  let last = tariff;
  const before = { wattHours: 0, charging: 0, idle: 0 };
  const clamp = (bound: CostBound | undefined): void => {
    // A fee at the start may alone be more than the most.
    if (!reaches(bound, totalOf(parts.values()))) return;
    const room = roomUnder(bound, NOTHING, totalOf(parts.values()));
    for (const [part, amount] of parts) parts.set(part, timesAmount(amount, room));
    frozen = true;
  };
  clamp(tariff.maxCost);
  for (const { piece, tariff: used } of byTariff(session, tariff)) {
    last = used;
    for (const part of partsOf(session, piece, used, before)) {
      const use = {
        energy: elementIn(used.energy, part.middle),
        chargingTime: elementIn(used.chargingTime, part.middle),
        idleTime: elementIn(used.idleTime, part.middle),
      };
      const minutes = part.seconds.div(60);
      const step: Record<TariffDimension, CostAmount> = {
        energy: priced(used.energy, use.energy, part.wattHours.div(1000)),
        chargingTime: part.charging ? priced(used.chargingTime, use.chargingTime, minutes) : NOTHING,
        idleTime: part.charging ? NOTHING : priced(used.idleTime, use.idleTime, minutes),
      };
      if (used.energy !== undefined && use.energy === undefined)
        unpriced = unpriced.plus(part.wattHours.abs());
      const cost = totalOf(Object.values(step));
      const open = periods.at(-1);
      const period: ChargingPeriod = {
        tariffId: used.id,
        from: part.from,
        to: part.to,
        used: use,
        wattHours: part.wattHours,
        chargingSeconds: part.charging ? part.seconds : ZERO,
        idleSeconds: part.charging ? ZERO : part.seconds,
        cost,
      };
      if (open !== undefined && open.tariffId === used.id && sameUse(open.used, use))
        periods[periods.length - 1] = joined(open, period);
      else periods.push(period);
      if (frozen) continue;
      const room = roomUnder(used.maxCost, totalOf(parts.values()), cost);
      if (room.lt(1) || reaches(used.maxCost, plusAmount(totalOf(parts.values()), cost))) frozen = true;
      for (const dimension of TARIFF_DIMENSIONS) {
        if (used[dimension] === undefined) continue;
        parts.set(dimension, plusAmount(parts.get(dimension) ?? NOTHING, timesAmount(step[dimension], room)));
      }
    }
    before.wattHours += piece.wattHours;
    if (piece.state === 'charging') before.charging += (piece.to - piece.from) / 1000;
    else before.idle += (piece.to - piece.from) / 1000;
  }
  const usage = {
    wattHours: sum(periods.map((period) => period.wattHours)),
    chargingSeconds: sum(periods.map((period) => period.chargingSeconds)),
    idleSeconds: sum(periods.map((period) => period.idleSeconds)),
    reservationSeconds:
      session.reservedAt === undefined ? ZERO : decimal(session.start - session.reservedAt).div(1000),
  };
  const whole = totalOf(parts.values());
  const base = { currency: tariff.currency, usage, periods, unpriced };
  if (frozen) {
    const most = last.maxCost ?? tariff.maxCost;
    return { ...base, type: 'MaxCost', parts: Object.fromEntries(parts), total: cappedAt(most, whole) };
  }
  const { minCost } = last;
  if (minCost !== undefined && isBelow(minCost, whole)) {
    const least = amountOf(minCost);
    return { ...base, type: 'MinCost', parts: { fixed: least }, total: least };
  }
  return { ...base, type: 'NormalCost', parts: Object.fromEntries(parts), total: whole };
};

const joined = (a: ChargingPeriod, b: ChargingPeriod): ChargingPeriod => ({
  ...a,
  to: b.to,
  wattHours: a.wattHours.plus(b.wattHours),
  chargingSeconds: a.chargingSeconds.plus(b.chargingSeconds),
  idleSeconds: a.idleSeconds.plus(b.idleSeconds),
  cost: plusAmount(a.cost, b.cost),
});
