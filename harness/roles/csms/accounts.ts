import { registerSamples, type Sample } from '../../dialects/index.ts';
import { costUnder, wattHours, type Piece, type Told } from '../../energy/index.ts';
import type { Instant } from '../../time/index.ts';
import type { BookedSession } from '../role.ts';

/** One charging session as the CSMS keeps it. */
export interface Session {
  readonly id: string;
  readonly evse: number;
  readonly from: Instant;
  to?: Instant;
  /** Wh */
  readonly meterStart: number | undefined;
  meterStop?: number;
  /** Register readings in the order of their own times. */
  readonly readings: { at: Instant; wattHours: number }[];
  readonly flags: Set<string>;
}

/** Readings kept of one session: a week at one a minute. */
const MOST_READINGS = 10_080;

/** Takes the register readings of samples; a late one finds its place by its own time, one that is there already is no news. */
export const keepReadings = (session: Session, samples: readonly Sample[]): void => {
  for (const { at, value } of registerSamples(samples)) {
    const { readings } = session;
    const last = readings.at(-1);
    if (readings.length >= MOST_READINGS) return;
    if (last === undefined || at > last.at) readings.push({ at, wattHours: value });
    else if (!readings.some((each) => each.at === at)) {
      readings.push({ at, wattHours: value });
      readings.sort((a, b) => a.at - b.at);
    }
  }
};

/** Energy between readings. A register that fell began anew: what was lost is not guessed, and never billed as less than nothing. */
const piecesOf = (session: Session): readonly Piece[] => {
  const { from, to, meterStart, meterStop } = session;
  const readings = [
    ...(meterStart === undefined ? [] : [{ at: from, wattHours: meterStart }]),
    ...session.readings.filter(({ at }) => at > from && (to === undefined || at < to)),
  ];
  const last = readings.at(-1);
  const end = session.readings.findLast(({ at }) => to !== undefined && at >= to)?.wattHours ?? meterStop;
  if (to !== undefined && end !== undefined && last !== undefined) {
    if (end >= last.wattHours) readings.push({ at: to, wattHours: end });
    else session.flags.add('meterStop is below the last reading: not billed');
  }
  return readings.slice(1).flatMap((reading, index): readonly Piece[] => {
    const before = readings[index];
    if (before === undefined || reading.at <= before.at) return [];
    const amount = reading.wattHours - before.wattHours;
    if (amount < 0) {
      session.flags.add('the register fell: begun anew');
      return [];
    }
    return [{ from: before.at, to: reading.at, wattHours: wattHours(amount) }];
  });
};

/** The bill of one session: its energy at the prices that held when it flowed, rounded once, to a hundredth of a penny. */
export const billOf = (session: Session, told: readonly Told[]): BookedSession => {
  const pieces = piecesOf(session);
  const energy = pieces.reduce((sum, piece) => sum + piece.wattHours, 0);
  const { total } = costUnder(told, pieces);
  return {
    id: session.id,
    from: session.from,
    ...(session.to === undefined ? {} : { to: session.to }),
    wattHours: Math.round(energy),
    pence: Math.round(total * 100) / 100,
    flags: [...session.flags],
    entries: pieces,
  };
};
