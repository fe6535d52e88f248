import type { RawData, WebSocket as Socket } from 'ws';
import { SubjectError } from '../errors.ts';
import { basicHeader, type Basic } from './basic.ts';
import { clientTls, type ClientTls } from './tls.ts';
import { BROKEN_FRAME, type Link, type LinkClose, type LinkMessage } from './link.ts';

/** Largest message that is taken from a subject. */
export const MOST_BYTES = 1_048_576;
/** A subject that does not read must not fill our memory. */
const MOST_BUFFERED = 8 * MOST_BYTES;

// Read on first use: commands that open no socket start faster without it.
export const ws = () => import('ws');

const bytesOf = (data: RawData): Buffer =>
  Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data);

/** Messages that may wait for somebody to listen. */
const MOST_EARLY = 100;

const CODES: Readonly<Record<string, number>> = {
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 1009,
  WS_ERR_INVALID_UTF8: 1007,
};

/** Why a connection was ended by us: the peer broke RFC 6455 or a limit. */
const breachOf = (error: Error): LinkClose | undefined => {
  const code = 'code' in error ? String(error.code) : '';
  return code.startsWith('WS_ERR_')
    ? { code: CODES[code] ?? 1002, reason: `${BROKEN_FRAME}: ${error.message}`.slice(0, 123) }
    : undefined;
};

/** A WebSocket as a link. Bounded in both directions. */
export const wrap = (socket: Socket, identity: string): Link => {
  let onMessage: (message: LinkMessage) => void = () => undefined;
  let onClose: (close: LinkClose) => void = () => undefined;
  // Messages that come in before anybody listens must not be lost.
  const early: LinkMessage[] = [];
  let listening = false;
  socket.on('message', (data, binary) => {
    const bytes = bytesOf(data);
    const message = { text: bytes.toString('utf8'), binary, bytes: bytes.length };
    if (listening) onMessage(message);
    else if (early.length < MOST_EARLY) early.push(message);
    else socket.terminate();
  });
  let broken: LinkClose | undefined;
  socket.on('error', (error) => {
    broken ??= breachOf(error);
  });
  let closed: LinkClose | undefined;
  socket.on('close', (code, reason) => {
    closed = broken ?? { code, reason: reason.toString('utf8').slice(0, 123) };
    onClose(closed);
  });
  return {
    subprotocol: socket.protocol,
    identity,
    get open() {
      return socket.readyState === 1;
    },
    send(text) {
      if (socket.readyState !== 1) return;
      if (socket.bufferedAmount > MOST_BUFFERED) socket.terminate();
      else socket.send(text);
    },
    close: (code = 1000, reason = '') => socket.close(code, reason),
    abort: () => socket.terminate(),
    onMessage(handler) {
      onMessage = handler;
      listening = true;
      for (const message of early.splice(0)) handler(message);
    },
    onClose(handler) {
      onClose = handler;
      if (closed !== undefined) handler(closed);
    },
  };
};

export interface DialOptions {
  /** Without the identity. */
  readonly url: string;
  readonly identity: string;
  readonly subprotocols: readonly string[];
  readonly basic?: Basic;
  readonly tls?: ClientTls;
  readonly timeoutMillis: number;
}

/** A password in a URL must not reach a message or a report. */
const withoutSecrets = (text: string): string => text.replace(/\/\/[^/@\s]*@/g, '//').replace(/\?\S*/, '');

/** OpenSSL's own messages are long and tell less than its codes. */
const whyOf = (error: NodeJS.ErrnoException): string => {
  const { code = '', message } = error;
  if (/^(ERR_SSL|ERR_TLS|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO)/.test(code)) return `TLS: ${code}`;
  if (/SSL routines|alert/.test(message)) return `TLS: ${message.replace(/^.*SSL routines:|:\.\..*$/gs, '')}`;
  return message === '' ? 'connection refused' : message;
};

/** Opens a WebSocket as a charging station does (`RPC.01`, `RPC.03`). @throws SubjectError that says what was tried. */
export const dialWs = async (options: DialOptions): Promise<Link> => {
  const { WebSocket } = await ws();
  const url = `${options.url.replace(/\/$/, '')}/${encodeURIComponent(options.identity)}`;
  const { basic } = options;
  const shown = withoutSecrets(url);
  return new Promise((resolve, reject) => {
    const fail = (why: string): void =>
      reject(
        new SubjectError(`${shown} cannot be reached: ${why}`, {
          hint: `offered ${options.subprotocols.join(', ')}${basic === undefined ? ', without Basic auth' : `, as user ${basic.user}`}`,
        }),
      );
    let socket: Socket;
    try {
      socket = new WebSocket(url, [...options.subprotocols], {
        handshakeTimeout: options.timeoutMillis,
        maxPayload: MOST_BYTES,
        perMessageDeflate: false,
        followRedirects: false,
        ...(options.tls === undefined ? {} : clientTls(options.tls)),
        // What an answer sets going must have run before the message behind it in the same packet is taken.
        allowSynchronousEvents: false,
        ...(basic === undefined
          ? {}
          : {
              headers: { authorization: basicHeader(basic) },
            }),
      });
    } catch (error) {
      return fail(error instanceof Error ? withoutSecrets(error.message) : 'bad URL');
    }
    socket.once('open', () => resolve(wrap(socket, options.identity)));
    socket.once('unexpected-response', (_, response) => {
      fail(`HTTP ${response.statusCode ?? 0}`);
      socket.terminate();
    });
    socket.once('error', (error) => fail(whyOf(error)));
  });
};
