import type { ReconnectCheck } from '../suite/index.ts';
import { leastWait, type Instant } from '../time/index.ts';
import type { LinkEvent } from '../trace/index.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { isLink, stretchesOf } from './outages.ts';
import { finding, resultOf, wrongAs } from './result.ts';

const TEN_MINUTES = 600_000;
/** A wait that never grows is told of only when there were enough to see it. */
const ENOUGH = 4;

const openAt = (links: readonly LinkEvent[], at: Instant): boolean => {
  const open = new Set<number>();
  for (const event of links) {
    if (event.at >= at) break;
    if (event.state === 'opened') open.add(event.link);
    else if (event.state === 'closed') open.delete(event.link);
  }
  return open.size > 0;
};

/** The most attempts in any ten minutes, and when those began. */
const busiest = (
  attempts: readonly Instant[],
): { readonly count: number; readonly from: Instant | undefined } => {
  let count = 0;
  let from: Instant | undefined;
  let first = 0;
  for (const [last, at] of attempts.entries()) {
    while ((attempts[first] ?? at) <= at - TEN_MINUTES) first += 1;
    if (last - first + 1 > count) {
      count = last - first + 1;
      from = attempts[first];
    }
  }
  return { count, from };
};

/** The charger dials again after a loss: soon enough, and not all the time (`RPC.31`, `ocpp21:B10.FR.09`). */
export const judgeReconnect = (facts: Facts, check: ReconnectCheck): CheckResult => {
  const label = 'the charger comes back, without a storm';
  if (facts.subject === 'csms')
    return resultOf({ check: 'reconnect', label, place: check.place, proves: [], looked: 1, findings: [] });
  const links = facts.trace.events.filter(isLink);
  const attempts = links.filter(({ state }) => state !== 'closed').map(({ at }) => at);
  const findings: Finding[] = [];
  let looked = 0;
  // Behind a link that is open in name only nothing is seen to break, and only a new one works.
  const dead = stretchesOf(facts, (verb) => verb === 'link half open');
  const oneWay = facts.scenario.timeline.some(({ with: { way } }) => way !== undefined && way !== 'both');
  for (const outage of stretchesOf(facts, (verb) => verb.startsWith('link') && verb !== 'link slow')) {
    const buried = !oneWay && dead.some(({ from }) => from === outage.from);
    const patience = Math.max(check.within, leastWait(facts.course, outage.to));
    const lost = links.some(
      ({ state, at }) => state === 'closed' && at >= outage.from && at <= outage.to + patience,
    );
    const refused = links.some(({ state, at }) => state === 'refused' && at >= outage.from && at < outage.to);
    if (!lost && !refused && !buried) continue;
    looked += 1;
    const open = openAt(links, outage.to);
    if (open && !buried) continue;
    const back = links.find(({ state, at }) => state === 'opened' && at >= outage.to);
    const until = (outage.to + patience) as Instant;
    if (back !== undefined && back.at <= until) continue;
    const early = back === undefined && facts.livedUntil < until;
    findings.push({
      ...finding(
        early ? 'unproven' : wrongAs(check.as),
        check.proves,
        back === undefined ? 'the charger did not come back' : 'the charger came back late',
        [`a connection by ${facts.clock(until)}`],
        back === undefined ? `none until ${facts.clock(facts.livedUntil)}` : facts.clock(back.at),
      ),
      at: outage.to,
    });
  }
  const { count, from } = busiest(attempts);
  if (count > check.atMost && from !== undefined)
    findings.push({
      ...finding(
        wrongAs(check.as),
        check.proves,
        'the charger dials in a storm',
        [`at most ${check.atMost} attempts in ten minutes`],
        `${count} from ${facts.clock(from)}`,
      ),
      at: from,
    });
  const refused = links.filter(({ state }) => state === 'refused').map(({ at }) => at);
  const waits = refused.slice(1).map((at, index) => at - (refused[index] ?? at));
  const longest = Math.max(0, ...waits);
  if (waits.length >= ENOUGH && longest < 1.5 * (waits[0] ?? 0))
    findings.push(
      finding(
        'advised',
        ['rpc:RPC.31'],
        'the wait between attempts never grows',
        ['longer and longer waits'],
        `${Math.round(longest / 1000)} s at most`,
      ),
    );
  return resultOf({
    check: 'reconnect',
    label,
    place: check.place,
    proves: check.proves,
    looked,
    findings,
    measures: { attempts: attempts.length, busiest: count, longestWait: Math.round(longest / 1000) },
  });
};
