import { windows } from '../energy/index.ts';
import type { ReactionCheck } from '../suite/index.ts';
import { instant, leastWait, type Instant } from '../time/index.ts';

import { meteredOf } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { finding, resultOf, wrongAs } from './result.ts';
import { toldOf } from './told.ts';

/** Above this a car charges. */
const FLOWS = 500;

interface Level {
  readonly at: Instant;
  readonly flows: boolean;
  readonly seq: number;
}

/** Power as the world knows it, else as the charger said it. */
const levelsOf = (facts: Facts): readonly Level[] => {
  const known = facts.trace.events.flatMap((event) =>
    event.kind === 'meter' ? [{ at: event.at, flows: event.watts > FLOWS, seq: event.seq }] : [],
  );
  if (known.length > 0) return known;
  return meteredOf(facts).map(({ from, watts, seq }) => ({ at: from, flows: watts > FLOWS, seq }));
};

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;

/** How long it took from each event that asked for another power than there was to that power: a distribution. */
export const judgeReaction = (facts: Facts, check: ReactionCheck): CheckResult => {
  const told = toldOf(facts);
  const levels = levelsOf(facts);
  const { randomDelay } = facts.scenario.given.station;
  const waits: number[] = [];
  const findings: Finding[] = [];
  for (const [index, { at, tariff }] of told.entries()) {
    const allowed = Math.max(check.within, leastWait(facts.course, at)) + randomDelay * 1000;
    const plugged = facts.transactions.some(
      ({ start, end }) => start <= at && (end === undefined || end > at),
    );
    if (index === 0 || !plugged) continue;
    const [window] = windows(tariff, at, instant(at + 1000));
    const wanted = window?.offPeak === true || window?.wanted === true;
    const before = levels.findLast((each) => each.at <= at);
    if ((before?.flows ?? false) === wanted) continue;
    const followed = levels.find((each) => each.at > at && each.flows === wanted);
    const until = Math.min(told[index + 1]?.at ?? Infinity, facts.livedUntil);
    const wait = (followed?.at ?? Infinity) - at;
    // Overtaken by the next event before it had to follow: says nothing.
    if (wait > until - at && until - at < allowed) continue;
    waits.push(Math.min(wait, until - at));
    if (wait <= allowed) continue;
    findings.push({
      ...finding(
        wrongAs(check.as),
        check.proves,
        wanted ? 'power came too late after the event' : 'power went on too long after the event',
        [`within ${allowed / 1000} s of ${facts.clock(at)}`],
        Number.isFinite(wait) ? `after ${Math.round(wait / 1000)} s` : 'never',
        followed === undefined ? [] : [followed.seq],
      ),
      at,
    });
  }
  const sorted = waits.toSorted((a, b) => a - b);
  const inSeconds = (wait: number): number => Math.round(wait / 100) / 10;
  return resultOf({
    check: 'reaction',
    label: 'metered power follows the supplier',
    place: check.place,
    proves: check.proves,
    looked: waits.length,
    findings,
    measures: {
      reactions: sorted.length,
      medianSeconds: inSeconds(quantile(sorted, 0.5)),
      p95Seconds: inSeconds(quantile(sorted, 0.95)),
      mostSeconds: inSeconds(sorted.at(-1) ?? 0),
    },
  });
};
