import { seconds, type Alarm, type Clock } from '../../time/index.ts';

export interface Sampling {
  /** Begins anew: the interval or the transaction has changed. */
  restart(): void;
  stop(): void;
}

/** @param every seconds; 0 or less: never */
export const createSampling = (
  clock: Clock,
  every: () => number,
  running: () => boolean,
  take: () => void,
): Sampling => {
  let next: Alarm | undefined;
  const restart = (): void => {
    next?.cancel();
    const length = every();
    if (length <= 0 || !running()) return;
    next = clock.after(seconds(length), () => {
      take();
      restart();
    });
  };
  return { restart, stop: () => next?.cancel() };
};
