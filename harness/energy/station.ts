import type { Instant } from '../time/index.ts';
import type { ChargingProfile, InstalledProfile, RateUnit } from './profile.ts';
import type { Phases, Seconds, Volts } from './units.ts';

export type Rules = 'ocpp1.6' | 'ocpp2.0.1' | 'ocpp2.1';

/** Everything the composite-schedule algorithm must know of a station at one moment. */
export interface StationModel {
  readonly rules: Rules;
  readonly evses: number;
  /** Nominal, phase to neutral. */
  readonly voltage: Volts;
  /** Wired phases. */
  readonly phases: Phases;
  readonly profiles: readonly InstalledProfile[];
  readonly transactions: readonly { readonly evse: number; readonly id: string; readonly start: Instant }[];
  /** Zone of `useLocalTime` schedules; UTC when absent. */
  readonly zone?: string;
  /** Since when the station has had no CSMS, while it has none (2.1 maxOfflineDuration). */
  readonly offlineSince?: Instant;
  /** The random postponement drawn for a period (2.1 randomizedDelay); none when absent. */
  readonly delayOf?: (profile: ChargingProfile, period: number) => Seconds;
}

/** Where the standard can be read in two ways (knowledge/protocol.md §10). */
export interface Reading {
  /** A2: which numberPhases turns W into A: the period's own, or the lowest of all that apply. */
  readonly phaseConversion: 'literal' | 'merged';
  /** A3: libocpp applies Recurring profiles before their startSchedule, against `ocpp201:K01.FR.30`. */
  readonly recurringBeforeStart: boolean;
}

export const STRICT_READING: Reading = { phaseConversion: 'literal', recurringBeforeStart: false };

/** Every reading that a conforming station may have; the strict one first. */
export const ALL_READINGS: readonly Reading[] = [
  STRICT_READING,
  { phaseConversion: 'merged', recurringBeforeStart: false },
  { phaseConversion: 'literal', recurringBeforeStart: true },
  { phaseConversion: 'merged', recurringBeforeStart: true },
];

/** `limit` undefined: no profile limits here. */
export interface AllowedRate {
  readonly limit: number | undefined;
  readonly unit: RateUnit;
  readonly phases: Phases;
}
