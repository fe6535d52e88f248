import type { IncomingMessage } from 'node:http';
import type { Target } from './transport-signs.ts';
import { clientTls, type Basic, type ClientTls } from '../wire/index.ts';
import { basicHeader } from '../wire/index.ts';

/** Each look from outside, bounded in time. None of them throws: a failure is what is looked for. */

const WAIT = 6000;

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string };

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as NodeJS.ErrnoException;
  // Happy eyeballs tries several addresses, and collects what each of them said.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return code ?? error.message.slice(0, 120);
};

export const probeTcp = async ({ host, port }: Target): Promise<Outcome<number>> => {
  const { connect } = await import('node:net');
  const began = performance.now();
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: WAIT });
    const done = (outcome: Outcome<number>): void => {
      socket.destroy();
      resolve(outcome);
    };
    socket.once('connect', () => done({ ok: true, value: performance.now() - began }));
    socket.once('timeout', () => done({ ok: false, code: 'TIMEOUT' }));
    socket.once('error', (error) => done({ ok: false, code: codeOf(error) }));
  });
};

export interface Shown {
  readonly protocol: string;
  readonly subject: string;
  readonly validTo: string;
}

/** A TLS handshake that verifies as a charger would. */
export const probeTls = async ({ host, port }: Target, tls: ClientTls): Promise<Outcome<Shown>> => {
  const { connect } = await import('node:tls');
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port,
      timeout: WAIT,
      servername: tls.serverName ?? nameOf(host),
      ...clientTls(tls),
    });
    let settled = false;
    const done = (outcome: Outcome<Shown>): void => {
      if (settled) return;
      settled = true;
      socket.destroy();
      resolve(outcome);
    };
    socket.once('secureConnect', () => {
      const { subject, valid_to: validTo } = socket.getPeerCertificate();
      const value = { protocol: socket.getProtocol() ?? '', subject: nameIn(subject), validTo };
      // In TLS 1.3 a missing client certificate is complained about after the handshake.
      const alert = setTimeout(() => done({ ok: true, value }), 150);
      socket.once('error', (error) => {
        clearTimeout(alert);
        done({ ok: false, code: codeOf(error) });
      });
    });
    socket.once('timeout', () => done({ ok: false, code: 'TIMEOUT' }));
    socket.once('error', (error) => done({ ok: false, code: codeOf(error) }));
    socket.once('close', () => done({ ok: false, code: 'ECONNRESET' }));
  });
};

const nameIn = (subject: unknown): string =>
  typeof subject === 'object' && subject !== null && 'CN' in subject ? String(subject.CN).slice(0, 100) : '';

/** An address in numbers is no server name. */
const nameOf = (host: string): string => (/^[\d.]+$|:/.test(host) ? '' : host);

export interface Handshake {
  readonly status: number;
  readonly subprotocol: string;
  readonly location?: string;
}

export interface HandshakeOptions {
  readonly target: Target;
  readonly path: string;
  readonly subprotocols: readonly string[];
  readonly basic?: Basic;
  readonly tls?: ClientTls;
}

/** Asks for a WebSocket and reads the answer, whatever it is. */
export const probeHandshake = async (options: HandshakeOptions): Promise<Outcome<Handshake>> => {
  const { host, port, secure } = options.target;
  const { request } = secure ? await import('node:https') : await import('node:http');
  return new Promise((resolve) => {
    const asked = request({
      host: host.replace(/^\[|\]$/g, ''),
      port,
      path: options.path,
      timeout: WAIT,
      agent: false,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'b2ZmcGVhay1kb2N0b3ItMQ==',
        'sec-websocket-protocol': options.subprotocols.join(', '),
        ...(options.basic === undefined ? {} : { authorization: basicHeader(options.basic) }),
      },
      ...(options.tls === undefined
        ? {}
        : { ...clientTls(options.tls), servername: options.tls.serverName ?? nameOf(host) }),
    });
    const read = (response: IncomingMessage): Outcome<Handshake> => {
      const { location } = response.headers;
      const chosen = response.headers['sec-websocket-protocol'];
      return {
        ok: true,
        value: {
          status: response.statusCode ?? 0,
          subprotocol: (chosen ?? '').slice(0, 40),
          ...(location === undefined ? {} : { location: location.replace(/[?#].*/, '').slice(0, 120) }),
        },
      };
    };
    const done = (outcome: Outcome<Handshake>): void => {
      resolve(outcome);
      asked.destroy();
    };
    asked.once('upgrade', (response, socket) => {
      socket.destroy();
      done(read(response));
    });
    asked.once('response', (response) => done(read(response)));
    asked.once('timeout', () => done({ ok: false, code: 'TIMEOUT' }));
    asked.once('error', (error) => done({ ok: false, code: codeOf(error) }));
    asked.end();
  });
};
