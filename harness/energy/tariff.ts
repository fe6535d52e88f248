import type { Instant } from '../time/index.ts';
import type { Pence } from './units.ts';

/** Minutes after midnight, 0..1439. */
export type TimeOfDay = number;

export interface TariffBand {
  readonly name: 'off-peak' | 'peak' | (string & {});
  /** Wall-clock time in the tariff's clock. `to` at or before `from` crosses midnight. */
  readonly from: TimeOfDay;
  readonly to: TimeOfDay;
  readonly price: Pence;
}

/** Outside every band the standard price holds. Bands do not overlap. */
export interface Tariff {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  /** Whether the bands follow the zone's clock changes or stay in UTC all year. Never inferred. */
  readonly clock: 'local' | 'utc';
  readonly bands: readonly TariffBand[];
  readonly standard: Pence;
  readonly source?: string;
}

/** A stretch of real time at one price; windows of a tariff touch without gap. */
export interface TariffWindow {
  readonly from: Instant;
  readonly to: Instant;
  readonly band: string;
  readonly price: Pence;
  readonly offPeak: boolean;
}
