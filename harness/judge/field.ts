import { cheapestCost, costUnder, watts, wattHours, type Cost } from '../energy/index.ts';
import type { Scenario } from '../suite/index.ts';
import type { Instant } from '../time/index.ts';
import type { Trace } from '../trace/index.ts';
import { clipped, piecesOf } from './amounts.ts';
import { statusOf } from './conversation.ts';
import { factsOf, type Facts } from './facts.ts';
import { toldOf } from './told.ts';

export interface FieldSession {
  readonly id: string;
  readonly evse: number;
  readonly from: Instant;
  /** Absent: it went on when the log ended. */
  readonly to?: Instant;
  readonly wattHours: number;
  readonly pence: number;
  readonly offPeakShare: number;
  readonly perBand: Cost['perBand'];
  /** The least that the same energy could have cost in this session. */
  readonly cheapestPence: number;
}

export interface FieldEvent {
  readonly at: Instant;
  readonly seq: number;
  readonly text: string;
}

/** What a support desk wants to know of a night: what it cost, and what went wrong. */
export interface FieldSummary {
  readonly sessions: readonly FieldSession[];
  readonly wrong: readonly FieldEvent[];
}

const GAP = 1_200_000;
const FLOWS = 100;
const MOST = 200;

const sessionsOf = (facts: Facts): readonly FieldSession[] => {
  const told = toldOf(facts);
  const pieces = piecesOf(facts);
  const { supply, tariff } = facts.scenario.given;
  return facts.transactions.map(({ id, evse, start, end }) => {
    const to = end ?? facts.livedUntil;
    const mine = clipped(pieces, start, to);
    const cost = costUnder(told, mine);
    const energy = mine.reduce((sum, piece) => sum + piece.wattHours, 0);
    return {
      id,
      evse,
      from: start,
      ...(end === undefined ? {} : { to: end }),
      wattHours: Math.round(energy),
      pence: Math.round(cost.total * 10) / 10,
      offPeakShare: cost.offPeakShare,
      perBand: cost.perBand,
      cheapestPence:
        Math.round(
          cheapestCost(tariff, {
            from: start,
            by: to,
            energy: wattHours(energy),
            power: watts(supply.voltage * supply.phases * supply.fuse),
          }) * 10,
        ) / 10,
    };
  });
};

const refusals = (facts: Facts): readonly FieldEvent[] =>
  facts.exchanges.flatMap(({ from, action, answer, at, seq, intent }): readonly FieldEvent[] => {
    const other = from === 'csms' ? 'the charger' : 'the central system';
    if (answer === undefined)
      return facts.livedUntil - at > 60_000 ? [{ at, seq, text: `${other} never answered ${action}` }] : [];
    if (answer.kind === 'error')
      return [{ at, seq, text: `${other} answered ${action} with an error: ${answer.code ?? 'unnamed'}` }];
    const status = statusOf(answer);
    const refused = ['Rejected', 'NotSupported', 'Blocked', 'Invalid', 'Expired'].includes(status ?? '');
    const steers =
      intent?.kind === 'sets charging profile' ||
      intent?.kind === 'starts remotely' ||
      intent?.kind === 'stops remotely' ||
      intent?.kind === 'authorizes';
    return refused && steers ? [{ at, seq, text: `${other} refused ${action}: ${status ?? ''}` }] : [];
  });

/** Energy between two far readings: nobody knows when it flowed. */
const gaps = (facts: Facts): readonly FieldEvent[] =>
  piecesOf(facts).flatMap(({ from, to, wattHours: energy }) =>
    to - from > GAP && energy > FLOWS
      ? [
          {
            at: from,
            seq: 0,
            text: `no meter values for ${Math.round((to - from) / 60_000)} minutes, in which ${(energy / 1000).toFixed(2)} kWh flowed`,
          },
        ]
      : [],
  );

const without = (facts: Facts): readonly FieldEvent[] =>
  facts.transactions.flatMap(({ id, evse, start, end }): readonly FieldEvent[] => {
    const until = end ?? facts.livedUntil;
    const steered = facts.exchanges.some(
      ({ intent, answer, at }) =>
        at <= until &&
        statusOf(answer) === 'Accepted' &&
        ((intent?.kind === 'sets charging profile' && (intent.evse === evse || intent.evse === 0)) ||
          (intent?.kind === 'starts remotely' && intent.profile !== undefined)),
    );
    return steered ? [] : [{ at: start, seq: 0, text: `no plan was accepted for session ${id}` }];
  });

/** Sums up a recording of the field; undefined when it is of no version that we know. */
export const summarise = (scenario: Scenario, trace: Trace): FieldSummary | undefined => {
  const facts = factsOf(scenario, trace);
  if (facts === undefined) return undefined;
  const wrong = [...refusals(facts), ...gaps(facts), ...without(facts)].sort((a, b) => a.at - b.at);
  return { sessions: sessionsOf(facts), wrong: wrong.slice(0, MOST) };
};
