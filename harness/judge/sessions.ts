import { registerSamples, samplesOf, type DialectId, type Intent } from '../dialects/index.ts';
import type { SessionPiece } from '../energy/index.ts';
import { instant, type Instant } from '../time/index.ts';
import type { Trace } from '../trace/index.ts';
import { conversationOf } from './conversation.ts';
import type { Facts } from './facts.ts';
import { transactionsOf } from './transactions.ts';

/** A transaction as its own meter tells it. */
export interface MeteredSession {
  readonly evse: number;
  readonly id: string;
  readonly start: Instant;
  /** When it ended, or the last reading of one that did not. */
  readonly end: Instant;
  readonly ended: boolean;
  /** Touching, from `start` to the last reading. */
  readonly pieces: readonly SessionPiece[];
  readonly readings: readonly { readonly at: Instant; readonly wattHours: number; readonly seq: number }[];
}

/** Less than this between two readings is no charging: registers are in whole Wh, and boxes draw a little. */
const TRIFLE = 1;

interface Reading {
  readonly at: Instant;
  readonly wattHours: number;
  readonly seq: number;
}
interface Turn {
  readonly at: Instant;
  readonly charging: boolean;
}

type Told = Pick<Facts, 'exchanges' | 'transactions'>;

const evseOf = (intent: Intent): number | undefined => ('evse' in intent ? intent.evse : undefined);

const readingsOf = ({ exchanges }: Told, evse: number, id: string): readonly Reading[] => {
  const found = new Map<number, Reading>();
  for (const { from, intent, seq, answer } of exchanges) {
    if (from !== 'charger' || intent === undefined || !('samples' in intent)) continue;
    const told = 'transactionId' in intent ? intent.transactionId : undefined;
    if (told !== undefined ? told !== id : evseOf(intent) !== evse) continue;
    // Of two readings of one moment the first counts: it is what was acted upon.
    for (const { at, value } of registerSamples(samplesOf(intent)))
      if (!found.has(at)) found.set(at, { at, wattHours: value, seq });
    // 1.6 says the register of the start and the end beside the samples.
    const boundary = intent.kind === 'starts transaction' || intent.kind === 'ends transaction';
    if (boundary && intent.register !== undefined && !found.has(intent.at) && answer?.kind !== 'error')
      found.set(intent.at, { at: intent.at, wattHours: intent.register, seq });
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
};

/** When energy began and ceased to flow, as far as the charger said so. */
const turnsOf = ({ exchanges }: Told, evse: number, id: string): readonly Turn[] =>
  exchanges
    .flatMap(({ from, intent }): readonly Turn[] => {
      if (from !== 'charger' || intent === undefined || !('state' in intent) || intent.state === undefined)
        return [];
      const mine =
        'transactionId' in intent && intent.transactionId !== undefined
          ? intent.transactionId === id
          : intent.evse === evse;
      return mine ? [{ at: intent.at, charging: intent.state === 'Charging' }] : [];
    })
    .toSorted((a, b) => a.at - b.at);

/** Energy between two readings, in the parts of it in which the charger said that it flowed. */
const piecesBetween = (before: Reading, after: Reading, turns: readonly Turn[]): readonly SessionPiece[] => {
  const energy = after.wattHours - before.wattHours;
  const stops = turns.filter(({ at }) => at > before.at && at < after.at);
  const known = turns.findLast(({ at }) => at <= before.at);
  let from = before.at;
  let charging = known?.charging;
  const spans: { from: Instant; to: Instant; charging: boolean | undefined }[] = [];
  for (const stop of [...stops, { at: after.at, charging: undefined }]) {
    if (stop.at > from) spans.push({ from, to: stop.at, charging });
    from = stop.at;
    ({ charging } = stop);
  }
  const flowing = spans.filter((span) => span.charging === true);
  const flows = Math.abs(energy) > TRIFLE;
  // Energy decides where words and register differ.
  const carriers = flows && flowing.length === 0 ? spans : flowing;
  const length = carriers.reduce((total, span) => total + (span.to - span.from), 0);
  return spans.map((span): SessionPiece => {
    const carries = carriers.includes(span) && length > 0;
    return {
      from: span.from,
      to: span.to,
      wattHours: carries ? (energy * (span.to - span.from)) / length : 0,
      state: carries && flows ? 'charging' : 'idle',
    };
  });
};

/** Every transaction of a trace with its energy, piece by piece. */
export const sessionsOf = (told: Told): readonly MeteredSession[] =>
  told.transactions.map(({ evse, id, start, end }) => {
    const all = readingsOf(told, evse, id);
    const readings = all.filter(({ at }) => at >= start && (end === undefined || at <= end));
    const turns = turnsOf(told, evse, id);
    const pieces = readings.slice(1).flatMap((after, index) => {
      const before = readings[index];
      return before === undefined ? [] : piecesBetween(before, after, turns);
    });
    const last = end ?? readings.at(-1)?.at ?? start;
    return { evse, id, start, end: instant(last), ended: end !== undefined, pieces, readings };
  });

/** The sessions of a trace, without a scenario. */
export const sessionsOfTrace = (trace: Trace, dialect: DialectId): readonly MeteredSession[] => {
  const { exchanges } = conversationOf(trace, dialect);
  return sessionsOf({ exchanges, transactions: transactionsOf(exchanges) });
};
