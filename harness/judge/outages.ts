import type { Instant } from '../time/index.ts';
import { PORTAL_LINKS, type FaultEvent, type LinkEvent, type TraceEvent } from '../trace/index.ts';
import { statusOf } from './conversation.ts';
import type { Span } from './evidence.ts';
import type { Facts } from './facts.ts';

/** How long after a link fault its traces may last: calls that ran into it time out, what was sent is sent again. */
const AFTERMATH = 180_000;

export const isLink = (event: TraceEvent): event is LinkEvent => event.kind === 'link';

/** Times without any open connection, from the first one on, by the harness' own end. */
export const unlinkedOf = ({ trace, livedUntil }: Facts): readonly Span[] => {
  const open = new Set<number>();
  const spans: Span[] = [];
  let since: Instant | undefined;
  for (const event of trace.events) {
    if (!isLink(event) || event.link >= PORTAL_LINKS) continue;
    if (event.state === 'opened') {
      if (since !== undefined && event.at > since) spans.push({ from: since, to: event.at });
      since = undefined;
      open.add(event.link);
    } else if (event.state === 'closed' && open.delete(event.link) && open.size === 0) since = event.at;
    // Refused before it was ever let in.
    else if (event.state === 'refused' && open.size === 0) since ??= event.at;
  }
  if (since !== undefined && since < livedUntil) spans.push({ from: since, to: livedUntil });
  return spans;
};

/** Stretches of the faults with one of these verbs, as they were played. */
export const stretchesOf = (
  { trace, livedUntil }: Facts,
  isOne: (verb: string) => boolean,
): readonly Span[] => {
  const spans: Span[] = [];
  const begun = new Map<string, Instant>();
  const key = ({ fault, step }: FaultEvent): string => `${step ?? ''} ${fault}`;
  for (const event of trace.events) {
    if (event.kind !== 'fault' || !isOne(event.fault)) continue;
    if (event.phase === 'begins') begun.set(key(event), event.at);
    const from = begun.get(key(event));
    if (event.phase !== 'ends' || from === undefined) continue;
    begun.delete(key(event));
    spans.push({ from, to: event.at });
  }
  return [...spans, ...[...begun.values()].map((from) => ({ from, to: livedUntil }))];
};

/** Times in which the CSMS had not taken the charger in: what it has to say of transactions must wait (`16.BOOT.02`). */
const unregisteredOf = ({ exchanges, livedUntil }: Facts): readonly Span[] => {
  const spans: Span[] = [];
  let since: Instant | undefined;
  for (const { intent, answer, at } of exchanges) {
    if (intent?.kind !== 'boots') continue;
    if (statusOf(answer) !== 'Accepted') since ??= at;
    else if (since !== undefined) {
      spans.push({ from: since, to: answer?.at ?? at });
      since = undefined;
    }
  }
  return since === undefined ? spans : [...spans, { from: since, to: livedUntil }];
};

/** Times in which a message could get lost, be late or be sent twice without anybody's fault. */
export const disturbedOf = (facts: Facts): readonly Span[] =>
  [...unlinkedOf(facts), ...unregisteredOf(facts), ...stretchesOf(facts, () => true)].map(({ from, to }) => ({
    from,
    to: (to + AFTERMATH) as Instant,
  }));

export const within = (at: number, spans: readonly Span[], slack = 0): boolean =>
  spans.some(({ from, to }) => at >= from - slack && at <= to + slack);

/** A charger that is off, or not up yet, cannot sample; nor does energy flow through it. */
export const unpoweredOf = (facts: Facts): readonly Span[] =>
  stretchesOf(facts, (verb) => verb === 'power cut').map(({ from, to }) => ({
    from,
    to: (to + AFTERMATH) as Instant,
  }));
