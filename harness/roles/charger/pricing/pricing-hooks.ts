import type { DisplayMessage, CostDetails, MessageText, Told } from '../../../dialects/index.ts';
import type { Instant } from '../../../time/index.ts';

/** Where the price and the cost on a charger can go wrong. A good charger has none of these. */
export interface PricingHooks {
  /** Which text is shown of those that were sent; undefined: none. */
  readonly text?: (text: MessageText | undefined) => MessageText | undefined;
  /** Cost that is shown in place of the right one; undefined: the line stays as it is. */
  readonly cost?: (cost: number, shownBefore: number | undefined) => number | undefined;
  readonly currency?: string;
  readonly ignoresAnswers?: boolean;
  /** At which instant messages and prices are looked up, given the right one. */
  readonly displayTime?: (at: Instant) => Instant;
  /** Answers in place of the store's own judgement. */
  readonly acceptMessage?: (message: DisplayMessage) => Told | undefined;
  /** Messages of a transaction stay when it ends; messages that are over stay too. */
  readonly keepsMessages?: boolean;
  readonly forgetsMessagesAtBoot?: boolean;
  readonly ignoresPriority?: boolean;
  readonly ignoresState?: boolean;
  readonly ignoresClear?: boolean;
  readonly ignoresReplacement?: boolean;
  /** What is reported of the messages that are there. */
  readonly report?: (messages: readonly DisplayMessage[]) => readonly DisplayMessage[];
  /** No fallback text where there should be one; or nothing at all where the price is not known. */
  readonly noFallback?: boolean;
  /** 1.6: triggers of RunningCost never fire; next prices never come. */
  readonly ignoresTriggers?: boolean;
  readonly ignoresNextPrice?: boolean;
  readonly acceptsUnknownTransaction?: boolean;
  readonly neverReportsUnplugged?: boolean;
  readonly announces?: (name: string, value: string) => string;
  /** 2.1 */
  readonly costDetails?: (details: CostDetails) => CostDetails;
  readonly tariffStatus?: (right: Told) => Told;
  readonly tariffTime?: (at: Instant) => Instant;
  readonly keepsOldTariff?: boolean;
  readonly ignoresLimits?: boolean;
  readonly settlement?: (amount: number) => number;
  readonly neverClearsTariffs?: boolean;
  readonly noTariffId?: boolean;
  readonly ignoresDriverTariff?: boolean;
}
