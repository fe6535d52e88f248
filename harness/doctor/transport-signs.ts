import { ill, note, well, type Sign } from './symptom.ts';

/** What a failed connection means, by the code of the host's error. Pure. */

export interface Target {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

const at = ({ host, port }: Target): string => `${host}:${port}`;

const PORTS =
  'The usual ports are 443 for wss:// and 80 for ws://; many local systems use 9000, 8080 or 8887.';

/** The name could not be looked up, or TCP did not come about. */
export const tcpSign = (target: Target, code: string): Sign => {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return ill(
        'dns',
        `the name ${target.host} cannot be looked up (${code})`,
        'Check the spelling of the host in the URL.',
        'A charger uses the DNS server of its own network: try the address in numbers to see whether that is it.',
      );
    case 'ECONNREFUSED':
      return ill(
        'refused',
        `nobody listens on ${at(target)}: the connection was refused`,
        'The host is there, the port is not. Check the port in the URL, and that the central system runs.',
        PORTS,
      );
    case 'TIMEOUT':
    case 'ETIMEDOUT':
      return ill(
        'no route',
        `${at(target)} does not answer at all`,
        'A firewall drops the connection, or the host is switched off. Ask for this port to be opened from here.',
        PORTS,
      );
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return ill(
        'no route',
        `there is no way to ${target.host} from here (${code})`,
        'Check the network of this machine: Wi-Fi, mobile link, VPN.',
      );
    default:
      return ill(
        'tcp',
        `the connection to ${at(target)} failed (${code})`,
        'Try again; then check host and port.',
      );
  }
};

/** Why TLS failed. `code` is OpenSSL's or Node's. */
export const tlsSign = (target: Target, code: string, trusted: boolean): Sign => {
  switch (code) {
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
    case 'ERR_SSL_HTTP_REQUEST':
      return ill(
        'plain port',
        `${at(target)} does not speak TLS`,
        'The URL says wss://, the port speaks ws://. Use ws://, or the port that has TLS.',
      );
    case 'ERR_SSL_UNSUPPORTED_PROTOCOL':
    case 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION':
      return ill(
        'old tls',
        `${at(target)} offers no TLS 1.2 or newer`,
        'OCPP asks for TLS 1.2 at least: the central system must be updated.',
      );
    case 'CERT_HAS_EXPIRED':
      return ill(
        'certificate expired',
        'the certificate of the central system has expired',
        'It must be renewed there. Should only your charger complain: its clock may be wrong.',
      );
    case 'CERT_NOT_YET_VALID':
      return ill(
        'certificate early',
        'the certificate of the central system is not valid yet',
        'Most often the clock of the one who complains is behind: check the time of this machine and of the charger.',
      );
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return ill(
        'certificate host',
        `the certificate is for another name than ${target.host}`,
        'Use the name that the certificate carries, or have one made for this name.',
      );
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return trusted
        ? ill(
            'certificate authority',
            'the certificate is not signed by the authority that you gave with --ca',
            'Ask the operator for the root certificate that is in use, and install that one in the charger.',
          )
        : ill(
            'certificate authority',
            'the certificate is signed by an authority that is not trusted here',
            'With a private authority: give its root certificate with --ca FILE, and install it in the charger.',
            'Without one: the central system does not send its intermediate certificate.',
          );
    case 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED':
    case 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA':
    case 'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE':
    case 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE':
    case 'ERR_SSL_TLSV1_ALERT_ACCESS_DENIED':
      return ill(
        'client certificate',
        'the central system wants a certificate of the charger (security profile 3)',
        'Give one with --cert and --key, signed by the authority that the operator named.',
      );
    default:
      return ill(
        'tls',
        `TLS failed (${code})`,
        'Check that the port speaks TLS, and which versions and ciphers.',
      );
  }
};

/** What the answer to the WebSocket handshake means. */
export const httpSign = (
  status: number,
  facts: { readonly identity: string; readonly withPassword: boolean; readonly location?: string },
): Sign => {
  const id = `http ${status}`;
  const seen = (what: string): string => `the handshake was answered with HTTP ${status}: ${what}`;
  const { identity } = facts;
  if (status >= 300 && status < 400)
    return ill(
      'redirect',
      seen(`go to ${facts.location ?? 'somewhere else'}`),
      'Chargers do not follow redirects: enter the other address.',
    );
  switch (status) {
    case 200:
    case 426:
      return ill(
        id,
        seen('this is a web page'),
        'The path is wrong: ask for the exact OCPP URL of the central system.',
      );
    case 400:
      return ill(
        id,
        seen('it did not like the request'),
        'Often the version: this system may speak another OCPP version than was offered.',
        'Or the identity has a form that it refuses.',
      );
    case 401:
      return facts.withPassword
        ? ill(
            id,
            seen('identity or password are wrong'),
            'Compare the password, letter by letter; in OCPP 1.6 some chargers take it as hexadecimal digits.',
            `The user name must be the identity, ${identity}.`,
            'OCPP may not be activated for this charger yet: the installer or the supplier sets the password.',
          )
        : ill(
            id,
            seen('a password is asked for'),
            'Security profile 1 or 2: set the password in the charger; here: --password-env NAME.',
          );
    case 403:
      return ill(
        id,
        seen('not allowed'),
        'The account, the site or the address is not open for OCPP: ask the operator to activate it.',
      );
    case 404:
      return ill(
        id,
        seen('nobody knows this path or identity'),
        `Register the identity ${identity} at the central system; capitals count.`,
        'Check the path before the identity; often a part such as /ocpp or /ws is missing.',
      );
    case 409:
      return ill(
        id,
        seen('already connected'),
        `Somebody is connected as ${identity} now. Two chargers must not share an identity.`,
      );
    case 429:
      return ill(
        id,
        seen('too many attempts'),
        'Wait some minutes, and set a longer back-off in the charger.',
      );
    case 502:
    case 503:
    case 504:
      return ill(
        id,
        seen('a proxy is there, the central system behind it is not'),
        'The operator must start it; the charger has nothing to do with it.',
      );
    default:
      return ill(id, seen('refused'), 'Ask the operator what this status means there.');
  }
};

export const subprotocolSign = (offered: readonly string[], chosen: string): Sign => {
  if (chosen === '')
    return ill(
      'no sub-protocol',
      `the handshake succeeded, but none of ${offered.join(', ')} was chosen`,
      'This is a WebSocket server, but no OCPP endpoint for these versions: check the path.',
      'Some systems need the version to be set for this identity first.',
    );
  if (!offered.includes(chosen))
    return ill(
      'wrong sub-protocol',
      `the central system chose ${chosen}, which nobody offered`,
      'This breaks the WebSocket standard; chargers will refuse it. Tell the operator.',
    );
  return well('sub-protocol', `it speaks ${chosen}`);
};

export const closedSign = (code: number, reason: string): Sign =>
  code === 1008 || /auth|forbid|unknown|not allowed/i.test(reason)
    ? ill(
        'closed',
        `the connection was closed at once: ${code} ${reason}`,
        'The identity is not allowed: ask the operator to activate it.',
      )
    : note(
        'closed',
        `the connection was closed at once: ${code} ${reason}`,
        'Somebody else may use the same identity: each pushes the other out.',
      );
