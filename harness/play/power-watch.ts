import { powerSamples, registerSamples, samplesOf, type Intent } from '../dialects/index.ts';
import { millis, type Clock, type Instant } from '../time/index.ts';
import type { CsmsRole } from '../roles/index.ts';

interface PowerSeen {
  readonly at: Instant;
  readonly watts: number;
}

const MOST = 1000;
/** Samples this near to each other are of one power. */
const STEADY = 150;
const STEP = 500;

/** The powers that a charger reported, as they came in: for play to know when to look again. It judges nothing. */
export class PowerWatch {
  readonly #clock: Clock;
  readonly #seen: PowerSeen[] = [];
  #lastSample = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  hear(intent: Intent): void {
    const samples = samplesOf(intent);
    const powers = powerSamples(samples);
    if (powers.length > 0 || registerSamples(samples).length > 0) this.#lastSample = performance.now();
    const last = powers.at(-1);
    if (last === undefined) return;
    this.#seen.push({ at: this.#clock.now(), watts: last.value });
    if (this.#seen.length > MOST) this.#seen.splice(0, MOST / 2);
  }

  /** Host milliseconds since the last sample of any kind. */
  get silence(): number {
    return performance.now() - this.#lastSample;
  }

  /** Whether power has changed since `edge` and stands still again. */
  settledSince(edge: Instant): boolean {
    const before = this.#seen.findLast(({ at }) => at < edge);
    const [last, second] = this.#seen.filter(({ at }) => at >= edge).toReversed();
    return (
      before !== undefined &&
      last !== undefined &&
      second !== undefined &&
      Math.abs(last.watts - second.watts) < STEADY &&
      Math.abs(last.watts - before.watts) > STEP
    );
  }
}

const TRIES = 3;

/**
 * Asks a charger for samples when it sends them more seldom than the night needs: once it has been seen to be silent,
 * at the pace that was wanted, until it refuses a few times.
 * @param every host milliseconds.
 * @returns ends it.
 */
export const askForSamples = (
  csms: CsmsRole,
  watch: PowerWatch,
  clock: Clock,
  every: number,
): (() => void) => {
  let refused = 0;
  let over = false;
  let silent = false;
  const look = (): void => {
    if (over || refused >= TRIES) return;
    clock.patience(millis(every), () => {
      const [evse] = csms.transactions.keys();
      if (evse === undefined) silent = false;
      else if (watch.silence > every * 1.5) silent = true;
      if (over || evse === undefined || !silent) return look();
      void csms.ask({ kind: 'triggers', message: 'MeterValues', evse }).then((answer) => {
        if (answer.kind !== 'reply' || answer.reply.status !== 'Accepted') refused += 1;
        return look();
      });
    });
  };
  look();
  return () => {
    over = true;
  };
};
