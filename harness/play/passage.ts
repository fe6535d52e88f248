import type { Scenario } from '../suite/index.ts';
import {
  instant,
  isoInstant,
  millis,
  plus,
  seconds,
  type Clock,
  type Instant,
  type Millis,
  type PacedClock,
} from '../time/index.ts';
import type { TraceWriter } from '../trace/index.ts';
import type { Cast } from './stage.ts';

/** How the night passes between two things that happen. */
export interface Passage {
  reach(when: Instant): Promise<void>;
}

export const waitingPassage = (clock: Clock): Passage => ({ reach: (when) => clock.until(when) });

/** Lived before something happens, so that the subject is seen to be in its old state. */
const LEAD = seconds(12);
/** Lived after an edge at least: a charger may take this long to ramp, whatever its clock reads. */
const RAMP = seconds(15);
/** Lived after an edge has settled, for samples of the new state. */
const LOOK = seconds(14);
const TICK = millis(500);

/** An instant at which the power must change, and when it must have. */
export interface Edge {
  readonly at: Instant;
  readonly settled: Instant;
  /** Where no other row came before, there is no change to be waited for. */
  readonly first: boolean;
}

/** Edges of every curve; steps are reached by the walk itself. */
export const edgesOf = (scenario: Scenario): readonly Edge[] => {
  const edges = new Map<Instant, Edge>();
  for (const check of scenario.checks) {
    if (check.check !== 'power') continue;
    for (const [index, { from }] of check.curve.entries()) {
      const known = edges.get(from);
      const settled = plus(from, check.settle);
      edges.set(from, {
        at: from,
        settled: instant(Math.max(settled, known?.settled ?? settled)),
        first: check.curve[index - 1]?.to !== from && known?.first !== false,
      });
    }
  }
  return [...edges.values()].sort((a, b) => a.at - b.at);
};

export interface Steering {
  readonly clock: PacedClock;
  readonly trace: TraceWriter;
  readonly edges: readonly Edge[];
  /** Whether power changed after this edge and stands still again. */
  readonly settledSince: (edge: Instant) => boolean;
  /** Makes the subject ask for the time; resolves when it was told. */
  readonly tell: () => Promise<boolean>;
  readonly over: () => boolean;
}

/**
 * Steered time: the night is sampled around its edges, and set forward in between. Every jump is in the trace, so
 * that nobody takes what was not lived for evidence. The time that an edge is given to settle is cut short only where
 * the power has changed and stands still: who is slow is given all of it.
 */
export const steeredPassage = (it: Steering): Passage => {
  const { clock, trace } = it;
  const setForward = async (to: Instant): Promise<void> => {
    if (it.over() || to <= clock.now()) return;
    trace.add({ kind: 'clock', what: 'jumped', to });
    clock.jump(to);
    const told = await it.tell();
    trace.add({
      kind: 'clock',
      what: 'told',
      detail: told ? `it was told ${isoInstant(clock.now())}` : 'it never asked for the time',
    });
  };
  const approach = async (when: Instant, lead: Millis): Promise<void> => {
    const landing = instant(when - lead);
    if (landing - clock.now() > LEAD) await setForward(landing);
    await clock.until(when);
  };
  const passEdge = async (edge: Edge): Promise<void> => {
    await approach(edge.at, edge.first ? millis(0) : LEAD);
    const ramped = plus(clock.now(), RAMP);
    while (!it.over() && clock.now() < edge.settled) {
      const early = clock.now() >= ramped && (edge.first || it.settledSince(edge.at));
      if (early) await setForward(edge.settled);
      else await clock.until(plus(clock.now(), TICK));
    }
    await clock.until(plus(instant(Math.max(clock.now(), edge.settled)), LOOK));
  };
  return {
    async reach(when) {
      for (const edge of it.edges)
        if (edge.at > clock.now() && edge.at < when && !it.over()) await passEdge(edge);
      if (!it.over()) await approach(when, LEAD);
    },
  };
};

/** Hurries a charger to ask what time it is; chargers without the trigger ask by themselves at the heartbeat. */
export const tellTime = async (cast: Cast, clock: PacedClock): Promise<boolean> => {
  if (cast.csms === undefined) return false;
  const since = clock.now();
  const asked = cast.observer.waitFor('charger', ['heartbeats', 'boots'], since, plus(since, seconds(12)));
  await cast.csms.ask({ kind: 'triggers', message: 'Heartbeat' });
  const told = await asked;
  // The answer must have arrived before anything depends on it.
  await clock.until(plus(clock.now(), millis(500)));
  return told;
};
