import {
  planProfile,
  type ChargingProfile,
  type PlanStyle,
  type Supply,
  type Tariff,
  type Watts,
} from '../../energy/index.ts';
import {
  hours,
  instant,
  minus,
  minutes,
  offsetAt,
  plus,
  wallClock,
  zonedInstant,
  type Instant,
} from '../../time/index.ts';
import type { CsmsSettings } from '../role.ts';
import type { Way } from './delivery.ts';
import type { CsmsHooks } from './hooks.ts';
import type { StationFacts } from './station-facts.ts';

export const PLAN_ID = 100;
export const DEFAULT_ID = 50;

/** A plan begins a little in the past, so that a station whose clock is behind follows it at once. */
const EARLY = minutes(5);
const DAY = hours(24);
const FAR = hours(36);

export interface Situation {
  readonly now: Instant;
  readonly tariff: Tariff;
  readonly facts: StationFacts;
  readonly transactionId?: string;
  /** Already in the car in this session, Wh. */
  readonly delivered: number;
  /** The most that the car was seen to draw, where that is known. */
  readonly power: Watts | undefined;
}

const readyBy = (settings: CsmsSettings, minute: number, now: Instant): Instant => {
  const on = (at: Instant): Instant => {
    const found = zonedInstant(settings.zone, wallClock(settings.zone, at).date, minute * 60, 'earlier');
    return typeof found === 'string' ? at : found;
  };
  const today = on(now);
  return today > now ? today : on(plus(now, DAY));
};

/** A daily schedule counts in days of 24 hours: on the nights when the clocks change it would be wrong. */
const changesClocks = (settings: CsmsSettings, now: Instant): boolean =>
  offsetAt(settings.zone, instant(now - DAY)) !== offsetAt(settings.zone, plus(now, FAR));

/** The plan of the night, the way it is to be put. */
export const nightPlan = (
  settings: CsmsSettings,
  hooks: CsmsHooks,
  evse: number,
  way: Way,
  it: Situation,
): ChargingProfile | undefined => {
  const { need } = settings.plan;
  const styled: PlanStyle = {
    ...settings.plan,
    unit: way.unit,
    purpose: way.purpose as PlanStyle['purpose'],
  };
  const wanted = hooks.style?.(styled) ?? styled;
  const daily = wanted.kind === 'Recurring' && hooks.neverRenews !== true && changesClocks(settings, it.now);
  const style: PlanStyle = daily ? { ...wanted, kind: 'Absolute' } : wanted;
  const { voltage, phases, fuse } = settings.supply;
  const right = planProfile({
    id: PLAN_ID + evse,
    stackLevel: way.stackLevel,
    tariff: it.tariff,
    style,
    supply: settings.supply,
    from: hooks.beginsNow === true || style.kind !== 'Absolute' ? it.now : minus(it.now, EARLY),
    rules: settings.dialect,
    phases,
    ...(it.transactionId === undefined ? {} : { transactionId: it.transactionId }),
    ...(it.facts.mostPeriods === undefined || hooks.ignoresLimits === true
      ? {}
      : { mostPeriods: it.facts.mostPeriods }),
    ...(need === undefined
      ? {}
      : {
          need: {
            from: it.now,
            by: readyBy(settings, need.readyBy, it.now),
            energy: Math.max(0, need.energy - it.delivered) as typeof need.energy,
            power: it.power ?? ((voltage * phases * fuse) as Watts),
          },
        }),
  });
  return hooks.profile === undefined ? right : hooks.profile(right, it.tariff);
};

/** What holds when no plan of the night is there: the tariff's own windows, for sessions that begin unseen. */
export const safeDefault = (
  settings: CsmsSettings,
  hooks: CsmsHooks,
  evse: number,
  way: Way,
  it: Situation,
): ChargingProfile | undefined => {
  const { dispatches: _, ...fixed } = it.tariff;
  const { need: _need, ...style } = settings.plan;
  const right = planProfile({
    id: DEFAULT_ID + evse,
    stackLevel: way.stackLevel,
    tariff: fixed,
    style: { ...style, unit: way.unit, purpose: 'TxDefaultProfile', kind: 'Absolute' },
    supply: settings.supply,
    from: minus(it.now, EARLY),
    horizon: plus(it.now, FAR),
    rules: settings.dialect,
    phases: settings.supply.phases,
    ...(it.facts.mostPeriods === undefined ? {} : { mostPeriods: it.facts.mostPeriods }),
  });
  return hooks.profile === undefined ? right : hooks.profile(right, it.tariff);
};

/** The same plan with no more than so many amperes. */
export const capped = (profile: ChargingProfile, amps: number, supply: Supply): ChargingProfile => {
  const [plan] = profile.schedules;
  const most = plan.unit === 'A' ? amps : amps * supply.voltage * supply.phases;
  const periods = plan.periods.map((each) => ({ ...each, limit: Math.min(each.limit ?? Infinity, most) }));
  return { ...profile, schedules: [{ ...plan, periods }] };
};

/** When a plan runs out; undefined: it recurs. */
export const endOf = (profile: ChargingProfile): Instant | undefined => {
  const [{ start, duration }] = profile.schedules;
  return profile.kind === 'Recurring' || start === undefined || duration === undefined
    ? undefined
    : instant(start + duration * 1000);
};
