import type { DisplayMessage, MessageText } from '../../../dialects/index.ts';
import type { Instant } from '../../../time/index.ts';

/** Where a supplier's prices and bills can go wrong. A good one has none of these. */
export interface CsmsPricingHooks {
  /** Cost that is told in place of the right one, in pounds. */
  readonly cost?: (right: number, told: number | undefined, final: boolean) => number;
  readonly text?: (text: MessageText) => MessageText | undefined;
  /** At which instant prices are looked up, given the right one. */
  readonly priceTime?: (at: Instant) => Instant;
  readonly message?: (message: DisplayMessage) => DisplayMessage | undefined;
  readonly neverUpdates?: boolean;
  /** Says nothing at the edge of a band, only at its usual times. */
  readonly ignoresBandChange?: boolean;
  readonly noTotal?: boolean;
  /** Does not look whether the station can show prices. */
  readonly ignoresSupport?: boolean;
  readonly wrongTransaction?: boolean;
  readonly tariff?: (json: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}
