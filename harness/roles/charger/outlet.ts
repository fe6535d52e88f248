import {
  advance,
  drawOf,
  createVehicle,
  timeUntilChange,
  watts,
  type VehicleState,
  type VehicleSpec,
} from '../../energy/index.ts';
import { between, type Alarm, type Instant } from '../../time/index.ts';
import type { ChargerParts } from '../role.ts';
import type { Memory } from './memory.ts';
import type { Reading } from './meter.ts';

/** Lifetime register of a charger that has been in use for a while, Wh: 0 would hide who starts at 0. */
const USED = 4_217_350;

export interface Outlet {
  readonly plugged: boolean;
  /** Phases that the car uses. */
  readonly phases: number;
  plugIn(vehicle: VehicleSpec): void;
  unplug(): void;
  /** What the car may draw from now on, W. Does not call `changed`. */
  offer(limit: number): void;
  read(): Reading;
  /** The limit is one with which a car can charge at all: 6 A on each phase. */
  takesAtLeast(limit: number): boolean;
}

export interface OutletParts {
  readonly charger: ChargerParts;
  readonly memory: Memory;
  readonly evse: number;
  /** The car changed its draw by itself. */
  readonly changed: () => void;
}

const LEAST_AMPS = 6;

/** The cable end: the car, what it draws, and the meter that never runs backwards. Event-driven, no ticks. */
export const createOutlet = ({ charger, memory, evse, changed }: OutletParts): Outlet => {
  const { clock, settings, events } = charger;
  let vehicle: VehicleState | undefined;
  let limit = 0;
  let power = 0;
  let since: Instant = clock.now();
  let next: Alarm | undefined;

  const register = (): number => memory.registers.get(evse) ?? USED;
  const phases = (): number =>
    Math.min(vehicle?.spec.phases ?? settings.phases, settings.phases, settings.supply.phases);

  /** Brings battery and register up to now. */
  const settle = (): void => {
    const now = clock.now();
    const length = between(since, now);
    since = now;
    if (vehicle === undefined || length <= 0) return;
    const after = advance(vehicle, watts(power), length);
    memory.registers.set(evse, register() + (after.stored - vehicle.stored));
    vehicle = after;
  };

  const turn = (): void => {
    next?.cancel();
    next = undefined;
    const before = power;
    power = vehicle === undefined ? 0 : drawOf(vehicle, watts(limit), settings.supply);
    if (power !== before) events.meter?.(evse, power, register());
    const until = vehicle === undefined ? undefined : timeUntilChange(vehicle, watts(power));
    if (until !== undefined) {
      next = clock.after(until, () => {
        settle();
        turn();
        changed();
      });
    }
  };

  return {
    get plugged() {
      return vehicle !== undefined;
    },
    get phases() {
      return phases();
    },
    plugIn(spec) {
      since = clock.now();
      vehicle = createVehicle(spec);
      turn();
    },
    unplug() {
      settle();
      vehicle = undefined;
      turn();
    },
    offer(wanted) {
      settle();
      limit = wanted;
      turn();
    },
    read() {
      settle();
      return { at: clock.now(), watts: power, wattHours: register() };
    },
    takesAtLeast: (offered) => offered >= LEAST_AMPS * settings.supply.voltage * phases(),
  };
};
