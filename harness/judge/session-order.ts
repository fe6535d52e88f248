import { registerSamples, samplesOf } from '../dialects/index.ts';
import type { SessionsCheck } from '../suite/index.ts';
import type { Instant } from '../time/index.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { finding, resultOf, wrongAs } from './result.ts';

interface Turn {
  readonly kind: 'start' | 'end';
  readonly at: Instant;
  readonly id: string;
  readonly evse: number;
  readonly register: number | undefined;
  readonly seq: number;
}

/** Messages of one instant may be told in any order. */
const SAME = 1000;
/** What a standby load, a coarse register or a slow contactor may add between two sessions, Wh. */
const TRIFLE = 100;
const TEN_MINUTES = 600_000;

const idIn = (reply: unknown): string =>
  typeof reply === 'object' && reply !== null && 'transactionId' in reply ? String(reply.transactionId) : '';

/** Beginnings and ends in the order in which they happened, each once however often it was sent. */
const turnsOf = (facts: Facts): readonly Turn[] => {
  const turns = new Map<string, Turn>();
  for (const { from, intent, answer, seq } of facts.exchanges) {
    if (from !== 'charger') continue;
    if (intent?.kind !== 'starts transaction' && intent?.kind !== 'ends transaction') continue;
    const kind = intent.kind === 'starts transaction' ? 'start' : 'end';
    const id = intent.transactionId ?? (kind === 'start' ? idIn(answer?.reply) : '');
    const values = registerSamples(samplesOf(intent));
    const register = intent.register ?? (kind === 'start' ? values[0] : values.at(-1))?.value;
    const key = kind === 'start' ? `start ${intent.evse} ${intent.at}` : `end ${id} ${intent.at}`;
    const before = turns.get(key);
    const named = before === undefined || before.id === '' ? id : before.id;
    turns.set(key, { kind, at: intent.at, id: named, evse: intent.evse, register, seq: before?.seq ?? seq });
  }
  return [...turns.values()].toSorted((a, b) => a.at - b.at || (a.kind === 'end' ? -1 : 1));
};

/** Transactions begin and end one after another, through reboots and outages (`16.TX.07`, `ocpp201:E01.FR.14`). */
export const judgeSessions = (facts: Facts, check: SessionsCheck): CheckResult => {
  const label = 'transactions begin and end one after another';
  const base = { check: 'sessions', label, place: check.place };
  if (facts.subject === 'csms') return resultOf({ ...base, proves: [], looked: 1, findings: [] });
  const findings: Finding[] = [];
  const wrong = (summary: string, expected: string, actual: string, evidence: readonly number[]): void => {
    if (findings.length < 20)
      findings.push(finding(wrongAs(check.as), check.proves, summary, [expected], actual, evidence));
  };
  const open = new Map<number, Turn>();
  const last = new Map<number, Turn>();
  const over = new Map<string, Turn>();
  const turns = turnsOf(facts);
  for (const turn of turns) {
    if (turn.kind === 'start') {
      const before = open.get(turn.evse);
      if (before !== undefined)
        wrong(
          'a transaction began before the last one had ended',
          `the end of transaction ${before.id.slice(0, 40)}, begun at ${facts.clock(before.at)}`,
          `another at ${facts.clock(turn.at)}`,
          [before.seq, turn.seq],
        );
      const ended = last.get(turn.evse);
      if (ended?.register !== undefined && turn.register !== undefined) {
        const gap = turn.register - ended.register;
        if (gap < -1 || gap > TRIFLE)
          wrong(
            gap < 0 ? 'the register fell between two transactions' : 'energy flowed between two transactions',
            `${ended.register} Wh, as at the end of the one before`,
            `${turn.register} Wh at ${facts.clock(turn.at)}`,
            [ended.seq, turn.seq],
          );
      }
      open.set(turn.evse, turn);
      continue;
    }
    const begun = [...open.values()].find(({ id }) => id === turn.id);
    const twice = over.get(turn.id);
    if (begun !== undefined) {
      open.delete(begun.evse);
      last.set(begun.evse, turn);
    } else if (twice !== undefined && Math.abs(twice.at - turn.at) > SAME)
      wrong(
        'a transaction ended twice',
        `one end, at ${facts.clock(twice.at)}`,
        `another at ${facts.clock(turn.at)}`,
        [twice.seq, turn.seq],
      );
    over.set(turn.id, turn);
  }
  const unplugged = facts.trace.events.findLast(
    (event) => event.kind === 'action' && event.actor === 'driver' && event.ok,
  );
  const gone = unplugged?.kind === 'action' && unplugged.verb === 'unplugs' ? unplugged.at : undefined;
  for (const { id, at, seq } of open.values()) {
    if (gone === undefined || facts.livedUntil < gone) continue;
    const early = facts.livedUntil < gone + TEN_MINUTES && facts.trace.footer.ended !== 'complete';
    const said = finding(
      early ? 'unproven' : wrongAs(check.as),
      check.proves,
      'a transaction never ended',
      [`its end, after the car had gone at ${facts.clock(gone)}`],
      `transaction ${id.slice(0, 40)}, begun at ${facts.clock(at)}`,
      [seq],
    );
    findings.push(said);
  }
  const looked = turns.length;
  return resultOf({ ...base, proves: check.proves, looked, findings, measures: { turns: looked } });
};
