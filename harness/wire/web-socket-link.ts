import type { Link, LinkClose, LinkMessage } from './link.ts';

/**
 * What we need of a `WebSocket` as browsers have it; Node's own, and mock-socket's, are such. (`ws` is used without this
 * adapter: it tells the bytes of a frame, and can break a connection.)
 */
export interface StandardWebSocket {
  readonly protocol: string;
  readonly readyState: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(
    type: 'close',
    listener: (event: { readonly code: number; readonly reason: string }) => void,
  ): void;
}

const OPEN = 1;
const NORMAL = 1000;
const LONGEST_REASON = 123;

/** The standard lets a page close with these only; others it throws at. */
const allowed = (code: number): number => (code === NORMAL || (code >= 3000 && code <= 4999) ? code : NORMAL);

/** A link over an open `WebSocket` of the standard, for clients that are embedded in a page or tested beside it. */
export const webSocketLink = (socket: StandardWebSocket, identity: string): Link => {
  let onMessage: (message: LinkMessage) => void = () => undefined;
  let onClose: (close: LinkClose) => void = () => undefined;
  socket.addEventListener('message', ({ data }) => {
    const binary = typeof data !== 'string';
    const text = binary ? '' : data;
    onMessage({ text, binary, bytes: Buffer.byteLength(text) });
  });
  socket.addEventListener('close', ({ code, reason }) =>
    onClose({ code, reason: reason.slice(0, LONGEST_REASON) }),
  );
  return {
    subprotocol: socket.protocol,
    identity,
    get open() {
      return socket.readyState === OPEN;
    },
    send(text) {
      if (socket.readyState === OPEN) socket.send(text);
    },
    close: (code = NORMAL, reason = '') => socket.close(allowed(code), reason.slice(0, LONGEST_REASON)),
    // The standard knows no way to break a connection.
    abort: () => socket.close(),
    onMessage(handler) {
      onMessage = handler;
    },
    onClose(handler) {
      onClose = handler;
    },
  };
};
