import { supplyWatts, windows, type RateUnit, type Tariff } from '../energy/index.ts';
import { instant, type Instant } from '../time/index.ts';
import type { CurveRow } from './curve.ts';
import type { Field } from './fields.ts';
import { GIVEN_KEYS } from './given.ts';
import type { Given, Step } from './scenario.ts';
import type { Span } from './timeline.ts';

/**
 * What the world of a scenario permits. A suite that asks for more would fail the innocent, and one that contradicts
 * itself would fail everybody; both are refused when they are loaded.
 */
export interface World {
  readonly given: Given;
  readonly plugged: readonly Span[];
  /** Most power of the supply, W. */
  readonly supply: number;
  /** Most power of vehicle and supply together, W. */
  readonly most: number;
  /** Wh until the battery is full. */
  readonly room: number;
  readonly hasOffPeak: boolean;
  hasOffPeakBetween(from: Instant, to: Instant): boolean;
  /** Why so many Wh cannot flow in this stretch; undefined when they can. */
  tooMuch(wattHours: number, from: Instant | undefined, by: Instant | undefined): string | undefined;
  /** Why a right charger with the declared random delay could miss this share of off-peak energy. */
  shareMissed(share: number): string | undefined;
  /** Why no vehicle could draw what a row asks for. */
  impossible(row: CurveRow): string | undefined;
}

const ROUNDING = 1.001;
/** Below this a vehicle does not charge (IEC 61851-1). */
const LEAST_AMPS = 6;
/** How long a night may be looked at for off-peak hours. */
const LONGEST = 40 * 86_400_000;
/** Plugging in and out takes a moment, and so does the answer to it. */
const MOMENT = 120_000;

const kilo = (amount: number, unit: string): string => `${Number((amount / 1000).toFixed(3))} k${unit}`;

const overlap = (a: Span, b: Span): number => Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));

export const worldOf = (given: Given, steps: readonly Step[], plugged: readonly Span[]): World => {
  const { vehicle, supply } = given;
  const tariffs: readonly Tariff[] = [given.tariff, ...steps.flatMap((step) => step.with.tariff ?? [])];
  const most = Math.min(vehicle.takes, supplyWatts(supply));
  const room = Math.max(0, vehicle.battery * (1 - vehicle.charged));
  const phases = Math.min(vehicle.phases, supply.phases);
  const least = LEAST_AMPS * supply.voltage * phases;
  const offPeakIn = (span: Span): readonly Span[] => {
    const to = instant(Math.min(span.to, span.from + LONGEST));
    return tariffs.flatMap((tariff) => windows(tariff, span.from, to).filter(({ offPeak }) => offPeak));
  };
  const plans = steps.filter(({ verb }) => verb === 'sets charging profile');
  /** Whether nothing but the tariff lets the vehicle charge. */
  const held =
    plans.length > 0 &&
    plans.every((step) => (step.with.schedule ?? 'tariff') === 'tariff' && step.reply !== 'rejected') &&
    plans.every((step) => (step.with.plan?.hold ?? given.plan.hold)?.value === 0);
  /** Wh that can flow in a stretch at most. */
  const possibleIn = (from: Instant, by: Instant): number => {
    let length = 0;
    for (const session of plugged) {
      const asked = { from: instant(Math.max(from, session.from)), to: instant(Math.min(by, end(session))) };
      if (asked.to <= asked.from) continue;
      const open = held ? offPeakIn(asked) : [asked];
      length += Math.min(
        asked.to - asked.from,
        open.reduce((sum, each) => sum + overlap(each, asked), 0),
      );
    }
    return (most * length) / 3_600_000;
  };
  const end = (span: Span): Instant => instant(Math.min(span.to, span.from + LONGEST));
  return {
    given,
    plugged,
    supply: supplyWatts(supply),
    most,
    room,
    get hasOffPeak() {
      return tariffs.some(
        (tariff) =>
          tariff.bands.some(({ name }) => name === 'off-peak') ||
          offPeakIn({ from: given.now, to: instant(given.now + 2 * 86_400_000) }).length > 0,
      );
    },
    hasOffPeakBetween: (from, to) => offPeakIn({ from, to }).length > 0,
    tooMuch(wattHours, from = given.now, by = instant(Infinity)) {
      const batteries = Math.max(1, plugged.length) * room;
      if (wattHours > batteries * ROUNDING) return `the battery has room for ${kilo(batteries, 'Wh')}`;
      const possible = possibleIn(from, by);
      return wattHours > possible * ROUNDING
        ? `at most ${kilo(possible, 'Wh')} can flow ${held ? 'off-peak ' : ''}while the vehicle is plugged in`
        : undefined;
    },
    shareMissed(share) {
      const late = (given.station.randomDelay * most) / 3600;
      const possible = Math.min(room, possibleIn(given.now, instant(Infinity)));
      if (!held || late === 0 || possible === 0) return undefined;
      const least = 1 - late / possible;
      return share > least + 0.001
        ? `with a random delay of ${given.station.randomDelay} s a right charger may come to ${(least * 100).toFixed(1)} % only`
        : undefined;
    },
    impossible(row) {
      if (row.mode === 'at most' || row.power <= row.tolerance) return undefined;
      if (row.power + row.tolerance < least)
        return `no vehicle charges below 6 A: ${kilo(least, 'W')} on ${phases} phase(s)`;
      const bare = row.to - row.from - plugged.reduce((sum, span) => sum + overlap(row, span), 0);
      return bare > MOMENT ? 'no vehicle is plugged in for all of this row' : undefined;
    },
  };
};

/** Why a station refuses a schedule in this unit. */
export const unitRefused = (given: Given, unit: RateUnit | undefined): string | undefined =>
  unit === undefined || given.station.units.includes(unit)
    ? undefined
    : `the station of this scenario takes ${given.station.units.join(' and ')} alone`;

/** What `given` says of the plan, against what it says of the station. */
export const stationPermits = (field: Field, given: Given): void => {
  const keys = field.keys(GIVEN_KEYS);
  const plan = keys.get('plan');
  (plan ?? keys.get('station') ?? field).later(() => unitRefused(given, given.plan.unit));
};
