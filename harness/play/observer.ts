import type { Dialect, Intent, IntentOf, RequestKind } from '../dialects/index.ts';
import type { Alarm, Clock, Instant } from '../time/index.ts';
import type { Side } from '../trace/index.ts';
import { readJson } from '../wire/index.ts';

interface Seen {
  readonly at: Instant;
  readonly from: Side;
  readonly intent: Intent;
  consumed: boolean;
}

interface Waiter {
  readonly from: Side;
  readonly kinds: readonly RequestKind[];
  readonly since: Instant;
  readonly found: () => void;
}

/** Most requests remembered for steps that have not come up yet. */
const MOST_SEEN = 20_000;

/** Listens to the frames of a night so that play knows when to go on. It judges nothing. */
export class Observer {
  readonly #dialect: Dialect;
  readonly #clock: Clock;
  readonly #starts = new Map<string, IntentOf<'starts transaction'>>();
  /** Transactions by EVSE, as both sides' frames tell of them. */
  readonly transactions = new Map<number, { readonly id: string; readonly since: number }>();
  /** Told of every request of the charger's that could be read. */
  heard: ((intent: Intent) => void) | undefined;
  #seen: Seen[] = [];
  #waiters: Waiter[] = [];

  constructor(dialect: Dialect, clock: Clock) {
    this.#dialect = dialect;
    this.#clock = clock;
  }

  frame(from: Side, text: string): void {
    if (this.#starts.size > 0 && /^\s*\[\s*3\s*,/.test(text)) this.#learnTransaction(text);
    // Only requests, and only cheaply: answers and garbage are the judge's business.
    if (!text.startsWith('[2,') && !/^\s*\[\s*2\s*,/.test(text)) return;
    const frame = readJson(text);
    if (
      !Array.isArray(frame) ||
      typeof frame[2] !== 'string' ||
      typeof frame[3] !== 'object' ||
      frame[3] === null
    )
      return;
    const intent = this.#dialect.decodeRequest({
      action: frame[2],
      payload: frame[3] as Record<string, unknown>,
    });
    if (intent === undefined) return;
    if (from === 'charger') this.heard?.(intent);
    if (intent.kind === 'starts transaction') this.#begin(String(frame[1]), intent);
    const seen: Seen = { at: this.#clock.now(), from, intent, consumed: false };
    this.#seen.push(seen);
    if (this.#seen.length > MOST_SEEN) this.#seen = this.#seen.slice(-MOST_SEEN / 2);
    for (const waiter of this.#waiters) {
      if (this.#match(seen, waiter)) {
        waiter.found();
        break;
      }
    }
  }

  // 2.x stations name their transactions; in 1.6 the id comes with the answer.
  #begin(messageId: string, intent: IntentOf<'starts transaction'>): void {
    const { evse, transactionId, at } = intent;
    if (transactionId === undefined) this.#starts.set(messageId, intent);
    else this.transactions.set(evse, { id: transactionId, since: at });
  }

  #learnTransaction(text: string): void {
    const frame = readJson(text);
    if (!Array.isArray(frame) || typeof frame[1] !== 'string') return;
    const start = this.#starts.get(frame[1]);
    if (start === undefined || typeof frame[2] !== 'object' || frame[2] === null) return;
    this.#starts.delete(frame[1]);
    const reply = this.#dialect.decodeReply(start, frame[2] as Record<string, unknown>);
    if (reply?.transactionId !== undefined) {
      this.transactions.set(start.evse, { id: reply.transactionId, since: start.at });
    }
  }

  #match(seen: Seen, waiter: Omit<Waiter, 'found'>): boolean {
    if (seen.consumed || seen.from !== waiter.from || seen.at < waiter.since) return false;
    if (!waiter.kinds.includes(seen.intent.kind)) return false;
    seen.consumed = true;
    return true;
  }

  /** Resolves true when a request of one of these kinds is (or was, since `since`) seen, false at `deadline`. */
  waitFor(from: Side, kinds: readonly RequestKind[], since: Instant, deadline: Instant): Promise<boolean> {
    if (this.#seen.some((seen) => this.#match(seen, { from, kinds, since }))) return Promise.resolve(true);
    return new Promise((resolve) => {
      let alarm: Alarm | undefined;
      const waiter: Waiter = {
        from,
        kinds,
        since,
        found: () => {
          alarm?.cancel();
          this.#waiters = this.#waiters.filter((other) => other !== waiter);
          resolve(true);
        },
      };
      this.#waiters.push(waiter);
      alarm = this.#clock.at(deadline, () => {
        this.#waiters = this.#waiters.filter((other) => other !== waiter);
        resolve(false);
      });
    });
  }
}
