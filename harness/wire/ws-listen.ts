import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Socket as TcpSocket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { SubjectError } from '../errors.ts';
import { basicOf } from './basic.ts';
import { describeDoor, FOREIGN_SUBPROTOCOL, OPEN, type Caller, type Door } from './door.ts';
import type { Link } from './link.ts';
import { serverTls, type ServerTls } from './tls.ts';
import { MOST_BYTES, wrap, ws } from './ws-link.ts';

const LONGEST_IDENTITY = 255;
/** Connections of one listener; more are turned away, whoever they are. */
const MOST_CONNECTIONS = 2000;

export interface ListenOptions {
  readonly host?: string;
  readonly port?: number;
  readonly subprotocols: readonly string[];
  readonly tls?: ServerTls;
  /** Does not keep the process alive by itself. */
  readonly unref?: boolean;
  /** What somebody finds who dials; default: open. */
  readonly door?: (caller: Caller) => Door;
  /** Before anything is read: `refused` and `silent` can be known only here. */
  readonly gate?: () => Door;
  readonly onLink: (link: Link, caller: Caller) => void;
  /** A connection that was let in without a sub-protocol in common; by default it is closed at once (`RPC.05`). */
  readonly onStray?: (link: Link) => void;
  readonly onRefused?: (reason: string, identity: string | undefined, kind: RefusalKind) => void;
}

/** Why somebody who came was not let in. */
export type RefusalKind =
  | 'door'
  | 'no version'
  | 'no identity'
  | 'no websocket'
  | 'no http'
  | 'tls to plain'
  | 'plain to tls'
  | 'tls';

export interface Listening {
  readonly url: string;
  readonly port: number;
  /** Shows another certificate to those who come from now on. */
  present(tls: ServerTls): void;
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

const offeredBy = (request: IncomingMessage): readonly string[] =>
  (request.headers['sec-websocket-protocol'] ?? '')
    .slice(0, 400)
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

const certificateOf = (socket: Duplex): string | undefined => {
  const read = (socket as Partial<TLSSocket>).getPeerCertificate;
  const name: unknown = read?.call(socket).subject?.CN;
  return typeof name === 'string' ? name.slice(0, 200) : undefined;
};

const callerOf = (request: IncomingMessage, identity: string, socket: Duplex): Caller => {
  const basic = basicOf(request);
  const certificate = certificateOf(socket);
  return {
    identity,
    subprotocols: offeredBy(request),
    ...(basic === undefined ? {} : { basic }),
    ...(certificate === undefined ? {} : { certificate }),
  };
};

const STATUS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Service Unavailable',
};

const refuse = (socket: Duplex, status: number): void => {
  const challenge = status === 401 ? 'WWW-Authenticate: Basic realm="ocpp"\r\n' : '';
  socket.end(
    `HTTP/1.1 ${status} ${STATUS[status] ?? 'Refused'}\r\n${challenge}Connection: close\r\nContent-Length: 0\r\n\r\n`,
  );
};

/** Listens as a CSMS does, on loopback unless told otherwise. @throws SubjectError when the address is taken. */
export const listenWs = async (options: ListenOptions): Promise<Listening> => {
  const { WebSocketServer } = await ws();
  const host = options.host ?? '127.0.0.1';
  const server = await httpServer(options);
  server.maxConnections = MOST_CONNECTIONS;
  const chosen = new WeakMap<IncomingMessage, string | false>();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_BYTES,
    perMessageDeflate: false,
    handleProtocols: (_, request) => chosen.get(request) ?? false,
  });
  const raw = new Set<TcpSocket>();
  server.on('connection', (socket: TcpSocket) => {
    raw.add(socket);
    socket.on('close', () => raw.delete(socket));
    socket.on('error', () => undefined);
    if (options.gate?.().kind !== 'refused') return;
    options.onRefused?.(describeDoor({ kind: 'refused' }), undefined, 'door');
    socket.resetAndDestroy();
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => undefined);
    const identity = identityOf(request);
    if (identity === undefined) {
      options.onRefused?.('no identity in the path', undefined, 'no identity');
      return refuse(socket, 404);
    }
    const caller = callerOf(request, identity, socket);
    const common = options.subprotocols.find((each) => caller.subprotocols.includes(each));
    const asked = options.door?.(caller) ?? OPEN;
    const door: Door = asked.kind === 'open' && common === undefined ? { kind: 'no sub-protocol' } : asked;
    if (door.kind !== 'open') {
      const offered = caller.subprotocols.length === 0 ? 'no sub-protocol' : caller.subprotocols.join(', ');
      const why = asked.kind === 'open' ? `offered ${offered}` : describeDoor(door);
      options.onRefused?.(why.slice(0, 200), identity, asked.kind === 'open' ? 'no version' : 'door');
    }
    switch (door.kind) {
      case 'refused':
        socket.destroy();
        return;
      case 'silent':
        return;
      case 'http':
        return refuse(socket, door.status);
      case 'open':
      case 'no sub-protocol':
      case 'wrong sub-protocol':
        chosen.set(
          request,
          door.kind === 'open'
            ? (common ?? false)
            : door.kind === 'wrong sub-protocol' && FOREIGN_SUBPROTOCOL,
        );
        return sockets.handleUpgrade(request, socket, head, (accepted) => {
          const link = wrap(accepted, identity);
          if (door.kind === 'open') return options.onLink(link, caller);
          if (options.onStray !== undefined) return options.onStray(link);
          return accepted.close(1002, 'no common sub-protocol');
        });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new SubjectError(`cannot listen on ${host}:${options.port ?? 0}: ${error.message}`)),
    );
    server.listen(options.port ?? 0, host, () => resolve());
  });
  if (options.unref === true) server.unref();
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `${options.tls === undefined ? 'ws' : 'wss'}://${host}:${port}`,
    port,
    present(tls) {
      if ('setSecureContext' in server) (server as HttpsServer).setSecureContext(serverTls(tls));
    },
    async close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      for (const socket of raw) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

const FIRST_BYTE_OF_TLS = 0x16;

const httpServer = async (options: ListenOptions): Promise<Server> => {
  const { onRefused } = options;
  const page = (request: IncomingMessage, response: ServerResponse): void => {
    onRefused?.(
      `an HTTP ${(request.method ?? '').slice(0, 10)} that asks for no WebSocket`,
      undefined,
      'no websocket',
    );
    response.writeHead(426).end();
  };
  const server: Server =
    options.tls === undefined
      ? (await import('node:http')).createServer(page)
      : (await import('node:https')).createServer(serverTls(options.tls), page);
  server.on('clientError', (error: Error & { readonly rawPacket?: Buffer }, socket: Duplex) => {
    const isTls = error.rawPacket?.[0] === FIRST_BYTE_OF_TLS;
    if (isTls) onRefused?.('it speaks TLS to a plain port', undefined, 'tls to plain');
    else if (error.rawPacket !== undefined) onRefused?.('what it says is no HTTP', undefined, 'no http');
    socket.destroy();
  });
  server.on('tlsClientError', (error: NodeJS.ErrnoException) => {
    const plain = error.code === 'ERR_SSL_HTTP_REQUEST';
    onRefused?.(
      `TLS: ${(error.code ?? error.message).slice(0, 160)}`,
      undefined,
      plain ? 'plain to tls' : 'tls',
    );
  });
  return server;
};
