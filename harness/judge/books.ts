import type { BooksCheck } from '../suite/index.ts';
import type { Instant } from '../time/index.ts';
import type { BooksEvent, MeterEvent } from '../trace/index.ts';
import { parseFrame } from '../wire/index.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { finding, resultOf, wrongAs } from './result.ts';

const HALF_HOUR = 1_800_000;
const MOST = 10;

type HalfHours = Map<number, number>;

const spread = (into: HalfHours, from: number, to: number, wattHours: number): void => {
  if (!(to > from) || to - from > 400 * 86_400_000) return;
  for (let at = from; at < to;) {
    const slot = Math.floor(at / HALF_HOUR);
    const until = Math.min(to, (slot + 1) * HALF_HOUR);
    into.set(slot, (into.get(slot) ?? 0) + (wattHours * (until - at)) / (to - from));
    at = until;
  }
};

/** What the world's meter says, between two changes of power. */
const delivered = (facts: Facts): HalfHours => {
  const truth: HalfHours = new Map();
  const last = new Map<number, MeterEvent>();
  const settle = (before: MeterEvent, until: number): void =>
    spread(truth, before.at, until, (before.watts * (until - before.at)) / 3_600_000);
  for (const event of facts.trace.events) {
    if (event.kind !== 'meter') continue;
    const before = last.get(event.evse);
    if (before !== undefined) settle(before, event.at);
    last.set(event.evse, event);
  }
  for (const before of last.values()) settle(before, facts.livedUntil);
  return truth;
};

const kilowattHours = (energy: number): string => `${(energy / 1000).toFixed(2)} kWh`;

const TRANSACTION = ['starts transaction', 'updates transaction', 'ends transaction', 'sends meter values'];

/** A CSMS takes late messages as it takes any other (`ocpp16:OFF.07`). */
const refused = ({ exchanges, clock }: Facts, check: BooksCheck): Finding[] => {
  const errors = exchanges.filter(
    ({ from, intent, answer }) =>
      from === 'charger' && answer?.kind === 'error' && TRANSACTION.includes(intent?.kind ?? ''),
  );
  const [first] = errors;
  if (first === undefined) return [];
  return [
    finding(
      wrongAs(check.as),
      ['ocpp16:OFF.07', ...check.proves],
      `transaction messages were refused (${errors.length})`,
      ['a normal answer, however late they are'],
      `${first.action} at ${clock(first.at)}: ${first.answer?.code ?? 'an error'}`,
      errors.map(({ seq }) => seq),
    ),
  ];
};

/** Ids of transactions in answers that a fault kept from us, by the message that they answer. */
const heldIds = ({ trace, dialect }: Facts): ReadonlyMap<string, string> => {
  const ids = new Map<string, string>();
  for (const event of trace.events) {
    if (event.kind !== 'held' || event.from !== 'csms') continue;
    const parsed = parseFrame(event.text, dialect);
    if (!parsed.ok || parsed.frame.kind !== 'result') continue;
    const id = parsed.frame.payload['transactionId'];
    if (typeof id === 'number' || typeof id === 'string') ids.set(parsed.frame.id, String(id));
  }
  return ids;
};

/** 1.6: one start, sent again because its answer got lost, and answered with another transaction. */
const doubled = (facts: Facts, check: BooksCheck): Finding[] => {
  if (facts.dialect !== 'ocpp1.6') return [];
  const held = heldIds(facts);
  const ids = new Map<string, string>();
  for (const { intent, payload, answer, messageId, seq } of facts.exchanges) {
    if (intent?.kind !== 'starts transaction') continue;
    const said = answer?.payload?.['transactionId'];
    const id = typeof said === 'number' || typeof said === 'string' ? String(said) : held.get(messageId);
    if (id === undefined) continue;
    const key = JSON.stringify(payload);
    const before = ids.get(key);
    if (before !== undefined && before !== id)
      return [
        finding(
          wrongAs(check.as),
          check.proves,
          'the same start was booked as two transactions',
          [`transaction ${before.slice(0, 40)} again`],
          `transaction ${id.slice(0, 40)}`,
          [seq, ...(answer === undefined ? [] : [answer.seq])],
        ),
      ];
    ids.set(key, id);
  }
  return [];
};

/** The CSMS' books against the meter, half-hour by half-hour: what came late belongs where it happened. */
export const judgeBooks = (facts: Facts, check: BooksCheck): CheckResult => {
  const label = 'the energy is booked in the half-hours in which it flowed';
  const base = { check: 'books', label, place: check.place };
  if (facts.subject === 'charger') return resultOf({ ...base, proves: [], looked: 1, findings: [] });
  const answers = [...refused(facts, check), ...doubled(facts, check)];
  const event = facts.trace.events.findLast((each): each is BooksEvent => each.kind === 'books');
  if (event === undefined) {
    const text = 'not judged: nobody can read the books of this CSMS';
    const said = finding('advised', [], text, ['a way to read them, in the subject file'], 'none declared');
    return resultOf({ ...base, proves: [], looked: 1, findings: [...answers, said] });
  }
  const truth = delivered(facts);
  const booked: HalfHours = new Map();
  for (const { start, end, wattHours } of event.entries.slice(0, 100_000))
    spread(booked, start, end, wattHours);
  const findings: Finding[] = answers;
  const slots = [...new Set([...truth.keys(), ...booked.keys()])].sort((a, b) => a - b);
  const total = (of: HalfHours): number => [...of.values()].reduce((sum, each) => sum + each, 0);
  for (const slot of slots) {
    const right = truth.get(slot) ?? 0;
    const said = booked.get(slot) ?? 0;
    if (Math.abs(said - right) <= check.within || findings.length >= MOST) continue;
    const at = (slot * HALF_HOUR) as Instant;
    const until = (at + HALF_HOUR) as Instant;
    findings.push({
      ...finding(
        wrongAs(check.as),
        check.proves,
        `the half-hour from ${facts.clock(at)} is booked wrongly`,
        [kilowattHours(right)],
        kilowattHours(said),
        [event.seq],
      ),
      at,
      until,
    });
  }
  const [all, night] = [total(booked), total(truth)];
  if (Math.abs(all - night) > check.within && night > 0) {
    const text = all > night * 1.2 ? 'energy was booked twice' : 'the night is booked wrongly';
    findings.push(
      finding(wrongAs(check.as), check.proves, text, [kilowattHours(night)], kilowattHours(all), [event.seq]),
    );
  }
  return resultOf({
    ...base,
    proves: check.proves,
    looked: slots.length,
    findings,
    measures: { booked: Math.round(all), delivered: Math.round(night) },
  });
};
