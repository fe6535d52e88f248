import { UNSTAMPED } from '../dialects/index.ts';
import type { Instant } from '../time/index.ts';
import type { Facts } from './facts.ts';
import type { CheckResult } from './finding.ts';
import { finding, resultOf } from './result.ts';

/** What the subject's clock read, by a timestamp of its own, when the harness read it. */
interface Reading {
  readonly seq: number;
  readonly at: Instant;
  readonly said: Instant;
}

const MODES = new Set(['steered', 'faked', 'rebased']);
/** Farther off, in host milliseconds, the edges of a compressed night would be other ones. */
const MOST_OFF = 2000;
/** A steered charger counts in whole seconds and is told over a link. */
const MOST_OFF_STEERED = 30_000;
const ENOUGH_FOR_A_RATE = 5;

const readingsOf = (facts: Facts): readonly Reading[] =>
  facts.exchanges.flatMap(({ from, at, seq, intent, answer }): readonly Reading[] => {
    if (facts.subject === 'csms') {
      const reply = answer?.reply;
      return answer !== undefined && typeof reply === 'object' && reply !== null && 'now' in reply
        ? [{ seq: answer.seq, at: answer.at, said: reply.now as Instant }]
        : [];
    }
    if (from !== 'charger' || intent === undefined || !('at' in intent) || intent.at === UNSTAMPED) return [];
    return 'offline' in intent && intent.offline ? [] : [{ seq, at, said: intent.at }];
  });

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** The slope of `said` over `at`, by least squares; undefined where the readings are too few or too near. */
const rateOf = (readings: readonly { readonly x: number; readonly y: number }[]): number | undefined => {
  if (readings.length < ENOUGH_FOR_A_RATE) return undefined;
  const mean = (pick: 'x' | 'y'): number =>
    readings.reduce((sum, each) => sum + each[pick], 0) / readings.length;
  const [x0, y0] = [mean('x'), mean('y')];
  const spread = readings.reduce((sum, { x }) => sum + (x - x0) ** 2, 0);
  return spread === 0 ? undefined : readings.reduce((sum, { x, y }) => sum + (x - x0) * (y - y0), 0) / spread;
};

/** Stretches between settings of a steered clock, each from the moment at which the subject had been told. */
const toldStretches = (facts: Facts, readings: readonly Reading[]): readonly (readonly Reading[])[] => {
  const marks = facts.trace.events.flatMap((event) =>
    event.kind === 'clock' && (event.what === 'told' || event.what === 'jumped') ? [event] : [],
  );
  const stretches: Reading[][] = [[]];
  let lost = false;
  let next = 0;
  for (const reading of readings) {
    for (; (marks[next]?.seq ?? Infinity) < reading.seq; next += 1) {
      lost = marks[next]?.what === 'jumped';
      if (!lost) stretches.push([]);
    }
    if (!lost) stretches.at(-1)?.push(reading);
  }
  return stretches.filter((stretch) => stretch.length > 0);
};

/**
 * Whether the subject's clock went as this night needs it, by its own timestamps; undefined where that is no question.
 * A subject whose clock goes its own way proves nothing, and breaks nothing either.
 */
export const judgeClock = (facts: Facts): CheckResult | undefined => {
  const { timeMode, reference } = facts.trace.header;
  if (reference || !MODES.has(timeMode)) return undefined;
  const readings = readingsOf(facts);
  const off = ({ at, said }: Reading): number =>
    facts.course === undefined ? said - at : facts.course.toHost(said) - facts.course.toHost(at);
  const nearest = (stretch: readonly Reading[]): Reading | undefined =>
    stretch.toSorted((a, b) => Math.abs(off(a)) - Math.abs(off(b)))[0];
  const typical = middle(readings.map(off));
  const worst =
    timeMode === 'steered'
      ? toldStretches(facts, readings)
          .map(nearest)
          .filter((each) => each !== undefined)
          .toSorted((a, b) => Math.abs(off(b)) - Math.abs(off(a)))[0]
      : readings.find((each) => off(each) === typical);
  const rate =
    timeMode === 'faked'
      ? rateOf(readings.map(({ at, said }) => ({ x: facts.course?.toHost(at) ?? at, y: said })))
      : undefined;
  const most = timeMode === 'steered' ? MOST_OFF_STEERED : MOST_OFF;
  const spread = Math.max(0, ...readings.map((each) => Math.abs(off(each) - typical)));
  const wrong = worst !== undefined && Math.abs(off(worst)) > most;
  const seconds = (length: number): string => `${(length / 1000).toFixed(1)} s`;
  const unproven = (summary: string, actual: string, evidence: readonly number[]) =>
    finding('unproven', [], summary, [`its timestamps within ${seconds(most)} of ours`], actual, evidence);
  const findings = wrong
    ? [
        unproven(
          `its clock did not follow (${timeMode} time)`,
          `${seconds(off(worst))} off${facts.course === undefined ? '' : ' by the clock of this host'}`,
          [worst.seq],
        ),
      ]
    : worst === undefined
      ? [unproven(`nobody knows its clock (${timeMode} time)`, 'it sent no timestamp', [])]
      : [];
  const achieved = rate === undefined ? '' : `, ${rate.toFixed(1)} s in one`;
  return resultOf({
    check: 'clock',
    label: `its clock followed (${timeMode} time${achieved})`,
    proves: [],
    looked: readings.length,
    findings,
    measures: {
      timestamps: readings.length,
      offMillis: Math.round(worst === undefined ? 0 : off(worst)),
      spreadMillis: Math.round(spread),
      ...(rate === undefined ? {} : { rate: Number(rate.toFixed(2)) }),
    },
  });
};
