import type { Instant, Millis } from './instant.ts';

/** How a subject's night is made to pass (DESIGN.md §3); `auto` until a probe has chosen. */
export type TimeMode = 'auto' | 'virtual' | 'steered' | 'faked' | 'rebased' | 'scaled' | 'projected' | 'real';

export interface Alarm {
  cancel(): void;
}

/**
 * The one source of time. `now` is what OCPP timestamps and tariff windows use; `patience` runs on the host's
 * monotonic clock (virtual: the same axis) and is only for time-outs.
 */
export interface Clock {
  readonly mode: TimeMode;
  now(): Instant;
  /** Runs `task` when the clock reads `when`; at once (but never inside this call) if that is past. */
  at(when: Instant, task: () => void): Alarm;
  after(delay: Millis, task: () => void): Alarm;
  /** Runs `task` after `limit` of the peer's time: virtual in memory, the host's seconds against a real peer. */
  patience(limit: Millis, task: () => void): Alarm;
  until(when: Instant): Promise<void>;
  /** Keeps virtual time from advancing until the returned function is called (file, crypto, container work). */
  hold(): () => void;
}

/** Something whose traffic must come to rest before virtual time may advance. */
export interface QuietSource {
  quiet(): boolean;
}
