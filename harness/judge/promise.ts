import { supplyWatts, type CompositeSchedule } from '../energy/index.ts';
import type { CompositeCheck } from '../suite/index.ts';
import { instant, type Instant } from '../time/index.ts';
import { jumpsOf, meteredOf, type Metered } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { Change } from './installed.ts';
import { finding, wrongAs } from './result.ts';

/** An answer to GetCompositeSchedule, as something to be held to. */
export interface Promised {
  readonly schedule: CompositeSchedule;
  readonly at: Instant;
  readonly evidence: readonly number[];
}

/** A ramp, a random delay of the car, a sample stamped at the start of its interval. */
const SETTLE = 60_000;
/** Below this a car does not charge (IEC 61851-1), whatever is promised. */
const LEAST_AMPS = 6;
const FEWEST = 2;

/** What an answer allows at an instant, in W, capped by the supply; beyond its end nothing limits. */
export const saidAt = (facts: Facts, schedule: CompositeSchedule, at: Instant): number => {
  const { supply } = facts.scenario.given;
  const most = supplyWatts(supply);
  const offset = (at - schedule.start) / 1000;
  if (offset < 0 || offset >= schedule.duration) return most;
  const period = schedule.periods.findLast(({ start }) => start <= offset);
  if (period?.limit === undefined) return most;
  const phases = Math.min(period.phases ?? 3, supply.phases);
  return Math.min(most, schedule.unit === 'W' ? period.limit : period.limit * supply.voltage * phases);
};

/** The promise stands until profiles or transactions change, and no longer than it says. */
const heldUntil = (facts: Facts, changes: readonly Change[], { schedule, at }: Promised): Instant => {
  const ends = [
    schedule.start + schedule.duration * 1000,
    facts.livedUntil,
    ...changes.map((change) => change.at),
    ...facts.transactions.flatMap(({ start, end }) => (end === undefined ? [start] : [start, end])),
    ...facts.trace.events.flatMap((event) => (event.kind === 'fault' ? [event.at] : [])),
  ].filter((end) => end > at);
  return instant(Math.min(...ends));
};

/** Least and most that was promised for any moment of a sample, with the grace that an edge has. */
const rangeOf = (
  facts: Facts,
  schedule: CompositeSchedule,
  sample: Metered,
  grace: number,
): readonly [number, number] => {
  const from = sample.from - grace;
  const to = sample.to + 2000;
  const inside = schedule.periods
    .map(({ start }) => schedule.start + start * 1000)
    .filter((edge) => edge > from && edge <= to);
  const said = [from, ...inside, to].map((at) => saidAt(facts, schedule, instant(at)));
  return [Math.min(...said), Math.max(...said)];
};

/**
 * What a charger promised in a composite schedule against what was metered afterwards. More than promised is wrong; less
 * is only worth saying, for a limit binds the charger and not the car.
 */
export const promiseFindings = (
  facts: Facts,
  check: CompositeCheck,
  changes: readonly Change[],
  promise: Promised,
): { readonly looked: number; readonly findings: readonly Finding[] } => {
  const { supply, vehicle, station } = facts.scenario.given;
  const grace = SETTLE + station.randomDelay * 1000;
  const from = promise.at + SETTLE;
  const until = heldUntil(facts, changes, promise);
  const jumps = jumpsOf(facts);
  const least = LEAST_AMPS * supply.voltage * supply.phases;
  // What is metered is metered at the EVSE of the night's first transaction.
  const charging =
    facts.transactions[0]?.evse === promise.schedule.evse &&
    facts.transactions.some(
      ({ evse, start, end }) =>
        evse === promise.schedule.evse && start <= promise.at && (end === undefined || end > promise.at),
    );
  const samples = charging
    ? meteredOf(facts).filter(
        (each) =>
          each.from >= from &&
          each.to < until &&
          !jumps.some((jump) => jump.from < each.to && jump.to > each.from),
      )
    : [];
  const over: Metered[] = [];
  const under: Metered[] = [];
  for (const sample of samples) {
    const [low, high] = rangeOf(facts, promise.schedule, sample, grace);
    const slack = Math.max(check.tolerance, 10, 0.01 * high);
    if (sample.watts > high + slack) over.push(sample);
    const due = Math.min(low, vehicle.takes);
    if (due >= least && sample.watts < 0.5 * due - slack) under.push(sample);
  }
  const ofCharger = facts.subject === 'charger' ? wrongAs(check.as) : 'broken';
  const findings: Finding[] = [];
  const say = (wrong: readonly Metered[], outcome: Finding['outcome'], summary: string): void => {
    const [first] = wrong;
    const last = wrong.at(-1);
    if (first === undefined || last === undefined || wrong.length < FEWEST) return;
    const said = Math.round(saidAt(facts, promise.schedule, first.from));
    const evidence = [...promise.evidence, ...wrong.map(({ seq }) => seq)];
    const when = `${facts.clock(first.from)} to ${facts.clock(last.to)}`;
    const actual = `${Math.round(first.watts)} W at ${facts.clock(first.from)}, ${wrong.length} of ${samples.length} samples, ${when}`;
    findings.push({
      ...finding(
        outcome,
        check.proves,
        summary,
        [`${said} W at ${facts.clock(first.from)}`],
        actual,
        evidence,
      ),
      at: first.from,
      until: last.to,
    });
  };
  say(over, ofCharger, 'more power than the composite schedule promised');
  say(under, 'advised', 'far less power than the composite schedule promised');
  return { looked: samples.length, findings };
};
