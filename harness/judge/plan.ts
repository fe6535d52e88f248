import { allowedWatts, nextChange, profileProblems, windows } from '../energy/index.ts';
import type { PlanCheck } from '../suite/index.ts';
import { instant, leastWait, type Instant } from '../time/index.ts';
import { jumpsOf } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { freshOf } from './grace.ts';
import { changesOf, stationAt } from './installed.ts';
import { finding, resultOf, wrongAs } from './result.ts';
import { rulingAt, toldOf } from './told.ts';

/** How long a central system may take to plan after a car or a tariff came. */
const GRACE = 60_000;
const MOST_FINDINGS = 20;
const MOST_STOPS = 20_000;

/** What is wrong with the form of any profile that the judged CSMS sent. */
const formsOf = (facts: Facts, check: PlanCheck): readonly Finding[] =>
  facts.exchanges.flatMap(({ from, intent, at, seq }) => {
    if (from !== 'csms' || intent?.kind !== 'sets charging profile') return [];
    const transactions = stationAt(facts, [], at).transactions;
    const { units } = facts.scenario.given.station;
    return profileProblems(intent.profile, {
      rules: facts.dialect,
      evse: intent.evse,
      units,
      transactions,
    }).map(({ problem, requirement }) =>
      finding(
        wrongAs(check.as),
        [...(requirement === undefined ? [] : [requirement]), ...check.proves],
        `profile ${intent.profile.id}: ${problem}`,
        ['a profile of right form'],
        problem,
        [seq],
      ),
    );
  });

/** The plan that governs the night, by the oracle, at every instant at which it may change. */
export const judgePlan = (facts: Facts, check: PlanCheck): CheckResult => {
  const { tariff, supply } = facts.scenario.given;
  const findings: Finding[] = facts.subject === 'csms' ? [...formsOf(facts, check)] : [];
  const changes = changesOf(facts);
  const evse = facts.transactions[0]?.evse ?? 1;
  const told = toldOf(facts);
  const fresh = freshOf(facts);
  const settled = (start: Instant): Instant =>
    instant(start + Math.max(GRACE, leastWait(facts.course, start)));
  const until = Math.min(check.to, facts.livedUntil) as Instant;
  const bands = told.map((each) => each.tariff).flatMap((each) => windows(each, check.from, check.to));
  const stops = [
    ...bands.flatMap((band) => [band.from, band.to]),
    ...changes.map(({ at }) => at),
    ...facts.transactions.flatMap(({ start, end }) => (end === undefined ? [start] : [start, end])),
    ...fresh.map(settled),
    ...jumpsOf(facts).flatMap(({ from, to }) => [from, to]),
    until,
  ].sort((a, b) => a - b);
  let looked = 0;
  let steps = 0;
  let at: Instant = check.from;
  while (at < until && steps < MOST_STOPS) {
    steps += 1;
    const now: Instant = at;
    const station = stationAt(facts, changes, now);
    const stop = stops.find((each) => each > now) ?? until;
    at = nextChange(station, evse, now, stop) ?? stop;
    const governed = station.transactions.length > 0 || station.profiles.length > 0;
    const young = fresh.some((start) => now >= start && now < settled(start));
    if (!governed || young) continue;
    looked += 1;
    const ruling = rulingAt(told, now, tariff);
    const [band] = windows(ruling, now, instant(now + 1000));
    const allowed = allowedWatts(station, evse, now, supply);
    const cheap = band?.offPeak === true || band?.wanted === true;
    const wrong = cheap ? allowed < check.inside - 1 : allowed > check.outside + 1;
    if (!wrong || findings.length >= MOST_FINDINGS) continue;
    const text = cheap
      ? 'the plan holds the car back off-peak'
      : 'the plan lets the car charge at the standard rate';
    const wanted = cheap ? `at least ${check.inside} W` : `at most ${check.outside} W`;
    const actual = `${Math.round(allowed)} W from ${facts.clock(now)} to ${facts.clock(at)}`;
    const evidence = changes
      .filter((each) => each.at <= now)
      .map(({ seq }) => seq)
      .slice(-3);
    findings.push({
      ...finding(wrongAs(check.as), check.proves, text, [wanted], actual, evidence),
      at: now,
      until: at,
    });
  }
  if (changes.length === 0) {
    const outcome =
      facts.subject === 'csms' && facts.trace.footer.ended === 'complete' ? wrongAs(check.as) : 'unproven';
    findings.push(
      finding(outcome, check.proves, 'there was no plan', ['an accepted charging profile'], 'none'),
    );
  } else if (facts.livedUntil < check.to) {
    const text = 'the trace ended before the plan did';
    findings.push(
      finding('unproven', check.proves, text, [facts.clock(check.to)], facts.clock(facts.livedUntil)),
    );
  }
  return resultOf({
    check: 'plan',
    label: 'the plan follows the tariff',
    place: check.place,
    proves: check.proves,
    looked,
    findings,
    measures: { profiles: changes.length },
  });
};
