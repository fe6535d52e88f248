import type { ChargingProfile, CompositeSchedule, Supply } from '../../energy/index.ts';
import { instant, plus, seconds, type Instant } from '../../time/index.ts';

const SLACK = 0.05;
const TRIFLE = 100;
const LOOK = 900;
const MOST_LOOKS = 48;

const most = ({ voltage, phases, fuse }: Supply): number => voltage * phases * fuse;

/** What the plan allows at an instant, W; undefined outside it. */
const planned = (profile: ChargingProfile, supply: Supply, at: Instant): number | undefined => {
  const [schedule] = profile.schedules;
  if (schedule.start === undefined) return undefined;
  const offset = (at - schedule.start) / 1000;
  if (offset < 0 || (schedule.duration !== undefined && offset >= schedule.duration)) return undefined;
  const period = schedule.periods.findLast(({ start }) => start <= offset);
  if (period?.limit === undefined) return undefined;
  const scale = schedule.unit === 'W' ? 1 : supply.voltage * (period.phases ?? supply.phases);
  return Math.min(period.limit * scale, most(supply));
};

const promised = (
  schedule: CompositeSchedule,
  supply: Supply,
  at: Instant,
  unit: 'W' | 'A',
): number | undefined => {
  const offset = (at - schedule.start) / 1000;
  if (offset < 0 || offset >= schedule.duration) return undefined;
  const period = schedule.periods.findLast(({ start }) => start <= offset);
  if (period === undefined) return undefined;
  const scale = unit === 'W' ? 1 : supply.voltage * (period.phases ?? supply.phases);
  return Math.min((period.limit ?? Infinity) * scale, most(supply));
};

/** Whether the schedule that the station says it will follow is the plan that it accepted. */
export const agrees = (
  profile: ChargingProfile,
  schedule: CompositeSchedule,
  supply: Supply,
  now: Instant,
  unit: 'W' | 'A' = schedule.unit,
): boolean => {
  for (let look = 0; look < MOST_LOOKS; look++) {
    const at = plus(instant(now), seconds(1 + look * LOOK));
    const wanted = planned(profile, supply, at);
    const said = promised(schedule, supply, at, unit);
    if (wanted === undefined || said === undefined) continue;
    if (Math.abs(wanted - said) > Math.max(TRIFLE, wanted * SLACK)) return false;
  }
  return true;
};
