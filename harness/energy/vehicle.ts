import { millis, type Millis } from '../time/index.ts';
import { watts, wattHours, type WattHours, type Watts } from './units.ts';
import type { Supply, VehicleSpec } from './world.ts';

/** Below this a vehicle cannot charge at all (IEC 61851). */
const LEAST_AMPS = 6;
/** How often the draw of a tapering vehicle is looked at again. */
const TAPER_STEP = millis(60_000);

export interface VehicleState {
  readonly spec: VehicleSpec;
  readonly stored: WattHours;
}

export const createVehicle = (spec: VehicleSpec): VehicleState => ({
  spec,
  stored: wattHours(spec.battery * spec.charged),
});

const isFull = ({ spec, stored }: VehicleState): boolean => stored >= spec.battery - 1e-6;

/** What the vehicle draws when `offered` is allowed: nothing below 6 A per phase, never more than it takes. */
export const drawOf = (vehicle: VehicleState, offered: Watts, supply: Supply): Watts => {
  const phases = Math.min(vehicle.spec.phases, supply.phases);
  if (isFull(vehicle) || offered < LEAST_AMPS * supply.voltage * phases - 1e-6) return watts(0);
  const { spec, stored } = vehicle;
  const charged = stored / spec.battery;
  const taper =
    spec.tapersFrom === undefined || charged <= spec.tapersFrom
      ? 1
      : Math.max(0.02, (1 - charged) / (1 - spec.tapersFrom));
  return watts(Math.min(offered, spec.takes * taper));
};

export const advance = (vehicle: VehicleState, draw: Watts, length: Millis): VehicleState => ({
  ...vehicle,
  stored: wattHours(Math.min(vehicle.spec.battery, vehicle.stored + (draw * length) / 3_600_000)),
});

/** How long the draw stays as it is when nothing else changes; undefined: for ever. */
export const timeUntilChange = (vehicle: VehicleState, draw: Watts): Millis | undefined => {
  if (draw <= 0) return undefined;
  const { spec, stored } = vehicle;
  const after = (level: number): Millis =>
    millis(Math.max(1, Math.ceil(((level - stored) * 3_600_000) / draw)));
  if (spec.tapersFrom === undefined) return after(spec.battery);
  const knee = spec.battery * spec.tapersFrom;
  return stored < knee ? after(knee + 1e-3) : millis(Math.min(TAPER_STEP, after(spec.battery)));
};
