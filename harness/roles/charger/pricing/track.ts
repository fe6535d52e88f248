import type { SessionPiece } from '../../../energy/index.ts';
import type { Instant } from '../../../time/index.ts';

/** What flowed at an EVSE, point by point: taken whenever the power or the state changes. */
export interface Track {
  /** A point at which the register and the power are known. */
  point(at: Instant, wattHours: number, watts: number): void;
  /** What lies before the start of a transaction is of no interest. */
  begin(): void;
  /** Pieces from an instant at which the register read `wattHours` until the last point. */
  since(from: Instant, wattHours: number): readonly SessionPiece[];
}

interface Point {
  readonly at: Instant;
  readonly wattHours: number;
  readonly watts: number;
}

/** A car that changes its draw every few seconds for a whole night. */
const MOST_POINTS = 20_000;

export const createTrack = (): Track => {
  let points: Point[] = [];
  return {
    point(at, wattHours, watts) {
      const last = points.at(-1);
      if (last?.at === at) points.pop();
      else if (last !== undefined && last.watts === watts && points.length > 1) points.pop();
      points.push({ at, wattHours, watts });
      if (points.length > MOST_POINTS) points = points.slice(MOST_POINTS / 2);
    },
    begin() {
      points = points.slice(-1);
    },
    since(from, wattHours) {
      const known = points.findLast(({ at }) => at <= from);
      const first: Point = { at: from, wattHours, watts: known?.watts ?? 0 };
      const path = [first, ...points.filter(({ at }) => at > from)];
      return path.slice(1).flatMap((point, index): readonly SessionPiece[] => {
        const before = path[index];
        if (before === undefined) return [];
        const energy = point.wattHours - before.wattHours;
        const state = before.watts === 0 && Math.abs(energy) < 1e-6 ? 'idle' : 'charging';
        return [{ from: before.at, to: point.at, wattHours: energy, state }];
      });
    },
  };
};
