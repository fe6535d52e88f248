import type { Seconds } from '../energy/index.ts';
import type { Field } from './fields.ts';
import { map, oneOf, shared } from './json-schema.ts';
import { readSeconds } from './quantities.ts';

const LOCKS = [
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

/** How the CSMS's end meets a station: locked until `operator: activates station`; absent: open. */
export interface Endpoint {
  readonly locked?: Lock;
  /** What a Pending or Rejected answer says; default: the heartbeat's interval. */
  readonly interval?: Seconds;
}

const IDENTITIES = ['unknown'] as const;
const OFFERS = ['foreign sub-protocol'] as const;
const TALKS = ['before boot'] as const;

/** How a played station introduces itself to the CSMS that is judged, where it is not as it should be. */
export interface CallerSpec {
  /** An identity that nobody provisioned, until `operator: activates station`. */
  readonly identity?: (typeof IDENTITIES)[number];
  /** What it offers in the handshake in place of its version. */
  readonly offers?: (typeof OFFERS)[number];
  /** It says something before its BootNotification. */
  readonly talks?: (typeof TALKS)[number];
}

export const ENDPOINT_SCHEMA = map({ locked: oneOf(LOCKS), interval: shared('length') });
export const CALLER_SCHEMA = map({
  identity: oneOf(IDENTITIES),
  offers: oneOf(OFFERS),
  talks: oneOf(TALKS),
});

export const readEndpoint = (field: Field): Endpoint => {
  const keys = field.keys(['locked', 'interval']);
  const locked = keys.read('locked', (value) => value.oneOf(LOCKS, 'pending'));
  const interval = keys.read('interval', readSeconds);
  if (interval !== undefined && locked !== 'pending' && locked !== 'rejected')
    keys.need('interval').problem('belongs to "locked: pending" or "locked: rejected"');
  return { ...(locked === undefined ? {} : { locked }), ...(interval === undefined ? {} : { interval }) };
};

export const readCaller = (field: Field): CallerSpec => {
  const keys = field.keys(['identity', 'offers', 'talks']);
  const identity = keys.read('identity', (value) => value.oneOf(IDENTITIES, 'unknown'));
  const offers = keys.read('offers', (value) => value.oneOf(OFFERS, 'foreign sub-protocol'));
  const talks = keys.read('talks', (value) => value.oneOf(TALKS, 'before boot'));
  return {
    ...(identity === undefined ? {} : { identity }),
    ...(offers === undefined ? {} : { offers }),
    ...(talks === undefined ? {} : { talks }),
  };
};
