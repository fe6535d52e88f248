import { hostNow, hours, plus, type Instant } from '../time/index.ts';
import { once } from './once.ts';
import { privateAuthority, type PrivateAuthority } from './private-authority.ts';
import type { Identity } from './tls.ts';

/** Security profiles of OCPP: nothing, password, password and TLS, TLS on both sides. */
export type SecurityProfile = 0 | 1 | 2 | 3;
export const SECURITY_PROFILES: readonly SecurityProfile[] = [0, 1, 2, 3];

export const SERVER_SHOWS = [
  'expired certificate',
  'certificate of another host',
  'unknown authority',
] as const;
/** What is wrong with the certificate that a CSMS shows. */
export type ServerShow = (typeof SERVER_SHOWS)[number];

export const STATION_SHOWS = [
  'expired certificate',
  'certificate of another station',
  'unknown authority',
  'no certificate',
] as const;
/** What is wrong with the certificate that a station shows. */
export type StationShow = (typeof STATION_SHOWS)[number];

/** Certificates for one authority that both sides trust, the right ones and those that must be refused. */
export interface SecurityKit {
  readonly ca: string;
  server(shows: ServerShow | undefined): Promise<Identity>;
  /** undefined: none is shown. */
  station(shows: StationShow | undefined): Promise<Identity | undefined>;
}

export interface KitOptions {
  readonly authority: PrivateAuthority;
  readonly now: Instant;
  /** Names and addresses under which the CSMS is dialled. */
  readonly hosts: readonly string[];
  /** Serial number of the station: the common name of its certificate (`ocpp201:A00.FR.405`). */
  readonly serial: string;
}

export const OPERATOR = 'offpeak';
const ELSEWHERE = 'somewhere-else.invalid';
export const OTHER_SERIAL = 'OFFPEAK-OTHER';

/** Every certificate is made once, when it is first asked for. */
export const securityKit = ({ authority, now, hosts, serial }: KitOptions): SecurityKit => {
  const valid = { from: plus(now, hours(-1)), to: plus(now, hours(48)) };
  const past = { from: plus(now, hours(-72)), to: plus(now, hours(-24)) };
  const stranger = once(() => privateAuthority('offpeak unknown authority', now));
  const made = new Map<string, Promise<Identity>>();
  const make = (key: string, issue: () => Promise<Identity>): Promise<Identity> => {
    const found = made.get(key) ?? issue();
    made.set(key, found);
    return found;
  };
  return {
    ca: authority.ca,
    server: (shows) =>
      make(`server ${shows ?? ''}`, async () => {
        const issuer = shows === 'unknown authority' ? await stranger() : authority;
        return issuer.issue({
          commonName: hosts[0] ?? 'localhost',
          hosts: shows === 'certificate of another host' ? [ELSEWHERE] : hosts,
          ...(shows === 'expired certificate' ? past : valid),
        });
      }),
    station: async (shows) =>
      shows === 'no certificate'
        ? undefined
        : make(`station ${shows ?? ''}`, async () => {
            const issuer = shows === 'unknown authority' ? await stranger() : authority;
            return issuer.issue({
              commonName: shows === 'certificate of another station' ? OTHER_SERIAL : serial,
              organization: OPERATOR,
              ...(shows === 'expired certificate' ? past : valid),
            });
          }),
  };
};

export const REFERENCE_SERIAL = 'OFFPEAK-SERIAL';

/** The kit of the references: made once for the process, since nothing of it reaches a trace. */
export const referenceKit = once(async (): Promise<SecurityKit> => {
  const now = hostNow();
  const authority = await privateAuthority('offpeak night authority', now);
  return securityKit({ authority, now, hosts: ['127.0.0.1', 'localhost'], serial: REFERENCE_SERIAL });
});
