import type { Instant } from '../time/index.ts';
import type { Phases, Seconds } from './units.ts';

/** 2.x names; 1.6's ChargePointMaxProfile is ChargingStationMaxProfile here. */
export type ProfilePurpose =
  | 'ChargingStationExternalConstraints'
  | 'ChargingStationMaxProfile'
  | 'TxDefaultProfile'
  | 'TxProfile'
  | 'PriorityCharging'
  | 'LocalGeneration';

export type ProfileKind = 'Absolute' | 'Recurring' | 'Relative' | 'Dynamic';
export type Recurrency = 'Daily' | 'Weekly';
export type RateUnit = 'W' | 'A';

export interface SchedulePeriod {
  /** Seconds after the schedule's start. */
  readonly start: Seconds;
  /** In the schedule's unit: A per phase, W in total. Absent (2.1 only): no limit from this period. */
  readonly limit?: number;
  /** Absent means 3 (`16.SC.20`, `ocpp201:K01.FR.49`). */
  readonly phases?: Phases;
  readonly phaseToUse?: Phases;
}

export interface ChargingSchedule {
  readonly id?: number;
  /** Absent for Relative schedules. */
  readonly start?: Instant;
  readonly duration?: Seconds;
  readonly unit: RateUnit;
  /** A hint, never a floor (`16.SC.40`). */
  readonly minRate?: number;
  readonly periods: readonly SchedulePeriod[];
  /** 2.1: start is a wall-clock time of the station's zone (`ocpp21:K01.FR.90`). */
  readonly useLocalTime?: boolean;
  /** 2.1: bound of the random postponement of every period but the first (`ocpp21:K01.FR.92`). */
  readonly randomizedDelay?: Seconds;
}

/** One charging profile in words of no particular OCPP version. */
export interface ChargingProfile {
  readonly id: number;
  readonly stackLevel: number;
  readonly purpose: ProfilePurpose;
  readonly kind: ProfileKind;
  readonly recurrency?: Recurrency;
  readonly validFrom?: Instant;
  readonly validTo?: Instant;
  readonly transactionId?: string;
  /** 2.1: offline for longer than this, the profile does not count (`ocpp21:K01.FR.101`). */
  readonly maxOfflineDuration?: Seconds;
  /** 2.1: and it does not count again when the link is back (`ocpp21:K01.FR.102`). */
  readonly invalidAfterOffline?: boolean;
  /** One, or up to three with ISO 15118; the first is used. */
  readonly schedules: readonly [ChargingSchedule, ...ChargingSchedule[]];
}

/** A profile where it was installed; EVSE (1.6: connector) 0 is the station. */
export interface InstalledProfile {
  readonly evse: number;
  readonly profile: ChargingProfile;
}

/** What a GetCompositeSchedule asks and answers. `limit` undefined: nothing limits here. */
export interface CompositePeriod {
  readonly start: Seconds;
  readonly limit: number | undefined;
  readonly phases?: Phases;
}

export interface CompositeSchedule {
  readonly evse: number;
  readonly start: Instant;
  readonly duration: Seconds;
  readonly unit: RateUnit;
  readonly periods: readonly CompositePeriod[];
}
