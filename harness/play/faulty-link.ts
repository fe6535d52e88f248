import { instant, type Clock } from '../time/index.ts';
import type { Link, LinkClose, LinkMessage } from '../wire/index.ts';

/** What happens now to messages in one direction. */
export interface Course {
  readonly held: boolean;
  /** Milliseconds. */
  readonly by: number;
  /** A message was held or delayed. */
  touched(): void;
}

/** What the other end sends and a fault holds back, as it comes. */
export type Held = (text: string) => void;

export interface Courses {
  readonly outward: () => Course;
  readonly inward: () => Course;
}

type Task = () => void;

/** More than a night has messages; what a flood adds is lost. */
const MOST_HELD = 10_000;
const DEAD: Course = { held: true, by: 0, touched: () => undefined };

/** Tasks in order, each held or late as its course says. */
class Lane {
  readonly #clock: Clock;
  readonly #course: () => Course;
  #waiting: Task[] = [];
  #due = 0;

  constructor(clock: Clock, course: () => Course) {
    this.#clock = clock;
    this.#course = course;
  }

  get held(): boolean {
    return this.#course().held || this.#waiting.length > 0;
  }

  pass(task: Task): void {
    const course = this.#course();
    if (course.held || this.#waiting.length > 0) {
      if (course.held) course.touched();
      if (this.#waiting.length < MOST_HELD) this.#waiting.push(task);
      return;
    }
    const due = Math.max(this.#clock.now() + course.by, this.#due);
    if (due <= this.#clock.now()) return task();
    if (course.by > 0) course.touched();
    this.#due = due;
    this.#clock.at(instant(due), task);
  }

  resume(): void {
    if (this.#course().held) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const task of waiting) this.pass(task);
  }
}

/** A link that a fault can silence or delay. It wraps the end that is played here, so it works on any transport. */
export class FaultyLink implements Link {
  readonly #inner: Link;
  readonly #out: Lane;
  readonly #in: Lane;
  #ended = false;
  #dead = false;
  #close: (close: LinkClose) => void = () => undefined;

  readonly #held: Held;

  constructor(inner: Link, clock: Clock, courses: Courses, held: Held) {
    this.#held = held;
    this.#inner = inner;
    const unlessDead = (course: () => Course) => () => (this.#dead ? DEAD : course());
    this.#out = new Lane(clock, unlessDead(courses.outward));
    this.#in = new Lane(clock, unlessDead(courses.inward));
  }

  get subprotocol(): string {
    return this.#inner.subprotocol;
  }

  get identity(): string {
    return this.#inner.identity;
  }

  /** As far as this end knows: a close that was held back has not been heard of. */
  get open(): boolean {
    return !this.#ended && (this.#inner.open || this.#in.held);
  }

  get gone(): boolean {
    return this.#ended && !this.#inner.open;
  }

  // What a sender gave up together with its connection is lost, as it is in TCP.
  send(text: string): void {
    if (this.#ended) return;
    this.#out.pass(() => {
      if (!this.#ended) this.#inner.send(text);
    });
  }

  close(code?: number, reason?: string): void {
    this.#leave(() => this.#inner.close(code, reason));
  }

  abort(): void {
    this.#leave(() => this.#inner.abort());
  }

  /** The transport breaks for both ends at once. */
  cut(): void {
    this.#inner.abort();
    this.#end({ code: 1006, reason: '' });
  }

  /** Nothing will pass any more, and nobody is told. */
  bury(): void {
    this.#dead = true;
  }

  resume(): void {
    this.#out.resume();
    this.#in.resume();
  }

  onMessage(handler: (message: LinkMessage) => void): void {
    this.#inner.onMessage((message) => {
      if (this.#in.held) this.#held(message.text);
      this.#in.pass(() => {
        if (!this.#ended && this.#inner.open) handler(message);
      });
    });
  }

  onClose(handler: (close: LinkClose) => void): void {
    this.#close = handler;
    this.#inner.onClose((close) => this.#in.pass(() => this.#end(close)));
  }

  #leave(how: () => void): void {
    if (this.#ended) return;
    const held = this.#out.held || this.#in.held;
    this.#out.pass(how);
    // Nobody there will answer the goodbye.
    if (held) this.#end({ code: 1006, reason: '' });
  }

  #end(close: LinkClose): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#close(close);
  }
}
