import type { Instant } from '../../time/index.ts';
import { decimal, ZERO, type Decimal } from './decimal.ts';
import type { SessionPiece } from './session.ts';

/** Prices by which a charger counts on between two messages of the central system (California pricing, `CAL.06`). */
export interface CentralPrices {
  readonly kWhPrice?: Decimal;
  readonly hourPrice?: Decimal;
  /** Told for the display: it is in `cost` already. */
  readonly flatFee?: Decimal;
  readonly idle?: { readonly graceMinutes: number; readonly hourPrice: Decimal };
}

/** The last word of the central system on a running transaction. */
export interface RunningCost {
  readonly at: Instant;
  /** Register, Wh. */
  readonly meterValue: number;
  readonly cost: Decimal;
  readonly state: 'Charging' | 'Idle';
  readonly prices: CentralPrices;
  readonly next?: { readonly at: Instant; readonly prices: CentralPrices };
}

const HOUR = 3_600_000;

/** Idle hours of `from` to `to` that lie after the grace, which counts from the message. */
const idleHours = (running: RunningCost, prices: CentralPrices, from: number, to: number): Decimal => {
  const grace = running.at + (prices.idle?.graceMinutes ?? 0) * 60_000;
  return decimal(Math.max(0, to - Math.max(from, grace))).div(HOUR);
};

/** The cost of now, from the last message and what was metered since: pieces that touch, from `running.at` on. */
export const countedCost = (running: RunningCost, pieces: readonly SessionPiece[]): Decimal => {
  let cost = running.cost;
  for (const piece of pieces) {
    const length = piece.to - piece.from;
    if (length <= 0) continue;
    const change = running.next?.at ?? Infinity;
    const turn = Math.min(Math.max(change, piece.from), piece.to);
    const halves = [
      [piece.from, turn, running.prices],
      [turn, piece.to, running.next?.prices ?? running.prices],
    ] as const;
    for (const [from, to, prices] of halves) {
      if (to <= from) continue;
      const energy = decimal(piece.wattHours)
        .times(to - from)
        .div(length)
        .div(1000);
      const time =
        running.state === 'Idle'
          ? idleHours(running, prices, from, to).times(prices.idle?.hourPrice ?? ZERO)
          : decimal(to - from)
              .div(HOUR)
              .times(prices.hourPrice ?? ZERO);
      cost = cost.plus(energy.times(prices.kWhPrice ?? ZERO)).plus(time);
    }
  }
  return cost;
};
