import { HarnessError } from '../errors.ts';
import { AlarmQueue } from './alarm-queue.ts';
import type { Alarm, Clock, QuietSource } from './clock.ts';
import { instant, isoInstant, type Instant, type Millis } from './instant.ts';

/** How long, in host milliseconds, a link or a held token may keep virtual time from advancing. */
const LONGEST_UNREST = 20_000;

/** Every promise that can go on without the outside world has gone on: a tick comes after the last microtask. */
const drained = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
/** Sockets, files and signals of the host have had their turn. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** Alarms between two turns of the host: a night must not keep Ctrl-C waiting. */
const ALARMS_PER_TURN = 200;

/**
 * Discrete-event time: advances to the next alarm only when nothing is in flight. Never patches the global timers:
 * those run ahead of real sockets (knowledge/anchors.md, "measured").
 */
export class VirtualClock implements Clock {
  readonly mode = 'virtual';
  readonly #alarms = new AlarmQueue();
  readonly #sources: QuietSource[] = [];
  #now: Instant;
  #held = 0;

  constructor(start: Instant) {
    this.#now = start;
  }

  now(): Instant {
    return this.#now;
  }

  at(when: Instant, task: () => void): Alarm {
    return this.#alarms.add(when > this.#now ? when : this.#now, task);
  }

  after(delay: Millis, task: () => void): Alarm {
    return this.at(instant(this.#now + delay), task);
  }

  patience(limit: Millis, task: () => void): Alarm {
    return this.after(limit, task);
  }

  until(when: Instant): Promise<void> {
    return new Promise((resolve) => {
      this.at(when, resolve);
    });
  }

  hold(): () => void {
    let held = true;
    this.#held += 1;
    return () => {
      if (held) this.#held -= 1;
      held = false;
    };
  }

  /** Virtual time waits until `source` is quiet. Needed for real sockets of which both ends live in this process. */
  watch(source: QuietSource): void {
    this.#sources.push(source);
  }

  /**
   * Lets time pass until `main` settles.
   * @throws HarnessError when nothing is scheduled and `main` still waits, or when `horizon` is passed.
   */
  async run<T>(main: Promise<T>, horizon: Instant): Promise<T> {
    let settled = false;
    const done = main.finally(() => {
      settled = true;
    });
    done.catch(() => undefined);
    for (let alarms = 0; ; alarms++) {
      if (alarms % ALARMS_PER_TURN === 0) await turn();
      await this.#settle();
      if (settled) return done;
      const next = this.#alarms.next();
      if (next === undefined) {
        throw new HarnessError(
          `deadlock at ${isoInstant(this.#now)}: somebody waits and nothing is scheduled`,
        );
      }
      if (next > horizon) {
        throw new HarnessError(`the night did not end by ${isoInstant(horizon)}: somebody waits for ever`);
      }
      this.#now = next;
      this.#alarms.take()?.();
    }
  }

  async #settle(): Promise<void> {
    await drained();
    if (this.#quiet()) return;
    const since = performance.now();
    while (!this.#quiet()) {
      await turn();
      // What the last message set going must have run, and may have sent another.
      await drained();
      if (performance.now() - since > LONGEST_UNREST) {
        throw new HarnessError(
          `virtual time stands still at ${isoInstant(this.#now)}: a link never came to rest`,
        );
      }
    }
  }

  #quiet(): boolean {
    return this.#held === 0 && this.#sources.every((source) => source.quiet());
  }
}
