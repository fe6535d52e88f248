import type { CostDetails, SentPrice } from '../../../dialects/index.ts';
import type { CostAmount, Decimal, SessionCost } from '../../../energy/index.ts';

const DIGITS = 6;
const number = (value: Decimal): number => value.toDecimalPlaces(DIGITS).toNumber();
const price = ({ exclTax, inclTax }: CostAmount): SentPrice => ({
  exclTax: number(exclTax),
  inclTax: number(inclTax),
});

/** Energy in kWh, times in seconds, amounts to the sixth decimal. */
export const costDetailsOf = (cost: SessionCost): CostDetails => ({
  currency: cost.currency,
  type: cost.type,
  parts: Object.fromEntries(
    Object.entries(cost.parts).map(([part, amount]) => [part, price(amount)]),
  ) as CostDetails['parts'],
  total: price(cost.total),
  usage: {
    energy: number(cost.usage.wattHours.div(1000)),
    chargingTime: Math.round(cost.usage.chargingSeconds.toNumber()),
    idleTime: Math.round(cost.usage.idleSeconds.toNumber()),
    reservationTime: Math.round(cost.usage.reservationSeconds.toNumber()),
  },
  periods: cost.periods.map((period) => ({
    tariffId: period.tariffId,
    start: period.from,
    dimensions: [
      { type: 'Energy', volume: number(period.wattHours.div(1000)) },
      { type: 'ChargingTime', volume: Math.round(period.chargingSeconds.toNumber()) },
      // The official schema spells it so (knowledge/protocol.md §10 A22).
      { type: 'IdleTIme', volume: Math.round(period.idleSeconds.toNumber()) },
    ],
  })),
});
