import type { Scenario } from '../suite/index.ts';
import {
  instant,
  isoInstant,
  plus,
  seconds,
  type Clock,
  type Instant,
  type Millis,
  type PacedClock,
} from '../time/index.ts';
import type { TraceWriter } from '../trace/index.ts';

/** How the night passes between two things that happen. */
export interface Passage {
  reach(when: Instant): Promise<void>;
}

export const waitingPassage = (clock: Clock): Passage => ({ reach: (when) => clock.until(when) });

/** Lived before something happens, so that the subject is seen to be in its old state. */
const LEAD = seconds(15);

/** Instants at which something must be watched: edges of the curve. Steps are reached by the walk itself. */
export const edgesOf = (scenario: Scenario): readonly Instant[] => {
  const edges = new Set<Instant>();
  for (const check of scenario.checks) {
    if (check.check !== 'power') continue;
    for (const row of check.curve) edges.add(row.from).add(row.to);
  }
  return [...edges].sort((a, b) => a - b);
};

export interface Steering {
  readonly clock: PacedClock;
  readonly trace: TraceWriter;
  readonly edges: readonly Instant[];
  /** Lived after each edge: long enough to settle and to be sampled. */
  readonly tail: Millis;
  /** Makes the subject ask for the time; resolves when it was told. */
  readonly tell: () => Promise<boolean>;
  readonly over: () => boolean;
}

/**
 * Steered time: the night is sampled around its edges, and set forward in between. Every jump is in the trace, so
 * that nobody takes what was not lived for evidence.
 */
export const steeredPassage = (it: Steering): Passage => {
  const { clock, trace } = it;
  let liveUntil = clock.now();
  const approach = async (when: Instant): Promise<void> => {
    await clock.until(instant(Math.min(liveUntil, when)));
    const landing = instant(when - LEAD);
    if (landing - clock.now() > LEAD) {
      trace.add({ kind: 'clock', what: 'jumped', to: landing });
      clock.jump(landing);
      const told = await it.tell();
      trace.add({
        kind: 'clock',
        what: 'told',
        detail: told ? `it was told ${isoInstant(clock.now())}` : 'it never asked for the time',
      });
    }
    await clock.until(when);
    liveUntil = plus(when, it.tail);
  };
  return {
    async reach(when) {
      for (const edge of it.edges) {
        if (edge > clock.now() && edge < when && !it.over()) await approach(edge);
      }
      if (!it.over()) await approach(when);
    },
  };
};
