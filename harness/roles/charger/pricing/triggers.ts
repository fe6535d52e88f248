import type { ChargingState, MeterTrigger } from '../../../dialects/index.ts';
import { seconds, type Alarm, type Clock } from '../../../time/index.ts';
import type { StationTime } from '../station-time.ts';

/** Meter values that the central system asked for in advance (`CAL.07` to `CAL.10`). */
export interface Triggers {
  arm(trigger: MeterTrigger | undefined): void;
  /** State or power changed. */
  moved(state: ChargingState | 'Unavailable', changed: boolean): void;
}

export interface TriggerParts {
  readonly clock: Clock;
  readonly time: StationTime;
  readonly register: () => number;
  readonly power: () => number;
  readonly fire: () => void;
}

const WORDS: Readonly<Record<string, string>> = { EVConnected: 'Preparing', Idle: 'Finishing' };
/** Around a power, so that noise fires nothing. */
const HYSTERESIS = 0.05;

export const createTriggers = ({ clock, time, register, power, fire }: TriggerParts): Triggers => {
  let armed: MeterTrigger | undefined;
  let atTime: Alarm | undefined;
  let atEnergy: Alarm | undefined;
  let above: boolean | undefined;

  const watchEnergy = (): void => {
    atEnergy?.cancel();
    const wanted = (armed?.atEnergykWh ?? 0) * 1000;
    if (armed?.atEnergykWh === undefined) return;
    const missing = wanted - register();
    if (missing <= 0) {
      armed = withoutEnergy(armed);
      fire();
      return;
    }
    const watts = power();
    if (watts > 0) atEnergy = clock.after(seconds(Math.ceil((missing * 3600) / watts)), watchEnergy);
  };

  const watchPower = (): void => {
    const limit = (armed?.atPowerkW ?? 0) * 1000;
    if (armed?.atPowerkW === undefined) return;
    const watts = power();
    const now =
      watts > limit * (1 + HYSTERESIS) ? true : watts < limit * (1 - HYSTERESIS) ? false : (above ?? false);
    // The first reading only sets the side.
    const crossed = above !== undefined && above !== now;
    above = now;
    if (crossed) fire();
  };

  return {
    arm(trigger) {
      atTime?.cancel();
      atEnergy?.cancel();
      armed = trigger;
      above = undefined;
      if (trigger?.atTime !== undefined && trigger.atTime > time.now())
        atTime = time.at(trigger.atTime, 0, fire);
      watchEnergy();
      watchPower();
    },
    moved(state, changed) {
      if (armed === undefined) return;
      watchEnergy();
      watchPower();
      if (changed && armed?.atStatus?.includes(WORDS[state] ?? state) === true) fire();
    },
  };
};

const withoutEnergy = ({ atTime, atPowerkW, atStatus }: MeterTrigger): MeterTrigger => ({
  ...(atTime === undefined ? {} : { atTime }),
  ...(atPowerkW === undefined ? {} : { atPowerkW }),
  ...(atStatus === undefined ? {} : { atStatus }),
});
