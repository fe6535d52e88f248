import { instant, type Instant } from '../../time/index.ts';
import type { TariffMoment } from './conditions.ts';
import { decimal, ZERO, type Decimal } from './decimal.ts';
import { localSplits, runningConditions } from './splits.ts';
import type { TransactionTariff } from './transaction-tariff.ts';

/** A stretch of a transaction in which the power stays the same. Negative energy flows back. */
export interface SessionPiece {
  readonly from: Instant;
  readonly to: Instant;
  readonly wattHours: number;
  /** Idle: connected, and nothing flows. */
  readonly state: 'charging' | 'idle';
}

export interface CostedSession {
  readonly start: Instant;
  readonly zone: string;
  /** In order, touching, the first at `start`. */
  readonly pieces: readonly SessionPiece[];
  readonly evseKind?: 'AC' | 'DC';
  /** Nominal, phase to neutral: turns power into the current that conditions ask about. Default 230. */
  readonly voltage?: number;
  /** When ReserveNow was received, if the token had a reservation. */
  readonly reservedAt?: Instant;
  readonly paymentBrand?: string;
  readonly paymentRecognition?: string;
  /** ChangeTransactionTariff, in order of time. */
  readonly changes?: readonly { readonly at: Instant; readonly tariff: TransactionTariff }[];
}

export interface UsedSoFar {
  readonly wattHours: number;
  readonly charging: number;
  readonly idle: number;
}

export interface SessionPart {
  readonly from: Instant;
  readonly to: Instant;
  readonly middle: TariffMoment;
  readonly wattHours: Decimal;
  readonly seconds: Decimal;
  readonly charging: boolean;
}

/** The parts of a piece inside which no condition changes, by local time, energy and length of time. */
export const partsOf = (
  session: CostedSession,
  piece: SessionPiece,
  tariff: TransactionTariff,
  before: UsedSoFar,
): readonly SessionPart[] => {
  const length = piece.to - piece.from;
  const conditions = runningConditions(tariff);
  const stops: Decimal[] = localSplits(conditions, session.zone, piece.from, piece.to).map((at) =>
    decimal(at - piece.from).div(length),
  );
  const seconds = length / 1000;
  const charging = piece.state === 'charging';
  const elapsed = (piece.from - session.start) / 1000;
  const starts = {
    energy: before.wattHours,
    time: elapsed,
    chargingTime: before.charging,
    idleTime: before.idle,
  };
  const grows = {
    energy: piece.wattHours,
    time: seconds,
    chargingTime: charging ? seconds : 0,
    idleTime: charging ? 0 : seconds,
  };
  for (const { of, min, max } of conditions.flatMap(({ ranges }) => ranges)) {
    if (of === 'power' || of === 'current') continue;
    for (const edge of [min, max]) {
      if (edge === undefined || grows[of] === 0) continue;
      stops.push(decimal(edge).minus(starts[of]).div(grows[of]));
    }
  }
  const at = (share: Decimal): Instant => instant(piece.from + share.times(length).round().toNumber());
  const watts = charging ? (piece.wattHours * 3600) / seconds : 0;
  const inside = stops.filter((stop) => stop.gt(0) && stop.lt(1)).sort((a, b) => a.cmp(b));
  const ends = [...inside.filter((stop, index) => !stop.eq(inside[index - 1] ?? ZERO)), decimal(1)];
  return ends.map((end, index): SessionPart => {
    const begin = ends[index - 1] ?? ZERO;
    // TariffConditions are asked in the middle: what holds at the very edge weighs nothing.
    const middle = begin.plus(end).div(2).toNumber();
    const share = end.minus(begin);
    return {
      from: at(begin),
      to: at(end),
      middle: {
        at: instant(Math.floor(piece.from + middle * length)),
        zone: session.zone,
        evseKind: session.evseKind ?? 'AC',
        measured: {
          energy: starts.energy + grows.energy * middle,
          time: starts.time + grows.time * middle,
          chargingTime: starts.chargingTime + grows.chargingTime * middle,
          idleTime: starts.idleTime + grows.idleTime * middle,
          power: watts,
          current: watts / (session.voltage ?? 230),
        },
      },
      wattHours: share.times(piece.wattHours),
      seconds: share.times(seconds),
      charging,
    };
  });
};

/** A piece cut where the tariff changes, so that each part has one. */
export const byTariff = (
  session: CostedSession,
  first: TransactionTariff,
): readonly { readonly piece: SessionPiece; readonly tariff: TransactionTariff }[] => {
  const changes = session.changes ?? [];
  return session.pieces.flatMap((piece) => {
    if (piece.to <= piece.from) return [];
    const stops = [...changes.map(({ at }) => at).filter((at) => at > piece.from && at < piece.to), piece.to];
    let from = piece.from;
    return stops.map((to) => {
      const share = (to - from) / (piece.to - piece.from);
      const part = { ...piece, from, to, wattHours: piece.wattHours * share };
      const tariff = changes.findLast(({ at }) => at <= part.from)?.tariff ?? first;
      from = to;
      return { piece: part, tariff };
    });
  });
};
