import type { Amps, Fraction, Phases, Volts, WattHours, Watts } from './units.ts';
import type { TimeOfDay } from './tariff.ts';
import type { ProfileKind, ProfilePurpose, RateUnit } from './profile.ts';

/** The physical side of a night, as a suite declares it. */
export interface VehicleSpec {
  readonly battery: WattHours;
  /** State of charge at plug-in. */
  readonly charged: Fraction;
  /** The most it draws, AC. */
  readonly takes: Watts;
  readonly phases: Phases;
  /** State of charge above which the draw falls linearly to nothing at 100 %. Absent: full power to the end. */
  readonly tapersFrom?: Fraction;
}

export interface Supply {
  readonly voltage: Volts;
  readonly phases: Phases;
  readonly fuse: Amps;
}

export type Limit =
  | { readonly unit: 'W'; readonly value: Watts }
  | { readonly unit: 'A'; readonly value: Amps };

/** How a supplier turns a tariff into a charging profile. */
export interface PlanStyle {
  readonly purpose: Extract<ProfilePurpose, 'TxProfile' | 'TxDefaultProfile' | 'ChargingStationMaxProfile'>;
  readonly kind: Extract<ProfileKind, 'Absolute' | 'Recurring' | 'Relative'>;
  readonly unit: RateUnit;
  /** Limit inside the off-peak windows; absent: everything the supply allows. */
  readonly charge?: Limit;
  /** Limit outside them; default 0. */
  readonly hold: Limit;
  /** A plan that the station keeps (default), or a remote start and stop at each edge, with the plan embedded. */
  readonly control?: 'profile' | 'remote';
  /** Charge the cheapest stretches that give this much by the time of day, in place of every off-peak one. */
  readonly need?: { readonly energy: WattHours; readonly readyBy: TimeOfDay };
}
