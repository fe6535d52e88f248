import type { RunningDetail } from '../dialects/index.ts';
import { decimal, exactCostOf, wattHours, windows, type Decimal, type Tariff } from '../energy/index.ts';
import { instant, type Instant } from '../time/index.ts';
import { statusOf } from './conversation.ts';
import type { Span } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { MeteredSession } from './sessions.ts';

/** One word of the central system on what a transaction costs. */
export interface Telling {
  readonly at: Instant;
  readonly seq: number;
  readonly transactionId: string;
  readonly pounds: number;
  readonly final: boolean;
  /** Pounds per kWh at which the charger may count on until the next word; 0: it shows what it was told. */
  readonly rate: number;
  /** The charger took it. */
  readonly accepted: boolean;
}

const totalIn = (reply: unknown): number | undefined =>
  typeof reply === 'object' && reply !== null && 'totalCost' in reply && typeof reply.totalCost === 'number'
    ? reply.totalCost
    : undefined;

const rateOf = (running: RunningDetail | undefined): number =>
  Math.max(0, running?.prices.kWhPrice ?? 0, running?.next?.prices.kWhPrice ?? 0);

/** Every word on the cost, in order: messages of their own, and totals in answers. */
export const tellingsOf = (facts: Facts): readonly Telling[] => {
  const found: Telling[] = [];
  for (const { from, intent, at, seq, answer } of facts.exchanges) {
    if (from === 'csms' && (intent?.kind === 'updates cost' || intent?.kind === 'tells final cost')) {
      const said = statusOf(answer);
      found.push({
        at,
        seq,
        transactionId: intent.transactionId,
        pounds: intent.cost,
        final: intent.kind === 'tells final cost',
        rate: intent.kind === 'updates cost' ? rateOf(intent.running) : 0,
        accepted: answer?.kind === 'result' && (said === undefined || said === 'Accepted'),
      });
    }
    if (from !== 'charger' || answer === undefined || intent === undefined) continue;
    const total = totalIn(answer.reply);
    if (total === undefined || !('transactionId' in intent)) continue;
    found.push({
      at: answer.at,
      seq: answer.seq,
      transactionId: intent.transactionId ?? '',
      pounds: total,
      final: intent.kind === 'ends transaction',
      rate: 0,
      accepted: true,
    });
  }
  return found.toSorted((a, b) => a.seq - b.seq);
};

/** The prices in force, after everything that was published until then. */
const tariffAt = (facts: Facts, at: Instant): Tariff => {
  const told = facts.trace.events.findLast(
    (event) =>
      event.kind === 'step' &&
      event.phase === 'begins' &&
      event.at <= at &&
      facts.scenario.timeline[event.step]?.with.tariff !== undefined,
  );
  const step = told?.kind === 'step' ? facts.scenario.timeline[told.step] : undefined;
  return step?.with.tariff ?? facts.scenario.given.tariff;
};

/** What a session cost by the readings that had come before `seq`, in pounds, and how sure that is. */
export interface OracleCost {
  readonly pounds: Decimal;
  /** Nobody knows at which price the energy of a long reading across an edge was bought. */
  readonly unsure: Decimal;
}

interface Step {
  /** Latest sequence number of the readings so far. */
  readonly seq: number;
  readonly pounds: Decimal;
  readonly unsure: Decimal;
}

const stepsOf = (facts: Facts, session: MeteredSession): readonly Step[] => {
  const steps: Step[] = [];
  let pounds = decimal(0);
  let unsure = decimal(0);
  let seq = 0;
  for (const [index, after] of session.readings.entries()) {
    const before = session.readings[index - 1];
    if (before !== undefined) {
      const tariff = tariffAt(facts, before.at);
      const piece = {
        from: before.at,
        to: after.at,
        wattHours: wattHours(after.wattHours - before.wattHours),
      };
      const cost = exactCostOf(tariff, [piece]);
      pounds = pounds.plus(cost.total.div(100));
      const [first, ...more] = cost.bands.map(({ price }) => price.toNumber());
      if (first !== undefined && more.length > 0) {
        const spread = Math.max(first, ...more) - Math.min(first, ...more);
        unsure = unsure.plus(decimal(spread).times(Math.abs(piece.wattHours)).div(100_000));
      }
    }
    seq = Math.max(seq, after.seq);
    steps.push({ seq, pounds, unsure });
  }
  return steps;
};

/** The running sum of a session, asked by what was known when. */
export const oracleOf = (facts: Facts, session: MeteredSession): ((seq: number) => OracleCost) => {
  const steps = stepsOf(facts, session);
  return (seq) => steps.findLast((step) => step.seq < seq) ?? { pounds: decimal(0), unsure: decimal(0) };
};

/** When the link was deliberately out of order. */
export const cutsIn = (facts: Facts): readonly Span[] => {
  const cuts: Span[] = [];
  let from: Instant | undefined;
  for (const event of facts.trace.events) {
    if (event.kind !== 'fault') continue;
    if (event.phase === 'begins') from ??= event.at;
    if (event.phase === 'ends' && from !== undefined) {
      // A charger takes its time to come back.
      cuts.push({ from, to: instant(event.at + 600_000) });
      from = undefined;
    }
  }
  if (from !== undefined) cuts.push({ from, to: facts.livedUntil });
  return cuts;
};

export const isCut = (cuts: readonly Span[], from: number, to: number): boolean =>
  cuts.some((cut) => cut.from < to && cut.to > from);

/** Edges at which the price changes, inside a session. */
export const edgesIn = (facts: Facts, from: Instant, to: Instant): readonly Instant[] => {
  const all = windows(facts.scenario.given.tariff, from, to);
  return all.slice(1).flatMap((window, index) => (all[index]?.price === window.price ? [] : [window.from]));
};

export const energyIn = (session: MeteredSession, from: number, to: number): number =>
  session.pieces.reduce((total, piece) => {
    const length = Math.min(piece.to, to) - Math.max(piece.from, from);
    return length <= 0 ? total : total + (piece.wattHours * length) / (piece.to - piece.from);
  }, 0);
