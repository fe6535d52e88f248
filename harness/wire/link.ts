/** One end of an open, message-based connection. Handlers are set once, before the first turn of the event loop. */
export interface Link {
  /** The negotiated sub-protocol, such as `ocpp1.6`; empty when the peer chose none. */
  readonly subprotocol: string;
  /** The last path segment of the URL, percent-decoded (`RPC.01`). */
  readonly identity: string;
  readonly open: boolean;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  /** Ends the transport without a closing handshake. */
  abort(): void;
  onMessage(handler: (message: LinkMessage) => void): void;
  onClose(handler: (close: LinkClose) => void): void;
}

export interface LinkMessage {
  readonly text: string;
  readonly binary: boolean;
  /** Length in bytes before it was cut to the limit. */
  readonly bytes: number;
}

/** How the reason of a close begins when the peer broke the WebSocket protocol or a limit of ours. */
export const BROKEN_FRAME = 'a broken WebSocket frame';

export interface LinkClose {
  readonly code: number;
  readonly reason: string;
}
