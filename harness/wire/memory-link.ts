import { millis, type Clock, type Millis } from '../time/index.ts';
import type { Link, LinkClose, LinkMessage } from './link.ts';

export interface MemoryLinkOptions {
  readonly identity: string;
  readonly subprotocol: string;
  /** One way; 0 keeps everything at the same virtual instant. */
  readonly latency?: Millis;
}

class MemoryEnd implements Link {
  readonly subprotocol: string;
  readonly identity: string;
  open = true;
  peer: MemoryEnd | undefined;
  readonly #clock: Clock;
  readonly #latency: Millis;
  #message: (message: LinkMessage) => void = () => undefined;
  #close: (close: LinkClose) => void = () => undefined;

  constructor(clock: Clock, options: MemoryLinkOptions) {
    this.subprotocol = options.subprotocol;
    this.identity = options.identity;
    this.#clock = clock;
    this.#latency = options.latency ?? millis(0);
  }

  send(text: string): void {
    const { peer } = this;
    if (!this.open || peer === undefined) return;
    this.#clock.after(this.#latency, () => {
      if (peer.open) peer.#message({ text, binary: false, bytes: Buffer.byteLength(text) });
    });
  }

  close(code = 1000, reason = ''): void {
    this.#end({ code, reason });
  }

  abort(): void {
    this.#end({ code: 1006, reason: '' });
  }

  // Both ends hear of it: a close that only one side sees is the fault proxy's business.
  #end(close: LinkClose): void {
    const { peer } = this;
    if (!this.open) return;
    this.open = false;
    this.#clock.after(millis(0), () => this.#close(close));
    this.#clock.after(this.#latency, () => {
      if (peer?.open !== true) return;
      peer.open = false;
      peer.#close(close);
    });
  }

  onMessage(handler: (message: LinkMessage) => void): void {
    this.#message = handler;
  }

  onClose(handler: (close: LinkClose) => void): void {
    this.#close = handler;
  }
}

/** Two ends of a connection in this process. Deliveries are alarms of the clock, so their order is the night's. */
export const memoryLinkPair = (
  clock: Clock,
  options: MemoryLinkOptions,
): { readonly charger: Link; readonly csms: Link } => {
  const charger = new MemoryEnd(clock, options);
  const csms = new MemoryEnd(clock, options);
  charger.peer = csms;
  csms.peer = charger;
  return { charger, csms };
};
