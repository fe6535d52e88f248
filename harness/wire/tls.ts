import type { ConnectionOptions, SecureContextOptions, TlsOptions } from 'node:tls';

/** PEM texts. A key is a secret: it is handed to the socket and kept nowhere else. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** Oldest versions first; 1.2 is the least that OCPP allows (`ocpp201:A00.FR.313`). */
export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

interface Versions {
  readonly oldest?: TlsVersion;
  readonly newest?: TlsVersion;
}

/** How a station connects: security profile 2, and 3 with an identity of its own. */
export interface ClientTls extends Versions {
  /** Trusted certificates, PEM; default: those of the host. */
  readonly ca?: string;
  readonly identity?: Identity;
  /** The name that the server's certificate must carry; default: that of the URL. */
  readonly serverName?: string;
  /** Off only where what a server offers is looked at without trusting it (`offpeak doctor`). */
  readonly verify?: boolean;
  /** Off only in a station that lies: any name in the certificate will do. */
  readonly checksHost?: boolean;
}

/** How a CSMS listens: with `clients`, a station must show a certificate of that authority (profile 3). */
export interface ServerTls extends Versions {
  readonly identity: Identity;
  readonly clients?: string;
  /** Off only in a CSMS that lies: any certificate will do. */
  readonly verifies?: boolean;
}

// OpenSSL refuses the old versions at its usual security level, even where they are asked for.
const OLD_CIPHERS = 'DEFAULT:@SECLEVEL=0';

const versions = ({ oldest = 'TLSv1.2', newest = 'TLSv1.3' }: Versions): SecureContextOptions => ({
  minVersion: oldest,
  maxVersion: newest,
  ...(oldest < 'TLSv1.2' ? { ciphers: OLD_CIPHERS } : {}),
});

export const clientTls = (
  tls: ClientTls,
): SecureContextOptions &
  Pick<ConnectionOptions, 'servername' | 'rejectUnauthorized' | 'checkServerIdentity'> => ({
  ...versions(tls),
  ...(tls.ca === undefined ? {} : { ca: tls.ca }),
  ...(tls.identity === undefined ? {} : { cert: tls.identity.cert, key: tls.identity.key }),
  ...(tls.serverName === undefined ? {} : { servername: tls.serverName }),
  rejectUnauthorized: tls.verify !== false,
  ...(tls.checksHost === false ? { checkServerIdentity: () => undefined } : {}),
});

export const serverTls = (tls: ServerTls): TlsOptions => ({
  ...versions(tls),
  cert: tls.identity.cert,
  key: tls.identity.key,
  ...(tls.clients === undefined
    ? {}
    : { ca: tls.clients, requestCert: true, rejectUnauthorized: tls.verifies !== false }),
});
