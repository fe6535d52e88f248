import { samplesOf } from '../dialects/index.ts';
import type { DeliveryCheck } from '../suite/index.ts';
import type { Instant } from '../time/index.ts';
import type { Exchange } from './conversation.ts';
import type { Span } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { stretchesOf, unlinkedOf, within } from './outages.ts';
import { finding, resultOf, wrongAs } from './result.ts';

/** A message that tells of a transaction, with the time that it tells of. */
interface Told {
  readonly exchange: Exchange;
  readonly kind: 'starts transaction' | 'updates transaction' | 'ends transaction' | 'sends meter values';
  readonly about: Instant;
  /** What makes it this message and no other. */
  readonly key: string;
  readonly offline: boolean | undefined;
}

/** Later than this it had to wait. */
const LATE = 30_000;
/** A link that is gone is noticed within this time. */
const NOTICED = 5000;
const BURST = 120_000;
const MOST = 20;
/** Messages in a stretch as long as the outage. */
const ENOUGH = 4;

const toldOf = (facts: Facts): readonly Told[] =>
  facts.exchanges.flatMap((exchange): readonly Told[] => {
    const { from, intent, payload, action } = exchange;
    if (from !== 'charger' || intent === undefined) return [];
    if (
      intent.kind === 'starts transaction' ||
      intent.kind === 'updates transaction' ||
      intent.kind === 'ends transaction'
    ) {
      const { kind, at: about, offline, transactionId = '', seqNo } = intent;
      const legacy =
        kind === 'ends transaction' ? `end ${transactionId}` : `${action} ${intent.evse} ${about}`;
      const key = seqNo === undefined ? legacy : `${transactionId} ${seqNo}`;
      return [{ exchange, kind, about, key, offline }];
    }
    if (intent.kind !== 'sends meter values' || intent.transactionId === undefined) return [];
    const last = samplesOf(intent).reduce((latest, { at }) => Math.max(latest, at), 0);
    const key = JSON.stringify(payload);
    return last === 0
      ? []
      : [{ exchange, kind: intent.kind, about: last as Instant, key, offline: undefined }];
  });

const spanText = (facts: Facts, { from, to }: Span): string => `${facts.clock(from)} to ${facts.clock(to)}`;

/** Whether the transaction went on through an outage, and whether messages tell of it. */
const keptOf = (
  facts: Facts,
  told: readonly Told[],
  { from, to }: Span,
): 'something' | 'nothing' | 'unknown' => {
  const through = facts.transactions.some(
    ({ start, end }) => start < from && (end === undefined || end > to),
  );
  const length = to - from;
  const count = (since: number, until: number): number =>
    told.filter(({ about }) => about > since + NOTICED && about < until - NOTICED).length;
  // Only a charger that spoke as often before, in as much time, must have had something to say.
  if (!through || to >= facts.livedUntil || count(from - length, from) < ENOUGH) return 'unknown';
  return count(from, to) > 0 ? 'something' : 'nothing';
};

/** Queued messages in order, once, with their own times; in 2.x marked as offline (`16.OFF.*`, `ocpp201:E04`). */
export const judgeDelivery = (facts: Facts, check: DeliveryCheck): CheckResult => {
  const label = 'what had to wait for the link came in order, once, with its own time';
  if (facts.subject === 'csms')
    return resultOf({ check: 'delivery', label, place: check.place, proves: [], looked: 1, findings: [] });
  const told = toldOf(facts);
  const outages = unlinkedOf(facts);
  const lossy = stretchesOf(facts, (verb) => verb === 'link half open' || verb === 'link slow');
  const mayBeLost = (at: number): boolean =>
    within(at, lossy, LATE) || outages.some(({ from, to }) => at >= from - NOTICED && at < to);
  const findings: Finding[] = [];
  const wrong = (
    summary: string,
    requirements: readonly string[],
    expected: string,
    actual: string,
    evidence: readonly number[],
  ): void => {
    if (findings.length >= MOST) return;
    const outcome = wrongAs(check.as);
    findings.push(
      finding(outcome, [...requirements, ...check.proves], summary, [expected], actual, evidence),
    );
  };
  const legacy = facts.dialect === 'ocpp1.6';
  const first = new Map<string, Told>();
  const repeated: Told[] = [];
  for (const each of told) {
    if (first.has(each.key)) repeated.push(each);
    else first.set(each.key, each);
  }

  let before: Told | undefined;
  const disorder: Told[] = [];
  for (const each of first.values()) {
    if (before !== undefined && each.about < before.about - check.slack) disorder.push(each);
    else before = each;
  }
  const [astray] = disorder;
  if (astray !== undefined)
    wrong(
      `queued messages came out of order (${disorder.length})`,
      [legacy ? 'ocpp16:OFF.02' : 'ocpp201:E01.FR.07'],
      'oldest first',
      `${astray.kind} of ${facts.clock(astray.about)} after one of ${facts.clock(before?.about ?? astray.about)}`,
      disorder.map(({ exchange }) => exchange.seq),
    );

  // Sent again after an answer that surely arrived: the CSMS books it twice.
  const twice = repeated.filter(({ key }) => {
    const answer = first.get(key)?.exchange.answer;
    return answer?.kind === 'result' && !mayBeLost(answer.at);
  });
  const [again] = twice;
  if (again !== undefined)
    wrong(
      `messages were sent again although they had been answered (${twice.length})`,
      [legacy ? 'ocpp16:OFF.01' : 'ocpp201:E04.FR.01'],
      'each message once',
      `${again.kind} of ${facts.clock(again.about)} again at ${facts.clock(again.exchange.at)}`,
      twice.map(({ exchange }) => exchange.seq),
    );

  for (const outage of outages) {
    const came = [...first.values()].filter(
      ({ exchange }) => exchange.at >= outage.to && exchange.at <= outage.to + BURST,
    );
    const own = [...first.values()].some(
      ({ about }) => about > outage.from + NOTICED && about < outage.to - NOTICED,
    );
    const burst = came.filter(({ about }) => Math.abs(about - outage.to) <= BURST);
    if (!own && burst.length > 2)
      wrong(
        'queued messages carry the time at which the link came back, not their own',
        [legacy ? 'ocpp16:OFF.06' : 'ocpp201:E04.FR.01'],
        `times from ${spanText(facts, outage)}`,
        `${burst.length} messages, all of ${facts.clock(burst[0]?.about ?? outage.to)} or later`,
        burst.map(({ exchange }) => exchange.seq),
      );
    const kept = keptOf(facts, [...first.values()], outage);
    if (kept === 'nothing' && burst.length <= 2)
      wrong(
        'nothing of the time without a link was kept',
        [legacy ? 'ocpp16:OFF.01' : 'ocpp201:E04.FR.01'],
        `messages of ${spanText(facts, outage)}, as before and after`,
        'none',
        [],
      );
    if (legacy) continue;
    const unmarked = told.filter(
      ({ about, offline }) =>
        about > outage.from + NOTICED && about < outage.to - NOTICED && offline !== true,
    );
    const [plain] = unmarked;
    if (plain !== undefined)
      wrong(
        `messages of an offline time are not marked so (${unmarked.length})`,
        ['ocpp201:E04.FR.03'],
        'offline: true',
        `${plain.kind} of ${facts.clock(plain.about)}`,
        unmarked.map(({ exchange }) => exchange.seq),
      );
  }

  // What the driver did while nobody could be told must be told later, and as it was.
  for (const event of facts.trace.events) {
    if (event.kind !== 'action' || event.actor !== 'driver' || !event.ok) continue;
    const kind =
      event.verb === 'plugs in'
        ? 'starts transaction'
        : event.verb === 'unplugs'
          ? 'ends transaction'
          : undefined;
    const outage = outages.find(({ from, to }) => event.at >= from && event.at < to);
    if (kind === undefined || outage === undefined || outage.to >= facts.livedUntil) continue;
    if (told.some((each) => each.kind === kind && Math.abs(each.about - event.at) <= check.slack)) continue;
    const later = told.find((each) => each.kind === kind && each.about > event.at);
    wrong(
      later === undefined ? `"${kind}" was lost` : `"${kind}" has another time than what it tells of`,
      [legacy ? (later === undefined ? 'ocpp16:OFF.01' : 'ocpp16:OFF.06') : 'ocpp201:E04.FR.01'],
      `${kind} of ${facts.clock(event.at)}, when the driver ${event.verb}`,
      later === undefined ? 'it never came' : facts.clock(later.about),
      [event.seq, ...(later === undefined ? [] : [later.exchange.seq])],
    );
  }

  const waited = told.filter(({ exchange, about }) => exchange.at - about > LATE).length;
  return resultOf({
    check: 'delivery',
    label,
    place: check.place,
    proves: check.proves,
    looked: findings.length > 0 ? told.length : waited,
    findings,
    measures: { waited, repeated: repeated.length },
  });
};
