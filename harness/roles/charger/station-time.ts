import { instant, plus, seconds, type Alarm, type Clock, type Instant } from '../../time/index.ts';

/** The station's own idea of the time: the clock, moved by what the CSMS said if the station believes it. */
export interface StationTime {
  now(): Instant;
  /** `now`, moved by `by` milliseconds. */
  shifted(by: number): Instant;
  inSeconds(length: number): Instant;
  /** Runs `task` when the station's clock reads `when + by` ms. */
  at(when: Instant, by: number, task: () => void): Alarm;
  /** The CSMS said what time it is. True when the station's clock was moved. */
  adopt(now: Instant): boolean;
}

/** Smaller corrections are the network's delay, not an error of the clock. */
const SMALLEST_STEP = 1000;

export const createStationTime = (clock: Clock, adopts: boolean): StationTime => {
  let offset = 0;
  const now = (): Instant => instant(clock.now() + offset);
  return {
    now,
    shifted: (by) => instant(now() + by),
    inSeconds: (length) => plus(now(), seconds(length)),
    at: (when, by, task) => clock.at(instant(when + by - offset), task),
    adopt(told) {
      const step = told - now();
      if (!adopts || Math.abs(step) < SMALLEST_STEP) return false;
      offset += step;
      return true;
    },
  };
};
