import { allowedWatts, nextChange } from '../../energy/index.ts';
import { hours, instant, plus, seconds, type Alarm, type Instant } from '../../time/index.ts';
import type { ChargerParts } from '../role.ts';
import type { ChargerHooks } from './hooks.ts';
import type { Memory } from './memory.ts';
import { oracleOf } from './oracle.ts';
import type { StationTime } from './station-time.ts';

export interface LimiterParts {
  readonly charger: ChargerParts;
  readonly memory: Memory;
  readonly hooks: ChargerHooks;
  readonly time: StationTime;
  readonly evse: number;
  /** Energy may flow: in a transaction, contactor ready. */
  readonly ready: () => boolean;
  readonly randomDelay: () => number;
  readonly changed: () => void;
}

export interface Limiter {
  /** What may be drawn now, W. */
  readonly watts: number;
  /** When charging will go on, as far as is known now. */
  readonly startsAt: Instant | undefined;
  /** Looks again: profiles, transaction or time have changed. */
  evaluate(): void;
  stop(): void;
}

interface Waiting {
  readonly target: number;
  readonly until: Instant;
  readonly alarm: Alarm;
}

/** How far ahead the limiter looks; it looks again then. */
const HORIZON = hours(24 * 14);

/** Turns the installed profiles into the limit of this moment, with the random delay of the UK rules. */
export const createLimiter = (parts: LimiterParts): Limiter => {
  const { charger, memory, hooks, time, evse } = parts;
  const notes = new Map<string, number>();
  let watts = 0;
  let next: Alarm | undefined;
  let rises: Instant | undefined;
  let waiting: Waiting | undefined;

  const supply = supplyWatts(charger);

  const wanted = (): number => {
    if (!parts.ready()) return 0;
    const at = hooks.scheduleTime?.(time.now()) ?? time.now();
    const right = Math.min(
      allowedWatts(oracleOf(charger, memory), evse, at, charger.settings.supply),
      supply,
      charger.settings.rate ?? Infinity,
    );
    if (hooks.limit === undefined) return right;
    return hooks.limit(right, {
      at,
      evse,
      supply,
      charging: watts > 0,
      installed: memory.profiles,
      notes,
      memory,
    });
  };

  const apply = (target: number): void => {
    waiting?.alarm.cancel();
    waiting = undefined;
    if (target === watts) return;
    watts = target;
    parts.changed();
  };

  /** UK SI 2021/1467 reg. 11: every change of rate waits for a random time. */
  const postponement = (): number => {
    const most = parts.randomDelay();
    if (hooks.delay !== undefined) return hooks.delay();
    return most > 0 ? Math.floor(charger.random() * (most + 1)) : 0;
  };

  const turnTo = (target: number): void => {
    if (target === watts) {
      apply(target);
      return;
    }
    if (waiting?.target === target) return;
    const wait = parts.ready() ? postponement() : 0;
    if (wait <= 0) {
      apply(target);
      return;
    }
    waiting?.alarm.cancel();
    const alarm = charger.clock.after(seconds(wait), () => apply(target));
    waiting = { target, until: time.inSeconds(wait), alarm };
  };

  const evaluate = (): void => {
    next?.cancel();
    next = undefined;
    rises = undefined;
    turnTo(wanted());
    if (!parts.ready()) return;
    const shift = (hooks.scheduleTime?.(time.now()) ?? time.now()) - time.now();
    const change = nextChange(
      oracleOf(charger, memory),
      evse,
      time.shifted(shift),
      plus(time.shifted(shift), HORIZON),
    );
    if (change === undefined) return;
    next = time.at(change, -shift, evaluate);
    if (allowedWatts(oracleOf(charger, memory), evse, change, charger.settings.supply) > watts)
      rises = instant(change - shift);
  };

  return {
    get watts() {
      return watts;
    },
    get startsAt() {
      return waiting !== undefined && waiting.target > watts ? waiting.until : rises;
    },
    evaluate,
    stop() {
      next?.cancel();
      waiting?.alarm.cancel();
      waiting = undefined;
      watts = 0;
    },
  };
};

/** The most that the supply lets through, W. */
export const supplyWatts = ({ settings }: ChargerParts): number => {
  const { voltage, phases, fuse } = settings.supply;
  return voltage * Math.min(phases, settings.phases) * fuse;
};
