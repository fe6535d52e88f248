import type { Alarm } from './clock.ts';
import type { Instant } from './instant.ts';

interface Entry extends Alarm {
  readonly when: Instant;
  readonly order: number;
  task: (() => void) | undefined;
}

/** Alarms by time, then by the order in which they were set: a binary heap, so that equal seeds give equal nights. */
export class AlarmQueue {
  readonly #heap: Entry[] = [];
  #order = 0;

  add(when: Instant, task: () => void): Alarm {
    const entry: Entry = {
      when,
      order: this.#order++,
      task,
      cancel() {
        entry.task = undefined;
      },
    };
    this.#heap.push(entry);
    this.#up(this.#heap.length - 1);
    return entry;
  }

  /** When the next alarm is due; cancelled ones are forgotten on the way. */
  next(): Instant | undefined {
    while (this.#heap[0] !== undefined && this.#heap[0].task === undefined) this.#pop();
    return this.#heap[0]?.when;
  }

  /** Takes the next alarm's task off the queue. */
  take(): (() => void) | undefined {
    if (this.next() === undefined) return undefined;
    return this.#pop()?.task;
  }

  #pop(): Entry | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first !== last && last !== undefined) {
      this.#heap[0] = last;
      this.#down(0);
    }
    return first;
  }

  #before(a: number, b: number): boolean {
    const left = this.#heap[a];
    const right = this.#heap[b];
    if (left === undefined || right === undefined) return false;
    return left.when < right.when || (left.when === right.when && left.order < right.order);
  }

  #swap(a: number, b: number): void {
    const left = this.#heap[a];
    const right = this.#heap[b];
    if (left === undefined || right === undefined) return;
    this.#heap[a] = right;
    this.#heap[b] = left;
  }

  #up(from: number): void {
    let child = from;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#before(child, parent)) return;
      this.#swap(child, parent);
      child = parent;
    }
  }

  #down(from: number): void {
    let parent = from;
    for (;;) {
      const left = 2 * parent + 1;
      const least = this.#before(left + 1, left) ? left + 1 : left;
      if (!this.#before(least, parent)) return;
      this.#swap(parent, least);
      parent = least;
    }
  }
}
