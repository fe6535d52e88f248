import { createSpeaker, DIALECT_IDS, type DialectId, type Speaker } from '../dialects/index.ts';
import { hostNow, seconds, type Clock } from '../time/index.ts';
import { dialWs, type Basic, type ClientTls } from '../wire/index.ts';
import { clockSign } from './clock-sign.ts';
import { probeHandshake, probeTcp, probeTls } from './probe.ts';
import { ill, note, well, type Report, type Sign } from './symptom.ts';
import { closedSign, httpSign, subprotocolSign, tcpSign, tlsSign, type Target } from './transport-signs.ts';

export interface EndpointOptions {
  /** With or without the identity as its last part. */
  readonly url: string;
  readonly identity?: string;
  readonly password?: string;
  readonly tls?: ClientTls;
  readonly clock: Clock;
  /** Host milliseconds for an answer to BootNotification. */
  readonly patience: number;
}

interface Address {
  readonly target: Target;
  /** Without the identity. */
  readonly base: string;
  readonly path: string;
  readonly identity: string;
}

const addressOf = ({ url, identity }: EndpointOptions): Address | undefined => {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return undefined;
  }
  const secure = parsed.protocol === 'wss:';
  if (!secure && parsed.protocol !== 'ws:') return undefined;
  const parts = parsed.pathname.split('/').filter((part) => part !== '');
  const named = identity ?? (parts.length === 0 ? undefined : decodeURIComponent(parts.pop() ?? ''));
  if (named === undefined || named === '') return undefined;
  const prefix = parts.map((part) => `/${part}`).join('');
  return {
    target: {
      host: parsed.hostname.replace(/^\[|\]$/g, ''),
      port: parsed.port === '' ? (secure ? 443 : 80) : Number(parsed.port),
      secure,
    },
    base: `${parsed.protocol}//${parsed.host}${prefix}`,
    path: `${prefix}/${encodeURIComponent(named)}`,
    identity: named,
  };
};

/** Newest first: a system that speaks several is asked for the best of them. */
const OFFERED: readonly DialectId[] = [...DIALECT_IDS].reverse();

/** Looks at the endpoint of a central system as a charger would, from the cable up to an accepted BootNotification. */
export const examineEndpoint = async (options: EndpointOptions): Promise<Report> => {
  const address = addressOf(options);
  if (address === undefined)
    return {
      reached: false,
      signs: [
        ill(
          'url',
          'this is no URL of an OCPP endpoint',
          'It looks like ws://HOST:PORT/PATH/IDENTITY, or give the identity with --identity.',
        ),
      ],
    };
  const signs: Sign[] = [];
  const reached = await climb(options, address, signs);
  return { signs, reached };
};

const basicFor = ({ password }: EndpointOptions, { identity }: Address): Basic | undefined =>
  password === undefined ? undefined : { user: identity, password };

/** One rung after the other; the first that breaks ends the climb. */
const climb = async (options: EndpointOptions, address: Address, signs: Sign[]): Promise<boolean> => {
  const { target, identity } = address;
  if (identity.includes(':'))
    signs.push(
      ill(
        'identity',
        `the identity ${identity} has a colon`,
        'It is also the user name of the password, which cannot hold one: choose another.',
      ),
    );
  const tcp = await probeTcp(target);
  if (!tcp.ok) return stop(signs, tcpSign(target, tcp.code));
  signs.push(
    well('tcp', `${target.host}:${target.port} is there (${Math.max(1, Math.round(tcp.value))} ms)`),
  );
  if (target.secure) {
    const tls = await probeTls(target, options.tls ?? {});
    if (!tls.ok) {
      const plain = tls.code === 'ECONNRESET' && (await speaksPlain(address));
      return stop(
        signs,
        tlsSign(target, plain ? 'ERR_SSL_WRONG_VERSION_NUMBER' : tls.code, options.tls?.ca !== undefined),
      );
    }
    signs.push(
      well(
        'tls',
        `${tls.value.protocol}, certificate of ${tls.value.subject}, valid to ${tls.value.validTo}`,
      ),
    );
  }
  const basic = basicFor(options, address);
  const tls = target.secure ? { tls: options.tls ?? {} } : {};
  const hand = await probeHandshake({
    target,
    path: address.path,
    subprotocols: OFFERED,
    ...(basic === undefined ? {} : { basic }),
    ...tls,
  });
  if (!hand.ok) {
    const hidden =
      !target.secure && hand.code !== 'TIMEOUT' && (await probeTls(target, { verify: false })).ok;
    return stop(signs, hidden ? secureSign(target) : silentSign(target, hand.code));
  }
  const { status, subprotocol, location } = hand.value;
  if (status !== 101) {
    const withPassword = basic !== undefined;
    return stop(
      signs,
      httpSign(status, { identity, withPassword, ...(location === undefined ? {} : { location }) }),
    );
  }
  const version = subprotocolSign(OFFERED, subprotocol);
  signs.push(version);
  const dialect = OFFERED.find((each) => each === subprotocol);
  return version.state === 'well' && dialect !== undefined
    ? converse(options, address, dialect, signs)
    : false;
};

const stop = (signs: Sign[], sign: Sign): false => {
  signs.push(sign);
  return false;
};

const speaksPlain = async ({ target, path }: Address): Promise<boolean> =>
  (await probeHandshake({ target: { ...target, secure: false }, path, subprotocols: OFFERED })).ok;

const secureSign = ({ host, port }: Target): Sign =>
  ill('tls port', `${host}:${port} speaks TLS`, 'The URL says ws://: use wss://, in the charger as well.');

const silentSign = ({ host, port }: Target, code: string): Sign => {
  if (code === 'TIMEOUT')
    return ill(
      'silent',
      `${host}:${port} takes the connection and does not answer the handshake`,
      'Something listens that is no WebSocket server, or a proxy has nothing behind it.',
    );
  return ill(
    'hung up',
    `${host}:${port} hung up during the handshake (${code})`,
    'Something listens that is no WebSocket server, or a firewall looks into the connection.',
  );
};

const converse = async (
  options: EndpointOptions,
  address: Address,
  dialect: DialectId,
  signs: Sign[],
): Promise<boolean> => {
  const basic = basicFor(options, address);
  let closed: Sign | undefined;
  let early = 0;
  let speaker: Speaker;
  try {
    const link = await dialWs({
      url: address.base,
      identity: address.identity,
      subprotocols: [dialect],
      timeoutMillis: 10_000,
      ...(basic === undefined ? {} : { basic }),
      ...(address.target.secure ? { tls: options.tls ?? {} } : {}),
    });
    let said = 0;
    let booted = false;
    speaker = createSpeaker({
      link,
      dialect,
      side: 'charger',
      clock: options.clock,
      timeout: seconds(options.patience / 1000),
      nextId: () => `doctor-${++said}`,
      serving: {},
      tap: (direction, text) => {
        if (direction === 'received' && !booted && /^\s*\[\s*2/.test(text)) early += 1;
        if (direction === 'received' && /^\s*\[\s*3/.test(text)) booted = true;
      },
      onClose: (code, reason) => {
        closed = closedSign(code, reason);
      },
    });
  } catch (error) {
    return stop(
      signs,
      ill(
        'dial',
        error instanceof Error ? error.message : 'the second connection failed',
        'Try again: the first one was taken.',
      ),
    );
  }
  const answer = await speaker.ask({
    kind: 'boots',
    vendor: 'offpeak',
    model: 'doctor',
    firmware: '1',
    reason: 'PowerUp',
  });
  const now = hostNow();
  switch (answer.kind) {
    case 'reply': {
      signs.push(
        bootSign(answer.reply.status, answer.reply.interval),
        clockSign('the central system', answer.reply.now, now),
      );
      break;
    }
    case 'error':
      signs.push(
        ill(
          'boot error',
          `BootNotification was answered with the error ${answer.code}`,
          'The connection is right; the system behind it has trouble with this charger: ask the operator for its log.',
        ),
      );
      break;
    case 'unreadable':
      signs.push(
        ill(
          'boot unreadable',
          'the answer to BootNotification breaks its schema',
          answer.detail.slice(0, 200),
        ),
      );
      break;
    case 'timeout':
      signs.push(
        ill(
          'boot silence',
          `BootNotification was not answered within ${Math.round(options.patience / 1000)} s`,
          'A gateway took the connection, and what is behind it does not answer: ask the operator.',
        ),
      );
      break;
    case 'closed':
      signs.push(closed ?? closedSign(1006, ''));
      break;
  }
  if (early > 0)
    signs.push(
      note(
        'early calls',
        'it sent requests before it answered BootNotification',
        'Some chargers (Wallbox) go round in circles when that happens: tell the operator.',
      ),
    );
  speaker.close(1000, 'examined');
  return answer.kind !== 'closed';
};

const bootSign = (status: string, interval: number): Sign => {
  switch (status) {
    case 'Accepted':
      return well('boot', `BootNotification was accepted, heartbeat every ${interval} s`);
    case 'Pending':
      return ill(
        'boot pending',
        `the charger is Pending (ask again in ${interval} s)`,
        'It is known, and not released: somebody has to finish its set-up at the central system.',
        'Until then it must not start transactions; leave it connected.',
      );
    default:
      return ill(
        'boot rejected',
        `the charger is Rejected (ask again in ${interval} s)`,
        'It is not known there: register it with this identity, and with the vendor, model and serial number it reports.',
      );
  }
};
