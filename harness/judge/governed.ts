import { ALL_READINGS, allowedWatts, nextChange, type Reading } from '../energy/index.ts';
import type { GovernedCheck } from '../suite/index.ts';
import { instant, plus, type Instant } from '../time/index.ts';
import { meteredOf, type Metered } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { changesOf, stationAt, type Change } from './installed.ts';
import { finding, resultOf, wrongAs } from './result.ts';
import { conflictOf } from './systems.ts';

/** Below this a vehicle does not charge (IEC 61851-1). */
const LEAST_AMPS = 6;
const SWING = 500;
/** Changes of power that need no reason: the car's start and its end, a sample in a ramp. */
const SPARE = 4;
const FEWEST = 2;

interface Wrong {
  readonly sample: Metered;
  readonly right: number;
}

/** What may be right for a sample: every limit that was in force in the time that a change may take. */
const limitsAt = (
  facts: Facts,
  changes: readonly Change[],
  evse: number,
  sample: Metered,
  check: GovernedCheck,
  reading: Reading,
): readonly number[] => {
  const { supply, vehicle, station } = facts.scenario.given;
  const from = instant(sample.from - check.settle - station.randomDelay * 1000);
  const to = plus(sample.to, check.settle);
  const stops: Instant[] = [
    from,
    ...changes.map(({ at }) => at),
    ...facts.transactions.flatMap(({ start, end }) => (end === undefined ? [start] : [start, end])),
  ];
  let edge = nextChange(stationAt(facts, changes, from), evse, from, to);
  for (let steps = 0; edge !== undefined && steps < 50; steps += 1) {
    stops.push(edge);
    edge = nextChange(stationAt(facts, changes, edge), evse, edge, to);
  }
  const least = LEAST_AMPS * supply.voltage * supply.phases;
  return stops
    .filter((at) => at >= from && at <= sample.to)
    .map((at) => {
      const allowed = allowedWatts(stationAt(facts, changes, at), evse, at, supply, reading);
      const busy = facts.transactions.some(
        ({ start, end }) => start <= at && (end === undefined || end > at),
      );
      return !busy || allowed < least - 1 ? 0 : Math.min(allowed, vehicle.takes);
    });
};

const swingsOf = (metered: readonly Metered[]): number =>
  metered.filter((each, index) => Math.abs(each.watts - (metered[index - 1]?.watts ?? each.watts)) > SWING)
    .length;

/** Exactly one plan governs the metered power, by the rules of the standard (`16.SC.07`, `ocpp201:K01.FR.17`). */
export const judgeGoverned = (facts: Facts, check: GovernedCheck): CheckResult => {
  const label = 'exactly one plan governs the power';
  const base = { check: 'governed', label, place: check.place };
  const changes = changesOf(facts);
  const evse = facts.transactions[0]?.evse ?? 1;
  const metered = meteredOf(facts).filter(({ from }) =>
    facts.transactions.some(({ start, end }) => from >= start && (end === undefined || from < end)),
  );
  const outcome = facts.subject === 'charger' ? wrongAs(check.as) : 'broken';
  const hint = conflictOf(facts);
  const findings: Finding[] = [];
  const say = (summary: string, expected: string, actual: string, wrong: readonly Metered[]): void => {
    const evidence = wrong.map(({ seq }) => seq);
    findings.push({
      ...finding(outcome, check.proves, summary, [expected], actual, evidence),
      ...(wrong[0] === undefined ? {} : { at: wrong[0].from, until: wrong.at(-1)?.to ?? wrong[0].to }),
      ...(hint === undefined ? {} : { hint }),
    });
  };
  const wrongIn = (reading: Reading): readonly Wrong[] =>
    metered.flatMap((sample) => {
      const limits = limitsAt(facts, changes, evse, sample, check, reading);
      const slack = Math.max(check.tolerance, 10);
      const [low, high] = [Math.min(...limits), Math.max(...limits)];
      if (sample.watts >= low - slack - 0.05 * low && sample.watts <= high + slack + 0.01 * high) return [];
      return [{ sample, right: sample.watts > high ? high : low }];
    });
  const best = ALL_READINGS.map(wrongIn).toSorted((a, b) => a.length - b.length)[0] ?? [];
  const [first] = best;
  if (first !== undefined && best.length >= FEWEST) {
    const when = facts.clock(first.sample.from);
    say(
      'the power follows none of the plans that the charger accepted',
      `${Math.round(first.right)} W at ${when}`,
      `${Math.round(first.sample.watts)} W at ${when}, ${best.length} of ${metered.length} samples`,
      best.map(({ sample }) => sample),
    );
  }
  let edges = changes.length;
  for (let at = facts.scenario.given.now as Instant | undefined; at !== undefined && edges < 1000;) {
    at = nextChange(stationAt(facts, changes, at), evse, at, facts.livedUntil);
    if (at !== undefined) edges += 1;
  }
  const swings = swingsOf(metered);
  if (swings > edges + SPARE)
    say('the power swings between plans', `at most ${edges + SPARE} changes`, `${swings} changes`, []);
  return resultOf({
    ...base,
    proves: check.proves,
    looked: metered.length,
    findings,
    measures: { changes: changes.length, swings },
  });
};
