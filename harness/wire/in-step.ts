import { millis, type Clock, type Millis } from '../time/index.ts';
import type { LinkPair } from './carriage.ts';
import type { Link, LinkClose, LinkMessage } from './link.ts';

/** Messages and closings that are really under way: while there is one, the clock is held. */
class Traffic {
  readonly #clock: Clock;
  readonly #landings: (() => void)[] = [];
  #then: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  leave(): void {
    this.#landings.push(this.#clock.hold());
  }

  land(): void {
    this.#landings.shift()?.();
    if (this.#landings.length === 0) this.#rest();
  }

  /** What is still on its way when a transport breaks never lands. */
  lost(): void {
    while (this.#landings.length > 0) this.#landings.shift()?.();
    this.#rest();
  }

  #rest(): void {
    const then = this.#then;
    this.#then = undefined;
    then?.();
  }

  /** Runs `task` once everything has landed. */
  after(task: () => void): void {
    if (this.#landings.length === 0) task();
    else this.#then = task;
  }
}

/** One end of a real transport whose messages are handed over when the night's clock says so, not when they come. */
class SteppedEnd implements Link {
  peer: SteppedEnd | undefined;
  open = true;
  readonly #inner: Link;
  readonly #clock: Clock;
  readonly #latency: Millis;
  readonly #traffic: Traffic;
  readonly #arrived: LinkMessage[] = [];
  #awaited = 0;
  #heard: LinkClose | undefined;
  #message: (message: LinkMessage) => void = () => undefined;
  #close: (close: LinkClose) => void = () => undefined;
  #gone: () => void = () => undefined;
  /** The transport itself has closed. */
  readonly gone = new Promise<void>((resolve) => {
    this.#gone = resolve;
  });

  constructor(inner: Link, clock: Clock, latency: Millis, traffic: Traffic) {
    this.#inner = inner;
    this.#clock = clock;
    this.#latency = latency;
    this.#traffic = traffic;
    inner.onMessage((message) => {
      this.#arrived.push(message);
      this.#traffic.land();
      if (this.#awaited > 0) this.#handOver();
    });
    inner.onClose((close) => {
      this.#heard = close;
      this.#traffic.lost();
      this.#gone();
    });
  }

  get subprotocol(): string {
    return this.#inner.subprotocol;
  }

  get identity(): string {
    return this.#inner.identity;
  }

  send(text: string): void {
    const { peer } = this;
    if (!this.open || peer === undefined) return;
    if (this.#inner.open) this.#traffic.leave();
    this.#inner.send(text);
    this.#clock.after(this.#latency, () => peer.#due());
  }

  // On a clock that does not wait for what is under way, a message may be due before it is there.
  #due(): void {
    this.#awaited += 1;
    if (this.#arrived.length > 0) this.#handOver();
  }

  #handOver(): void {
    const message = this.#arrived.shift();
    this.#awaited -= 1;
    if (message !== undefined && this.open) this.#message(message);
  }

  close(code = 1000, reason = ''): void {
    this.#end({ code, reason }, () => this.#inner.close(code, reason));
  }

  abort(): void {
    this.#end({ code: 1006, reason: '' }, () => this.#inner.abort());
  }

  // What was sent before arrives before, as it does in memory: the transport ends when it has come to rest.
  #end(close: LinkClose, really: () => void): void {
    const { peer } = this;
    if (!this.open || peer === undefined) return;
    this.open = false;
    const release = this.#clock.hold();
    this.#traffic.after(really);
    void Promise.all([this.gone, peer.gone]).then(release);
    this.#clock.after(millis(0), () => this.#close(close));
    this.#clock.after(this.#latency, () => {
      if (!peer.open) return;
      peer.open = false;
      peer.#close(close.code === 1006 ? close : (peer.#heard ?? close));
    });
  }

  onMessage(handler: (message: LinkMessage) => void): void {
    this.#message = handler;
  }

  onClose(handler: (close: LinkClose) => void): void {
    this.#close = handler;
  }
}

/**
 * Two ends of a real transport, both in this process, in step with a virtual clock: it is held while anything is under
 * way, and every message is an alarm of the night, set when it was sent, so that its order is the same as in memory.
 */
export const inStep = (ends: LinkPair, clock: Clock, latency: Millis): LinkPair => {
  const traffic = new Traffic(clock);
  const charger = new SteppedEnd(ends.charger, clock, latency, traffic);
  const csms = new SteppedEnd(ends.csms, clock, latency, traffic);
  charger.peer = csms;
  csms.peer = charger;
  return { charger, csms };
};
