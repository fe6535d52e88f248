import type { Clock, Millis } from '../time/index.ts';
import type { Link } from './link.ts';

export type OcppVersion = 'ocpp1.6' | 'ocpp2.0.1' | 'ocpp2.1';
export type JsonObject = { readonly [key: string]: unknown };

/** How a CALL ended. A time-out leaves open whether the peer acted on it. */
export type CallOutcome =
  | { readonly kind: 'result'; readonly payload: JsonObject; readonly problems: readonly string[] }
  | { readonly kind: 'error'; readonly code: string; readonly description: string }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'closed' };

/** What a handler gives back for a CALL. `silence`: no answer at all (only bugs and rejected boots do that). */
export type CallReply =
  | { readonly kind: 'result'; readonly payload: JsonObject }
  | { readonly kind: 'error'; readonly code: ErrorCode; readonly description: string }
  | { readonly kind: 'silence' };

/** 2.x names; the peer writes the version's own spelling (`RPC.19`). */
export type ErrorCode =
  | 'FormatViolation'
  | 'GenericError'
  | 'InternalError'
  | 'MessageTypeNotSupported'
  | 'NotImplemented'
  | 'NotSupported'
  | 'OccurrenceConstraintViolation'
  | 'PropertyConstraintViolation'
  | 'ProtocolError'
  | 'RpcFrameworkError'
  | 'SecurityError'
  | 'TypeConstraintViolation';

export interface PeerOptions {
  readonly link: Link;
  readonly version: OcppVersion;
  readonly clock: Clock;
  /** Which end this is: the other end's requests are validated as its own kind of request. */
  readonly side: 'charger' | 'csms';
  /** Unique over every connection of the identity (`RPC.12`). */
  readonly nextId: () => string;
  /** Time-out of a CALL unless the call says otherwise. */
  readonly timeout: Millis;
  readonly onCall: (action: string, payload: JsonObject) => CallReply | Promise<CallReply>;
  /** 2.1 SEND. */
  readonly onSend?: (action: string, payload: JsonObject) => void;
  /** Every frame, as it was on the wire, in the order in which this end saw it. */
  readonly tap?: (direction: 'sent' | 'received', text: string, binary: boolean, bytes: number) => void;
  readonly onClose?: (code: number, reason: string) => void;
}

export interface Peer {
  readonly link: Link;
  /** Queued behind the call that is open, if any: one outstanding CALL (`RPC.13`, `RPC.14`). */
  call(action: string, payload: JsonObject, timeout?: Millis): Promise<CallOutcome>;
  /** 2.1 only: a one-way SEND (`RPC.26`). */
  send(action: string, payload: JsonObject): void;
  close(code?: number, reason?: string): void;
}
