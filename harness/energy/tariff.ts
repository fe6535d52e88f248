import type { Instant, Millis } from '../time/index.ts';
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

/** Prices of equal steps that touch (half-hours), from an instant on; negative ones are right. */
export interface PriceSeries {
  readonly from: Instant;
  readonly step: Millis;
  readonly prices: readonly Pence[];
  /** At or below this the customer wants to charge. */
  readonly cheap: Pence;
}

/** A stretch in which the supplier has this car charge (`smart`), or its driver asked for power at once (`boost`). */
export interface Dispatch {
  readonly from: Instant;
  readonly to: Instant;
  readonly kind: 'smart' | 'boost';
}

/** What charging under the supplier's control costs, where that differs from the time of day. */
export interface SmartTerms {
  readonly price: Pence;
  /** A half-hour of which any part is a smart dispatch is cheap as a whole (Octopus), or only the dispatch itself. */
  readonly settled: 'exact' | 'half-hour';
  /** Every kWh under control is at this price, whatever the hour (a credit per smart kWh). */
  readonly anyTime: boolean;
  /** Cheap charging is limited to this length in each day that begins at `resets`. */
  readonly allowance?: { readonly length: Millis; readonly resets: TimeOfDay };
}

/** Outside every band the standard price holds. Bands do not overlap. Prices of steps go before bands, dispatches before both. */
export interface Tariff {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  /** Whether the bands follow the zone's clock changes or stay in UTC all year. Never inferred. */
  readonly clock: 'local' | 'utc';
  readonly bands: readonly TariffBand[];
  readonly standard: Pence;
  readonly prices?: PriceSeries;
  readonly smart?: SmartTerms;
  /** Known now; a supplier changes them through the day. They may overlap and need not be in order. */
  readonly dispatches?: readonly Dispatch[];
  readonly source?: string;
}

/** A stretch of real time at one price; windows of a tariff touch without gap. */
export interface TariffWindow {
  readonly from: Instant;
  readonly to: Instant;
  readonly band: string;
  readonly price: Pence;
  readonly offPeak: boolean;
  /** Its driver asked for power here, whatever it costs. */
  readonly wanted?: true;
}
