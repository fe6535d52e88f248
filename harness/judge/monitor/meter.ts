import { powerSamples, registerSamples, samplesOf } from '../../dialects/index.ts';
import type { Instant } from '../../time/index.ts';
import { jumpsOf, type Span } from '../evidence.ts';
import type { Facts } from '../facts.ts';
import type { CheckResult } from '../finding.ts';
import { monitorResult, type Breach } from './monitor.ts';

/** One moment at which a charger told both. */
interface Reading {
  readonly at: Instant;
  readonly watts: number;
  readonly wattHours: number;
  readonly seq: number;
}

/** Two stories of one stretch of time. */
interface Stretch {
  readonly from: Reading;
  readonly to: Reading;
  readonly readings: number;
  /** Wh by the power samples. */
  readonly byPower: number;
  /** Wh by the register. */
  readonly byRegister: number;
}

const HOUR = 3_600_000;
const LONGEST_GAP = 16 * 60_000;
/** Long enough that a car's start, a standby load or a coarse register do not matter. */
const SHORTEST = 30 * 60_000;
const FEWEST = 4;
/** Supply voltage may differ by a tenth from the one that a charger without a voltmeter assumes. */
const SHARE = 0.1;
/** No such reason explains this. */
const GROSS = 0.25;
/** Wh. A minute at full rate may lie between two samples of nothing. */
const TRIFLE = 500;
/** Registers in whole kWh exist. */
const STEPS = [1000, 100, 10];

const readingsByEvse = (facts: Facts): ReadonlyMap<number, readonly Reading[]> => {
  const found = new Map<number, Map<number, { watts?: number; wattHours?: number; seq: number }>>();
  for (const { from, intent, seq } of facts.exchanges) {
    if (from !== 'charger' || intent === undefined || !('samples' in intent)) continue;
    const moments =
      found.get(intent.evse) ?? new Map<number, { watts?: number; wattHours?: number; seq: number }>();
    found.set(intent.evse, moments);
    const note = (at: number, more: { watts?: number; wattHours?: number }): void =>
      void moments.set(at, { seq, ...moments.get(at), ...more });
    for (const { at, value } of powerSamples(samplesOf(intent))) note(at, { watts: value });
    for (const { at, value } of registerSamples(samplesOf(intent))) note(at, { wattHours: value });
  }
  const whole = new Map<number, readonly Reading[]>();
  for (const [evse, moments] of found) {
    const readings = [...moments].flatMap(([at, { watts, wattHours, seq }]) =>
      watts === undefined || wattHours === undefined ? [] : [{ at: at as Instant, watts, wattHours, seq }],
    );
    whole.set(
      evse,
      readings.toSorted((a, b) => a.at - b.at),
    );
  }
  return whole;
};

/** Between two samples of nearly the same power the power may be taken for that; between others nobody knows. */
const isSteady = (before: Reading, after: Reading, jumps: readonly Span[]): boolean =>
  after.at - before.at <= LONGEST_GAP &&
  after.wattHours >= before.wattHours &&
  Math.abs(after.watts - before.watts) <= Math.max(50, 0.05 * Math.max(after.watts, before.watts)) &&
  !jumps.some(({ from, to }) => from < after.at && to > before.at);

const stretchesOf = (readings: readonly Reading[], jumps: readonly Span[]): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  let open: Stretch | undefined;
  const close = (): void => {
    if (open !== undefined && open.to.at - open.from.at >= SHORTEST && open.readings >= FEWEST)
      stretches.push(open);
    open = undefined;
  };
  for (const [index, after] of readings.entries()) {
    const before = readings[index - 1];
    if (before === undefined) continue;
    if (!isSteady(before, after, jumps)) {
      close();
      continue;
    }
    const energy = (((before.watts + after.watts) / 2) * (after.at - before.at)) / HOUR;
    const from: Reading = open?.from ?? before;
    open = {
      from,
      to: after,
      readings: (open?.readings ?? 1) + 1,
      byPower: (open?.byPower ?? 0) + energy,
      byRegister: after.wattHours - from.wattHours,
    };
  }
  close();
  return stretches;
};

/** The step in which this register counts, Wh. */
const resolutionOf = (readings: readonly Reading[]): number =>
  STEPS.find((step) => readings.every(({ wattHours }) => wattHours % step === 0)) ?? 1;

const kilowattHours = (energy: number): string => `${(energy / 1000).toFixed(2)} kWh`;

/**
 * The power that a charger reports and the register that it counts tell one story. Only stretches of steady power are
 * compared, with room for coarse registers and for chargers that reckon with a nominal voltage.
 */
export const monitorMeter = (facts: Facts): CheckResult => {
  const { timeMode } = facts.trace.header;
  const jumps = jumpsOf(facts);
  const breaches: Breach[] = [];
  let looked = 0;
  for (const readings of readingsByEvse(facts).values()) {
    const room = 2 * resolutionOf(readings) + TRIFLE;
    for (const { from, to, byPower, byRegister } of stretchesOf(readings, jumps)) {
      looked += 1;
      const off = Math.abs(byRegister - byPower);
      const most = Math.max(byRegister, byPower);
      if (off <= SHARE * most + room) continue;
      const span = `from ${facts.clock(from.at)} to ${facts.clock(to.at)}`;
      // A simulator's meter may not follow a clock that is made to run fast.
      const sure = timeMode === 'virtual' || timeMode === 'real' || timeMode === 'steered';
      breaches.push({
        from: 'charger',
        kind: 'power and register disagree',
        actual: `${kilowattHours(byPower)} by its power, ${kilowattHours(byRegister)} by its register ${span}`,
        seq: to.seq,
        requirements: [],
        worth: sure && off > GROSS * most + room ? 'failed' : 'advised',
      });
    }
  }
  return monitorResult(facts, 'meter', 'power and register agree', looked, breaches);
};
