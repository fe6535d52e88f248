import { AlarmQueue } from './alarm-queue.ts';
import type { Alarm, Clock, TimeMode } from './clock.ts';
import { Course } from './course.ts';
import { instant, type Instant, type Millis } from './instant.ts';

/** setTimeout fires at once beyond this (2^31-1 ms). */
const LONGEST_TIMER = 2_147_483_647;

export interface Pace {
  readonly mode: Extract<TimeMode, 'real' | 'scaled' | 'steered' | 'rebased' | 'faked' | 'projected'>;
  /** What the clock reads when it is made. */
  readonly start: Instant;
  /** Scenario seconds per second of the host; 1 for real and steered time. */
  readonly rate: number;
}

/**
 * Time that follows the host's monotonic clock by a course, which may be laid anew (scaled and rebased time, once the
 * subject is there), and that can be set forward (steered time).
 */
export class PacedClock implements Clock {
  readonly mode: Pace['mode'];
  readonly #alarms = new AlarmQueue();
  readonly #wall = Date.now() - performance.now();
  #course: Course;
  #timer: NodeJS.Timeout | undefined;

  constructor(pace: Pace) {
    this.mode = pace.mode;
    this.#course = new Course([{ scenario: pace.start, host: this.host() }], pace.rate);
  }

  /** How this clock runs from now on. */
  get course(): Course {
    return this.#course;
  }

  /** The host's wall clock, which no correction of the host's time can set back. */
  host(): Instant {
    return instant(this.#wall + performance.now());
  }

  now(): Instant {
    return instant(Math.floor(this.#course.toScenario(this.host())));
  }

  at(when: Instant, task: () => void): Alarm {
    const alarm = this.#alarms.add(when, task);
    this.#arm();
    return alarm;
  }

  after(delay: Millis, task: () => void): Alarm {
    return this.at(instant(this.now() + delay), task);
  }

  patience(limit: Millis, task: () => void): Alarm {
    const timer = setTimeout(task, Math.min(limit, LONGEST_TIMER));
    return { cancel: () => clearTimeout(timer) };
  }

  until(when: Instant): Promise<void> {
    return new Promise((resolve) => {
      this.at(when, resolve);
    });
  }

  hold(): () => void {
    return () => undefined;
  }

  /** Sets the clock forward. Alarms that are passed over fire at once, in their order. */
  jump(to: Instant): void {
    this.follow(new Course([{ scenario: to, host: this.host() }], this.#course.rate));
  }

  /** Runs by another course. It must not set the clock back. */
  follow(course: Course): void {
    this.#course = course;
    this.#arm();
  }

  /** Forgets every alarm; the host process may end. */
  stop(): void {
    clearTimeout(this.#timer);
    while (this.#alarms.take() !== undefined);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const next = this.#alarms.next();
    if (next === undefined) return;
    const wait = Math.max(0, this.#course.toHost(next) - this.host());
    this.#timer = setTimeout(() => this.#fire(), Math.min(Math.ceil(wait), LONGEST_TIMER));
  }

  #fire(): void {
    for (;;) {
      const next = this.#alarms.next();
      if (next === undefined || next > this.now()) break;
      this.#alarms.take()?.();
    }
    this.#arm();
  }
}
