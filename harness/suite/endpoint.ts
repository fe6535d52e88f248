import type { Seconds } from '../energy/index.ts';
import {
  SECURITY_PROFILES,
  SERVER_SHOWS,
  STATION_SHOWS,
  type SecurityProfile,
  type ServerShow,
  type StationShow,
} from '../wire/index.ts';
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
  /** What is wrong with its certificate, until `operator: corrects credentials`. */
  readonly shows?: ServerShow;
  /** `old`: nothing newer than TLS 1.1, until then. */
  readonly tls?: 'old';
}

const IDENTITIES = ['unknown'] as const;
const OFFERS = ['foreign sub-protocol'] as const;
const TALKS = ['before boot'] as const;
const PASSWORDS = ['wrong', 'missing'] as const;
const TLS = ['old', 'none'] as const;

/** How a played station introduces itself to the CSMS that is judged, where it is not as it should be. */
export interface CallerSpec {
  /** An identity that nobody provisioned, until `operator: activates station`. */
  readonly identity?: (typeof IDENTITIES)[number];
  /** What it offers in the handshake in place of its version. */
  readonly offers?: (typeof OFFERS)[number];
  /** It says something before its BootNotification. */
  readonly talks?: (typeof TALKS)[number];
  /** What is wrong with its password, until `operator: corrects credentials`. */
  readonly password?: (typeof PASSWORDS)[number];
  /** What is wrong with its certificate, until then. */
  readonly shows?: StationShow;
  /** `old`: nothing newer than TLS 1.1; `none`: it dials without TLS. */
  readonly tls?: (typeof TLS)[number];
}

export interface Security {
  readonly profile: SecurityProfile;
}

export const ENDPOINT_SCHEMA = map({
  locked: oneOf(LOCKS),
  interval: shared('length'),
  shows: oneOf(SERVER_SHOWS),
  tls: oneOf(['old']),
});
export const SECURITY_SCHEMA = map({ profile: oneOf(SECURITY_PROFILES) }, ['profile']);
export const CALLER_SCHEMA = map({
  identity: oneOf(IDENTITIES),
  offers: oneOf(OFFERS),
  talks: oneOf(TALKS),
  password: oneOf(PASSWORDS),
  shows: oneOf(STATION_SHOWS),
  tls: oneOf(TLS),
});

export const readEndpoint = (field: Field): Endpoint => {
  const keys = field.keys(['locked', 'interval', 'shows', 'tls']);
  const shows = keys.read('shows', (value) => value.oneOf(SERVER_SHOWS, 'unknown authority'));
  const tls = keys.read('tls', (value) => value.oneOf(['old'], 'old'));
  const locked = keys.read('locked', (value) => value.oneOf(LOCKS, 'pending'));
  const interval = keys.read('interval', readSeconds);
  if (interval !== undefined && locked !== 'pending' && locked !== 'rejected')
    keys.need('interval').problem('belongs to "locked: pending" or "locked: rejected"');
  return {
    ...(locked === undefined ? {} : { locked }),
    ...(interval === undefined ? {} : { interval }),
    ...(shows === undefined ? {} : { shows }),
    ...(tls === undefined ? {} : { tls }),
  };
};

export const readCaller = (field: Field): CallerSpec => {
  const keys = field.keys(['identity', 'offers', 'talks', 'password', 'shows', 'tls']);
  const identity = keys.read('identity', (value) => value.oneOf(IDENTITIES, 'unknown'));
  const offers = keys.read('offers', (value) => value.oneOf(OFFERS, 'foreign sub-protocol'));
  const talks = keys.read('talks', (value) => value.oneOf(TALKS, 'before boot'));
  const password = keys.read('password', (value) => value.oneOf(PASSWORDS, 'wrong'));
  const shows = keys.read('shows', (value) => value.oneOf(STATION_SHOWS, 'no certificate'));
  const tls = keys.read('tls', (value) => value.oneOf(TLS, 'old'));
  return {
    ...(password === undefined ? {} : { password }),
    ...(shows === undefined ? {} : { shows }),
    ...(tls === undefined ? {} : { tls }),
    ...(identity === undefined ? {} : { identity }),
    ...(offers === undefined ? {} : { offers }),
    ...(talks === undefined ? {} : { talks }),
  };
};

export const readSecurity = (field: Field): Security => {
  const keys = field.keys(['profile'], ['profile']);
  const profile = keys.need('profile').absent ? 0 : keys.need('profile').integer(0, 3);
  return { profile: SECURITY_PROFILES.find((each) => each === profile) ?? 0 };
};
