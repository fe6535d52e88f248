import { instant, millis, type Instant, type Millis } from './instant.ts';

/** A moment by both clocks. */
export interface Knot {
  readonly scenario: Instant;
  readonly host: Instant;
}

/** What a program on this host may need for anything, in the host's own milliseconds: ramps, samples, a busy machine. */
const HOST_PATIENCE = millis(5000);

/**
 * How the scenario's time passes against the host's: linear between knots, one to one before the first, at `rate`
 * scenario milliseconds per host millisecond after the last. Strictly increasing, so each clock has one reading for
 * every reading of the other.
 */
export class Course {
  readonly knots: readonly Knot[];
  readonly rate: number;

  /** @throws RangeError unless both clocks increase from knot to knot and the rate is above 0. */
  constructor(knots: readonly [Knot, ...Knot[]], rate: number) {
    for (const [index, { scenario, host }] of knots.entries()) {
      const before = knots[index - 1];
      if (before !== undefined && (scenario <= before.scenario || host <= before.host))
        throw new RangeError('the knots of a course must increase by both clocks');
    }
    if (!(rate > 0)) throw new RangeError('time must pass');
    this.knots = knots;
    this.rate = rate;
  }

  toHost(at: Instant): Instant {
    return instant(this.#through(at, 'scenario', 'host'));
  }

  toScenario(at: Instant): Instant {
    return instant(this.#through(at, 'host', 'scenario'));
  }

  /** Scenario time that passes in `wait` host milliseconds from `at` on. */
  during(at: Instant, wait: number): Millis {
    return millis(this.toScenario(instant(this.toHost(at) + wait)) - at);
  }

  #through(at: number, from: keyof Knot, to: keyof Knot): number {
    const { knots } = this;
    const index = knots.findLastIndex((knot) => knot[from] <= at);
    const knot = knots[Math.max(0, index)] as Knot;
    const next = knots[index + 1];
    if (index < 0) return knot[to] + (at - knot[from]);
    if (next !== undefined)
      return knot[to] + ((at - knot[from]) * (next[to] - knot[to])) / (next[from] - knot[from]);
    return knot[to] + (at - knot[from]) * (to === 'host' ? 1 / this.rate : this.rate);
  }
}

/**
 * The shortest wait after `at`, in the scenario's time, that is fair to a subject: where time is compressed, "within
 * 60 s" may be a tenth of a second of the host, and a program's promptness is not what is judged. 0 without a course.
 */
export const leastWait = (course: Course | undefined, at: Instant, wait: Millis = HOST_PATIENCE): Millis =>
  course === undefined ? millis(0) : course.during(at, wait);

export interface Stretching {
  readonly from: Knot;
  /** When something happens or changes, in any order. */
  readonly edges: readonly Instant[];
  /** Longest time of the host that a stretch between two edges takes. */
  readonly stretch: Millis;
}

const WHOLE = 1000;

/**
 * A night in which every stretch between two edges takes the same time of the host, or its own where that is shorter.
 * Edges fall on whole host seconds, so that a schedule, which counts in seconds, can name them exactly.
 */
export const stretchedCourse = ({ from, edges, stretch }: Stretching): Course => {
  const knots: [Knot, ...Knot[]] = [from];
  let { scenario, host } = from;
  for (const edge of [...new Set(edges)].sort((a, b) => a - b)) {
    if (edge <= scenario) continue;
    const length = Math.max(WHOLE, Math.min(edge - scenario, stretch));
    host = instant(Math.ceil((host + length) / WHOLE) * WHOLE);
    scenario = edge;
    knots.push({ scenario, host });
  }
  return new Course(knots, 1);
};
