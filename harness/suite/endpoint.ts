import type { Seconds } from '../energy/index.ts';

export const LOCKS = [
  'pending',
  'rejected',
  'http 401',
  'http 403',
  'http 404',
  'refused',
  'silent',
  'no sub-protocol',
  'wrong sub-protocol',
] as const;

export type Lock = (typeof LOCKS)[number];

/** How the CSMS's end meets a station: locked until the step `csms: unlocks`; absent: open. */
export interface Endpoint {
  readonly locked?: Lock;
  /** What a Pending or Rejected answer says; default: the heartbeat's interval. */
  readonly interval?: Seconds;
}

/** How a played station introduces itself, where it is not as it should be. */
export interface CallerSpec {
  /** An identity that nobody provisioned, until the step `csms: unlocks`. */
  readonly identity?: 'unknown';
  /** What it offers in the handshake in place of its version. */
  readonly offers?: 'foreign sub-protocol' | 'no sub-protocol';
  /** It says something before its BootNotification. */
  readonly talks?: 'before boot';
}
