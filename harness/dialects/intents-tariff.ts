import type { CostPart } from '../energy/index.ts';
import type { Instant } from '../time/index.ts';
import type { JsonObject } from '../wire/index.ts';

/** What is said of prices, cost and the display. */

export type MessageFormat = 'ASCII' | 'HTML' | 'URI' | 'UTF8' | 'QRCODE';
export interface MessageText {
  /** As sent: a charger must refuse what it cannot show. */
  readonly format: string;
  /** RFC 5646. */
  readonly language?: string;
  readonly content: string;
}

export type DisplayPriority = 'AlwaysFront' | 'InFront' | 'NormalCycle';

export interface DisplayMessage {
  readonly id: number;
  readonly priority: string;
  /** Shown only in this state of the station. */
  readonly state?: string;
  readonly from?: Instant;
  readonly until?: Instant;
  readonly transactionId?: string;
  readonly evse?: number;
  readonly text: MessageText;
  /** 2.1: the same in other languages. */
  readonly extra?: readonly MessageText[];
}

/** Prices for the display and for counting on between two messages (1.6 and, as customData, 2.0.1). */
export interface ToldPrices {
  readonly kWhPrice?: number;
  readonly hourPrice?: number;
  readonly flatFee?: number;
  readonly idle?: { readonly graceMinutes: number; readonly hourPrice: number };
}

/** When the station is to send meter values by itself. */
export interface MeterTrigger {
  readonly atTime?: Instant;
  readonly atEnergykWh?: number;
  readonly atPowerkW?: number;
  readonly atStatus?: readonly string[];
}

export interface RunningDetail {
  readonly at: Instant;
  /** Register, Wh. */
  readonly meterValue: number;
  readonly state: 'Charging' | 'Idle';
  readonly prices: ToldPrices;
  readonly next?: { readonly at: Instant; readonly prices: ToldPrices };
  readonly trigger?: MeterTrigger;
}

export interface TransactionLimit {
  readonly maxCost?: number;
  /** Wh */
  readonly maxEnergy?: number;
  /** s */
  readonly maxTime?: number;
  /** Percent. */
  readonly maxSoC?: number;
}

export interface SentPrice {
  readonly exclTax?: number;
  readonly inclTax?: number;
}

/** Cost as a 2.1 charger counted it, as sent. */
export interface CostDetails {
  readonly currency: string;
  readonly type: string;
  readonly parts: Readonly<Partial<Record<CostPart, SentPrice>>>;
  readonly total: SentPrice;
  readonly usage: {
    /** The standard names no unit: kWh or Wh (knowledge/protocol.md §10 A21). */
    readonly energy: number;
    readonly chargingTime: number;
    readonly idleTime: number;
    readonly reservationTime?: number;
  };
  readonly periods: readonly {
    readonly tariffId?: string;
    readonly start: Instant;
    readonly dimensions: readonly { readonly type: string; readonly volume: number }[];
  }[];
  readonly failed?: boolean;
  readonly reason?: string;
}

export interface TariffAssignment {
  readonly tariffId: string;
  readonly kind: 'DefaultTariff' | 'DriverTariff';
  readonly validFrom?: Instant;
  readonly evses: readonly number[];
  readonly tokens?: readonly string[];
}

/** In the facts of a transaction event, 2.1. */
export interface TransactionMoney {
  readonly tariffId?: string;
  readonly costDetails?: CostDetails;
  readonly limit?: TransactionLimit;
}

/** In the answers to Authorize. */
export interface AuthorizeMoney {
  readonly personalMessage?: MessageText;
  readonly language?: string;
  /** TariffType of 2.1, as sent: the station must judge it itself. */
  readonly tariff?: JsonObject;
  readonly allowedEnergyTransfer?: readonly string[];
}

/** In the answers to transaction events. */
export interface TransactionReplyMoney {
  readonly personalMessage?: MessageText;
  readonly updatedPersonalMessage?: MessageText;
  readonly updatedPersonalMessageExtra?: readonly MessageText[];
  readonly totalCost?: number;
  readonly limit?: TransactionLimit;
}

export interface TariffChargerRequests {
  'reports display messages': {
    readonly requestId: number;
    readonly messages: readonly DisplayMessage[];
    readonly more: boolean;
  };
  /** 1.6: the cable is out after the stop (`CAL.14`). */
  'reports unplugged': { readonly transactionId: string; readonly at: Instant };
  'notifies settlement': {
    readonly transactionId?: string;
    readonly pspRef: string;
    readonly status: string;
    readonly amount: number;
    readonly at: Instant;
  };
}

export interface TariffCsmsRequests {
  'sets display message': { readonly message: DisplayMessage };
  'asks display messages': {
    readonly requestId: number;
    readonly ids?: readonly number[];
    readonly priority?: string;
    readonly inState?: string;
  };
  'clears display message': { readonly id: number };
  'updates cost': {
    readonly transactionId: string;
    readonly cost: number;
    readonly running?: RunningDetail;
  };
  /** 1.6 */
  'sets user price': {
    readonly token: string;
    readonly text: string;
    readonly extra: readonly MessageText[];
  };
  /** 1.6; 2.x says it in the answer to the end of the transaction. */
  'tells final cost': {
    readonly transactionId: string;
    readonly cost: number;
    readonly text: string;
    readonly extra: readonly MessageText[];
  };
  'sets default tariff': { readonly evse: number; readonly tariff: JsonObject };
  'asks tariffs': { readonly evse: number };
  'clears tariffs': { readonly ids?: readonly string[]; readonly evse?: number };
  'changes transaction tariff': { readonly transactionId: string; readonly tariff: JsonObject };
}

/** A status as the versions spell it, with the reason that was given. */
export interface Told {
  readonly status: string;
  readonly reason?: string;
}

export interface TariffReplies {
  'reports display messages': Record<never, never>;
  'reports unplugged': Told;
  'notifies settlement': { readonly receiptId?: string; readonly receiptUrl?: string };
  'sets display message': Told;
  'asks display messages': Told;
  'clears display message': Told;
  'updates cost': { readonly status?: string };
  'sets user price': Told;
  'tells final cost': Told;
  'sets default tariff': Told;
  'asks tariffs': Told & { readonly assignments: readonly TariffAssignment[] };
  'clears tariffs': {
    readonly cleared: readonly { readonly tariffId?: string; readonly status: string }[];
  };
  'changes transaction tariff': Told;
}
