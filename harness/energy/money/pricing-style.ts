import type { Seconds } from '../units.ts';

/** How a supplier tells a driver what charging costs. */
export interface PricingStyle {
  /** `central`: the CSMS counts and tells; `local`: the charger has the tariff (2.1). */
  readonly kind: 'central' | 'local';
  /** Running cost in messages of its own, or in the answers to transaction events (2.x). */
  readonly by: 'messages' | 'answers';
  /** Longest time between two words on the running cost. */
  readonly updates: Seconds;
  /** RFC 5646, of the texts. */
  readonly language: string;
  /** Installs a message for each stretch at one price, so that the display is right also without a link (2.x). */
  readonly rates: boolean;
  /** A tariff of this driver's own, as it goes over the wire (2.1). */
  readonly driver?: Readonly<Record<string, unknown>>;
  /** Limits of every transaction (2.1): pounds, Wh, s. */
  readonly limit?: { readonly maxCost?: number; readonly maxEnergy?: number; readonly maxTime?: number };
}
