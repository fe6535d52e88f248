import { describe, expect, it } from 'vitest';
import { instant, type Instant } from '../../time/index.ts';
import {
  countedCost,
  decimal,
  sessionCost,
  type CostedSession,
  type PriceList,
  type SessionPiece,
  type TariffConditions,
  type TransactionTariff,
} from './index.ts';

/** The worked vectors of knowledge/protocol.md §9.2, T1 to T13, and the central cost of California pricing. */

const at = (iso: string): Instant => instant(Date.parse(iso));
const price = (amount: number, conditions?: Partial<TariffConditions>) => ({
  price: decimal(amount),
  ...(conditions === undefined ? {} : { conditions: { ranges: [], ...conditions } }),
});
const list = (...prices: PriceList<TariffConditions>['prices'][number][]): PriceList<TariffConditions> => ({
  prices,
  taxRates: [],
});
const tariff = (parts: Partial<TransactionTariff>): TransactionTariff => ({
  id: 'T',
  currency: 'EUR',
  description: [],
  ...parts,
});
const session = (pieces: readonly SessionPiece[], more: Partial<CostedSession> = {}): CostedSession => ({
  start: pieces[0]?.from ?? instant(0),
  zone: 'Europe/London',
  pieces,
  ...more,
});
const charge = (from: string, to: string, wattHours: number): SessionPiece => ({
  from: at(from),
  to: at(to),
  wattHours,
  state: 'charging',
});
const idle = (from: string, to: string): SessionPiece => ({
  from: at(from),
  to: at(to),
  wattHours: 0,
  state: 'idle',
});
const excl = (t: TransactionTariff, s: CostedSession): string => sessionCost(t, s).total.exclTax.toString();

describe('the vectors of the 2.1 tariff', () => {
  const hour = charge('2026-01-14T10:00:00Z', '2026-01-14T11:00:00Z', 10_000);

  it('T1: a flat price', () => {
    const cost = sessionCost(tariff({ energy: list(price(0.25)) }), session([hour]));
    expect(cost.total.exclTax.toString()).toBe('2.5');
    expect(cost.type).toBe('NormalCost');
    expect(cost.usage.wattHours.toString()).toBe('10000');
  });

  it('T2: a price that changes at 18:00, two periods', () => {
    const t = tariff({ energy: list(price(0.4, { endTimeOfDay: 18 * 60 }), price(0.25)) });
    const cost = sessionCost(t, session([charge('2026-01-14T17:30:00Z', '2026-01-14T18:20:00Z', 10_000)]));
    expect(cost.total.exclTax.toString()).toBe('3.4');
    expect(cost.periods.map(({ wattHours, from }) => [wattHours.toString(), from])).toEqual([
      ['6000', at('2026-01-14T17:30:00Z')],
      ['4000', at('2026-01-14T18:00:00Z')],
    ]);
  });

  it('T3: weekdays, either side of midnight', () => {
    const t = tariff({
      energy: list(price(0.1, { dayOfWeek: ['Saturday'] }), price(0.5, { dayOfWeek: ['Sunday'] })),
    });
    expect(excl(t, session([charge('2026-01-17T23:00:00Z', '2026-01-18T01:00:00Z', 2000)]))).toBe('0.6');
  });

  it('T4: a price by energy', () => {
    const t = tariff({ energy: list(price(0.1, { ranges: [{ of: 'energy', max: 5000 }] }), price(0.5)) });
    expect(excl(t, session([hour]))).toBe('3');
    expect(sessionCost(t, session([hour])).periods).toHaveLength(2);
  });

  it('T5: a fixed fee, once', () => {
    const t = tariff({ fixedFee: list(price(2.5)) });
    const other = charge('2026-01-14T11:00:00Z', '2026-01-14T12:00:00Z', 10_000);
    expect(excl(t, session([hour, other]))).toBe('2.5');
  });

  it('T6: minutes of charging and of idling', () => {
    const t = tariff({ chargingTime: list(price(1)), idleTime: list(price(2)) });
    const cost = sessionCost(
      t,
      session([
        charge('2026-01-14T10:00:00Z', '2026-01-14T10:10:00Z', 1000),
        idle('2026-01-14T10:10:00Z', '2026-01-14T10:15:00Z'),
      ]),
    );
    expect(cost.parts.chargingTime?.exclTax.toString()).toBe('10');
    expect(cost.parts.idleTime?.exclTax.toString()).toBe('10');
    expect(cost.total.exclTax.toString()).toBe('20');
  });

  const taxed = (amount: number, ...rates: readonly [number, number][]): string => {
    const taxRates = rates.map(([percent, stack]) => ({ type: 'vat', percent: decimal(percent), stack }));
    return sessionCost(
      tariff({ fixedFee: { prices: [price(amount)], taxRates } }),
      session([hour]),
    ).total.inclTax.toString();
  };
  it('T7: taxes of two stacks', () => expect(taxed(100, [20, 1], [10, 0])).toBe('132'));
  it('T8: taxes of one stack', () => expect(taxed(2.5, [6, 0], [4, 0])).toBe('2.75'));

  it('T9: the least cost takes the place of every part', () => {
    const t = tariff({ energy: list(price(0.1)), minCost: { exclTax: decimal(5), taxRates: [] } });
    const cost = sessionCost(t, session([charge('2026-01-14T10:00:00Z', '2026-01-14T11:00:00Z', 1000)]));
    expect(cost.type).toBe('MinCost');
    expect(cost.parts.fixed?.exclTax.toString()).toBe('5');
    expect(cost.parts.energy).toBeUndefined();
    expect(cost.usage.wattHours.toString()).toBe('1000');
  });

  it('T10: the most cost stops the clock, not the usage', () => {
    const t = tariff({ energy: list(price(0.5)), maxCost: { exclTax: decimal(3), taxRates: [] } });
    const cost = sessionCost(t, session([hour]));
    expect([cost.type, cost.total.exclTax.toString()]).toEqual(['MaxCost', '3']);
    expect(cost.usage.wattHours.toString()).toBe('10000');
  });

  it('T11: a tariff that changes on the way is not retroactive', () => {
    const changes = [{ at: at('2026-01-14T10:30:00Z'), tariff: tariff({ id: 'U', energy: list(price(2)) }) }];
    const cost = sessionCost(
      tariff({ energy: list(price(1)) }),
      session([charge('2026-01-14T10:00:00Z', '2026-01-14T11:00:00Z', 2000)], { changes }),
    );
    expect(cost.total.exclTax.toString()).toBe('3');
    expect(cost.periods.map(({ tariffId }) => tariffId)).toEqual(['T', 'U']);
  });

  it('T12: a reservation', () => {
    const t = tariff({ reservationTime: list(price(0.1)), reservationFixed: list(price(1)) });
    const cost = sessionCost(t, session([hour], { reservedAt: at('2026-01-14T09:30:00Z') }));
    expect(cost.parts.reservationTime?.exclTax.toString()).toBe('3');
    expect(cost.parts.reservationFixed?.exclTax.toString()).toBe('1');
    expect(sessionCost(t, session([hour])).total.exclTax.toString()).toBe('0');
  });

  it('T13: a window around midnight, and 00:00 as the end of a day', () => {
    const night = tariff({ energy: list(price(1, { startTimeOfDay: 22 * 60, endTimeOfDay: 6 * 60 })) });
    const evening = tariff({ energy: list(price(1, { startTimeOfDay: 22 * 60, endTimeOfDay: 0 })) });
    const over = session([charge('2026-01-14T21:00:00Z', '2026-01-15T07:00:00Z', 10_000)]);
    expect(excl(night, over)).toBe('8');
    expect(excl(evening, over)).toBe('2');
  });

  it('follows local time on the nights on which the clocks change', () => {
    const t = tariff({ energy: list(price(1, { startTimeOfDay: 30, endTimeOfDay: 270 })) });
    // 00:30 to 04:30 local: three hours in spring, five in autumn.
    const spring = session([charge('2026-03-28T22:00:00Z', '2026-03-29T08:00:00Z', 10_000)]);
    const autumn = session([charge('2026-10-24T22:00:00Z', '2026-10-25T08:00:00Z', 10_000)]);
    expect(excl(t, spring)).toBe('3');
    expect(excl(t, autumn)).toBe('5');
  });

  it('counts energy that flows back against the cost, and a price below nothing for it', () => {
    const flat = tariff({ energy: list(price(0.2)) });
    expect(excl(flat, session([charge('2026-01-14T17:00:00Z', '2026-01-14T18:00:00Z', -5000)]))).toBe('-1');
    const below = tariff({ energy: list(price(-0.0463)) });
    expect(excl(below, session([hour]))).toBe('-0.463');
  });

  it('tells what had no price', () => {
    const t = tariff({ energy: list(price(1, { endTimeOfDay: 630 })) });
    expect(sessionCost(t, session([hour])).unpriced.toString()).toBe('5000');
  });

  it('caps a fee at the start that alone is more than the most', () => {
    const t = tariff({ fixedFee: list(price(5)), maxCost: { exclTax: decimal(3), taxRates: [] } });
    const cost = sessionCost(t, session([hour]));
    expect([cost.type, cost.total.exclTax.toString()]).toEqual(['MaxCost', '3']);
  });
});

describe('central cost', () => {
  const from = at('2026-01-14T10:00:00Z');

  it('counts on as in the published example', () => {
    const running = {
      at: from,
      meterValue: 0,
      cost: decimal(0),
      state: 'Charging' as const,
      prices: { kWhPrice: decimal(0.12) },
    };
    const cost = countedCost(running, [charge('2026-01-14T10:00:00Z', '2026-01-14T13:00:00Z', 23_400)]);
    expect(cost.toString()).toBe('2.808');
    const idling = {
      at: at('2026-01-14T13:00:00Z'),
      meterValue: 23_400,
      cost: decimal(2.81),
      state: 'Idle' as const,
      prices: { idle: { graceMinutes: 30, hourPrice: decimal(1) } },
    };
    expect(countedCost(idling, [idle('2026-01-14T13:00:00Z', '2026-01-14T14:00:00Z')]).toString()).toBe(
      '3.31',
    );
  });

  it('takes the next prices at their time', () => {
    const running = {
      at: from,
      meterValue: 0,
      cost: decimal(1),
      state: 'Charging' as const,
      prices: { kWhPrice: decimal(0.28), hourPrice: decimal(0.6) },
      next: { at: at('2026-01-14T10:30:00Z'), prices: { kWhPrice: decimal(0.07) } },
    };
    const cost = countedCost(running, [charge('2026-01-14T10:00:00Z', '2026-01-14T11:00:00Z', 10_000)]);
    expect(cost.toString()).toBe('3.05');
  });
});
