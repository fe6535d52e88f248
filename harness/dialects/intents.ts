import type {
  ChargingProfile,
  CompositeSchedule,
  Phases,
  ProfilePurpose,
  RateUnit,
  Seconds,
} from '../energy/index.ts';
import type { FirmwareChargerRequests, FirmwareCsmsRequests, FirmwareReplies } from './intents-firmware.ts';
import type { Instant } from '../time/index.ts';

/** What is said over OCPP, in words of no particular version. `dialects/` maps each to messages and back. */

export type DialectId = 'ocpp1.6' | 'ocpp2.0.1' | 'ocpp2.1';
export const DIALECT_IDS: readonly DialectId[] = ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'];

/** `at` of a status that carries no timestamp (1.6, where it is optional). */
export const UNSTAMPED = 0 as Instant;

export type ConnectorStatus = 'Available' | 'Occupied' | 'Reserved' | 'Unavailable' | 'Faulted';
/** 2.x chargingState; in 1.6 it is carried by the connector's status (Preparing is EVConnected, Finishing is Idle). */
export type ChargingState = 'Idle' | 'EVConnected' | 'Charging' | 'SuspendedEV' | 'SuspendedEVSE';

/** One instant of one meter. Powers and currents are totals over the phases unless `phase` says otherwise. */
export interface Sample {
  readonly at: Instant;
  /** 2.x spelling; 1.6 uses the same names. Default Energy.Active.Import.Register (`16.MV.04`). */
  readonly measurand: string;
  /** Normalised: W, Wh, A, V, Percent, or the unit as sent when unknown. */
  readonly unit: string;
  readonly value: number;
  readonly phase?: string;
  readonly location?: string;
  /** Sample.Periodic, Sample.Clock, Transaction.Begin, ... Default Sample.Periodic. */
  readonly context?: string;
}

export interface TransactionFacts {
  readonly evse: number;
  readonly connector?: number;
  /** 2.x: chosen by the station. 1.6: the id in the answer, so absent in the request that starts it. */
  readonly transactionId?: string;
  readonly at: Instant;
  /** Its time had no zone, and was read as UTC. */
  readonly zoneless?: true;
  /** 2.x only. */
  readonly seqNo?: number;
  /** 2.x triggerReason. */
  readonly trigger?: string;
  readonly state?: ChargingState;
  readonly offline?: boolean;
  readonly token?: string;
  /** Wh; 1.6 meterStart / meterStop; in 2.x taken from the samples. */
  readonly register?: number;
  readonly samples: readonly Sample[];
  /** 2.x stoppedReason, 1.6 reason. */
  readonly reason?: string;
  readonly remoteStartId?: number;
}

export interface ProfileFilter {
  readonly id?: number;
  readonly evse?: number;
  readonly purpose?: ProfilePurpose;
  readonly stackLevel?: number;
}

/** Requests by the charging station. */
export interface ChargerRequests extends FirmwareChargerRequests {
  boots: {
    readonly vendor: string;
    readonly model: string;
    readonly firmware?: string;
    readonly serial?: string;
    readonly reason: string;
  };
  heartbeats: Record<never, never>;
  'reports status': {
    readonly evse: number;
    readonly connector: number;
    readonly status: ConnectorStatus;
    readonly state?: ChargingState;
    readonly at: Instant;
    readonly errorCode?: string;
  };
  authorizes: { readonly token: string };
  'starts transaction': TransactionFacts;
  'updates transaction': TransactionFacts;
  'ends transaction': TransactionFacts;
  /** The MeterValues message; samples inside transaction events are not this. */
  'sends meter values': {
    readonly evse: number;
    readonly transactionId?: string;
    readonly samples: readonly Sample[];
  };
  'reports profiles': {
    readonly requestId: number;
    readonly evse: number;
    readonly profiles: readonly ChargingProfile[];
    readonly more: boolean;
  };
  notifies: { readonly action: string };
}

/** Requests by the central system. */
export interface CsmsRequests extends FirmwareCsmsRequests {
  'sets charging profile': { readonly evse: number; readonly profile: ChargingProfile };
  'clears charging profile': { readonly filter: ProfileFilter };
  'asks composite schedule': { readonly evse: number; readonly duration: Seconds; readonly unit?: RateUnit };
  'asks profiles': { readonly requestId: number; readonly filter: ProfileFilter };
  'starts remotely': {
    readonly evse?: number;
    readonly token: string;
    readonly remoteStartId: number;
    readonly profile?: ChargingProfile;
  };
  'stops remotely': { readonly transactionId: string };
  triggers: { readonly message: TriggeredMessage; readonly evse?: number };
  'sets variables': { readonly variables: readonly Variable[] };
  'reads variables': { readonly names: readonly string[] };
  resets: { readonly how: 'Soft' | 'Hard' };
  'changes availability': { readonly evse: number; readonly operative: boolean };
}

export type TriggeredMessage = 'BootNotification' | 'Heartbeat' | 'StatusNotification' | 'MeterValues';

/**
 * A setting by its 2.x name `Component.Variable` (1.6: the configuration key that means the same, or a raw key).
 * Neutral names used by the harness: see `dialects/variables.ts`.
 */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

export type Requests = ChargerRequests & CsmsRequests;
export type RequestKind = keyof Requests;
export type ChargerRequestKind = keyof ChargerRequests;
export type CsmsRequestKind = keyof CsmsRequests;

/** Answers. `status` is kept as sent where the versions agree on its meaning. */
export interface Replies extends FirmwareReplies {
  boots: {
    readonly status: 'Accepted' | 'Pending' | 'Rejected';
    readonly now: Instant;
    readonly interval: Seconds;
  };
  heartbeats: { readonly now: Instant };
  'reports status': Record<never, never>;
  authorizes: { readonly status: string };
  /** transactionId: 1.6 only. */
  'starts transaction': { readonly transactionId?: string; readonly tokenStatus?: string };
  'updates transaction': { readonly tokenStatus?: string };
  'ends transaction': { readonly tokenStatus?: string };
  'sends meter values': Record<never, never>;
  'reports profiles': Record<never, never>;
  notifies: Record<never, never>;
  'sets charging profile': {
    readonly status: 'Accepted' | 'Rejected' | 'NotSupported';
    readonly reason?: string;
  };
  'clears charging profile': { readonly status: 'Accepted' | 'Unknown' };
  'asks composite schedule': {
    readonly status: 'Accepted' | 'Rejected';
    readonly schedule?: CompositeSchedule;
  };
  'asks profiles': { readonly status: 'Accepted' | 'NoProfiles' };
  'starts remotely': { readonly status: 'Accepted' | 'Rejected'; readonly transactionId?: string };
  'stops remotely': { readonly status: 'Accepted' | 'Rejected' };
  triggers: { readonly status: 'Accepted' | 'Rejected' | 'NotImplemented' };
  'sets variables': {
    readonly results: readonly {
      readonly name: string;
      readonly status: 'Accepted' | 'Rejected' | 'RebootRequired' | 'Unknown';
    }[];
  };
  'reads variables': { readonly variables: readonly Variable[]; readonly unknown: readonly string[] };
  resets: { readonly status: 'Accepted' | 'Rejected' | 'Scheduled' };
  'changes availability': { readonly status: 'Accepted' | 'Rejected' | 'Scheduled' };
}

export type Intent = { readonly [K in RequestKind]: { readonly kind: K } & Requests[K] }[RequestKind];
export type IntentOf<K extends RequestKind> = { readonly kind: K } & Requests[K];
export type Reply<K extends RequestKind = RequestKind> = Replies[K];

/** A phase count as a schedule or a station has it. */
export type { Phases };
