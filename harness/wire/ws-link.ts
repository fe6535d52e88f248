import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RawData, WebSocket as Socket } from 'ws';
import { SubjectError } from '../errors.ts';
import type { Link, LinkClose, LinkMessage } from './link.ts';

/** Largest message that is taken from a subject. */
const MOST_BYTES = 1_048_576;
/** A subject that does not read must not fill our memory. */
const MOST_BUFFERED = 8 * MOST_BYTES;
const LONGEST_IDENTITY = 255;

// Read on first use: commands that open no socket start faster without it.
const ws = () => import('ws');

const bytesOf = (data: RawData): Buffer =>
  Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data);

const wrap = (socket: Socket, identity: string): Link => {
  let onMessage: (message: LinkMessage) => void = () => undefined;
  let onClose: (close: LinkClose) => void = () => undefined;
  // Messages that come in before anybody listens must not be lost.
  const early: LinkMessage[] = [];
  let listening = false;
  socket.on('message', (data, binary) => {
    const bytes = bytesOf(data);
    const message = { text: bytes.toString('utf8'), binary, bytes: bytes.length };
    if (listening) onMessage(message);
    else early.push(message);
  });
  socket.on('error', () => undefined);
  let closed: LinkClose | undefined;
  socket.on('close', (code, reason) => {
    closed = { code, reason: reason.toString('utf8').slice(0, 123) };
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

export interface Basic {
  readonly user: string;
  readonly password: string;
}

export interface DialOptions {
  /** Without the identity. */
  readonly url: string;
  readonly identity: string;
  readonly subprotocols: readonly string[];
  readonly basic?: Basic;
  readonly timeoutMillis: number;
}

/** A password in a URL must not reach a message or a report. */
const withoutSecrets = (text: string): string => text.replace(/\/\/[^/@\s]*@/g, '//').replace(/\?\S*/, '');

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
        ...(basic === undefined
          ? {}
          : {
              headers: {
                authorization: `Basic ${Buffer.from(`${basic.user}:${basic.password}`).toString('base64')}`,
              },
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
    socket.once('error', (error) => fail(error.message === '' ? 'connection refused' : error.message));
  });
};

export interface ListenOptions {
  readonly host?: string;
  readonly port?: number;
  readonly subprotocols: readonly string[];
  readonly authorize?: (identity: string, basic: Basic | undefined) => boolean;
  readonly onLink: (link: Link) => void;
  readonly onRefused?: (reason: string) => void;
}

export interface Listening {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const identityOf = (request: IncomingMessage): string | undefined => {
  const path = (request.url ?? '').split('?')[0] ?? '';
  try {
    const identity = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
    return identity === '' || identity.length > LONGEST_IDENTITY ? undefined : identity;
  } catch {
    return undefined;
  }
};

const basicOf = (request: IncomingMessage): Basic | undefined => {
  const found = /^Basic ([A-Za-z0-9+/=]{1,1024})$/i.exec(request.headers.authorization ?? '');
  if (found?.[1] === undefined) return undefined;
  const [user = '', ...rest] = Buffer.from(found[1], 'base64').toString('utf8').split(':');
  return { user, password: rest.join(':') };
};

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

/** Listens as a CSMS does, on loopback unless told otherwise. @throws SubjectError when the address is taken. */
export const listenWs = async (options: ListenOptions): Promise<Listening> => {
  const { WebSocketServer } = await ws();
  const { createServer } = await import('node:http');
  const host = options.host ?? '127.0.0.1';
  const server = createServer((_, response) => response.writeHead(426).end());
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => options.subprotocols.find((each) => offered.has(each)) ?? false,
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined);
    const identity = identityOf(request);
    if (identity === undefined) {
      options.onRefused?.('no identity in the path');
      return refuse(socket, '404 Not Found');
    }
    if (options.authorize?.(identity, basicOf(request)) === false) {
      options.onRefused?.(`${identity.slice(0, 48)}: identity or password refused`);
      return refuse(socket, '401 Unauthorized');
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      // `RPC.05`: no common sub-protocol: complete the handshake without the header, then close.
      if (accepted.protocol === '') {
        options.onRefused?.(
          `${identity.slice(0, 48)}: offered ${(request.headers['sec-websocket-protocol'] ?? 'no sub-protocol').slice(0, 80)}`,
        );
        accepted.on('error', () => undefined);
        return accepted.close(1002, 'no common sub-protocol');
      }
      return options.onLink(wrap(accepted, identity));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new SubjectError(`cannot listen on ${host}:${options.port ?? 0}: ${error.message}`)),
    );
    server.listen(options.port ?? 0, host, () => resolve());
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `ws://${host}:${port}`,
    port,
    async close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
