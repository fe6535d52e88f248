import { hours, instant, plus, wallClock, zonedInstant, type Instant } from '../time/index.ts';
import type { ChargingProfile, RateUnit, SchedulePeriod } from './profile.ts';
import type { Rules } from './station.ts';
import { cheapestStretches, type Charge } from './cheapest.ts';
import type { Tariff, TariffWindow } from './tariff.ts';
import { wholeSeconds, type Phases } from './units.ts';
import { windows } from './windows.ts';
import type { Limit, PlanStyle, Supply } from './world.ts';

export interface PlanInput {
  readonly tariff: Tariff;
  readonly style: PlanStyle;
  readonly supply: Supply;
  /** From when the plan holds; a Relative one: the start of the transaction. */
  readonly from: Instant;
  readonly horizon?: Instant;
  readonly transactionId?: string;
  readonly id: number;
  readonly stackLevel: number;
  readonly rules: Rules;
  readonly phases: Phases;
  /** The energy that is wanted, from now on, at the most that the car was seen to draw. */
  readonly need?: Charge;
  /** Most periods that the station takes; a longer plan is cut, and must be renewed before it ends. */
  readonly mostPeriods?: number;
}

const inUnit = (limit: Limit | undefined, unit: RateUnit, supply: Supply): number => {
  const perAmp = supply.voltage * supply.phases;
  const found: Limit = limit ?? { unit: 'A', value: supply.fuse };
  if (found.unit === unit) return found.value;
  // One decimal at most (`16.SC.19`).
  return Math.round((unit === 'W' ? found.value * perAmp : found.value / perAmp) * 10) / 10;
};

/** Half a day of hold after the off-peak window that is open or comes next; with dispatches, after the last of the day. */
const defaultHorizon = (tariff: Tariff, from: Instant): Instant => {
  const tomorrow = plus(from, hours(24));
  const cheap = windows(tariff, from, plus(from, hours(36))).filter(
    (window) => window.offPeak || window.wanted === true,
  );
  const many = tariff.prices !== undefined || (tariff.dispatches ?? []).length > 0;
  const last = many ? cheap.findLast((window) => window.from < tomorrow) : cheap[0];
  return plus(last?.to ?? tomorrow, hours(12));
};

interface Stretch {
  readonly from: Instant;
  readonly charge: boolean;
}

/** When to charge and when to hold: every off-peak window, or the cheapest stretches that suffice. */
const stretches = ({ tariff, need }: PlanInput, from: Instant, to: Instant): readonly Stretch[] => {
  const all = windows(tariff, from, to);
  if (need === undefined)
    return all.map((window) => ({ from: window.from, charge: window.offPeak || window.wanted === true }));
  const chosen = cheapestStretches(tariff, need);
  const edges = [...all, ...chosen].flatMap((each) => [each.from, each.to]);
  const inside = (list: readonly TariffWindow[], at: Instant): boolean =>
    list.some((each) => at >= each.from && at < each.to);
  const wanted = all.filter((each) => each.wanted === true);
  return [...new Set(edges)]
    .filter((at) => at >= from && at < to)
    .sort((x, y) => x - y)
    .map((at) => ({ from: at, charge: inside(chosen, at) || inside(wanted, at) }));
};

const periodsOver = (input: PlanInput, from: Instant, to: Instant): readonly SchedulePeriod[] => {
  const { style, supply, phases } = input;
  const periods: SchedulePeriod[] = [];
  for (const stretch of stretches(input, from, to)) {
    const limit = inUnit(stretch.charge ? style.charge : style.hold, style.unit, supply);
    if (periods.at(-1)?.limit === limit) continue;
    periods.push({ start: wholeSeconds(Math.round((stretch.from - from) / 1000)), limit, phases });
  }
  return periods;
};

/** Local (or UTC) midnight before `from`, by the clock that the tariff runs on. */
const midnight = (tariff: Tariff, from: Instant): Instant => {
  const zone = tariff.clock === 'utc' ? 'UTC' : tariff.zone;
  const found = zonedInstant(zone, wallClock(zone, from).date, 0, 'earlier');
  return typeof found === 'string' ? from : found;
};

/** A tariff as a charging profile: hold outside the off-peak windows, charge inside them. */
export const planProfile = (input: PlanInput): ChargingProfile => {
  const { style, tariff, id, stackLevel, transactionId } = input;
  const whole = instant(Math.floor(input.from / 1000) * 1000);
  const start = style.kind === 'Recurring' ? midnight(tariff, whole) : whole;
  const end =
    style.kind === 'Recurring' ? plus(start, hours(24)) : (input.horizon ?? defaultHorizon(tariff, whole));
  const periods = periodsOver(input, start, end);
  const most = input.mostPeriods ?? periods.length;
  const ends = periods[most]?.start ?? wholeSeconds(Math.round((end - start) / 1000));
  return {
    id,
    stackLevel,
    purpose: style.purpose,
    kind: style.kind,
    ...(style.kind === 'Recurring' ? { recurrency: 'Daily' as const } : {}),
    ...(style.purpose === 'TxProfile' && transactionId !== undefined ? { transactionId } : {}),
    schedules: [
      {
        id,
        ...(style.kind === 'Relative' ? {} : { start }),
        duration: ends,
        unit: style.unit,
        periods: periods.slice(0, most),
      },
    ],
  };
};
