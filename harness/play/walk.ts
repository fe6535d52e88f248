import type { Tariff } from '../energy/index.ts';
import { NOT_DECLARED, type Done } from '../subject/index.ts';
import { VERBS, type Scenario, type Step } from '../suite/index.ts';
import {
  leastWait,
  millis,
  plus,
  seconds,
  type Clock,
  type Course,
  type Instant,
  type Millis,
} from '../time/index.ts';
import type { TraceWriter } from '../trace/index.ts';
import { playedIdentity } from './caller.ts';
import { scheduleFault } from './harm.ts';
import { describeAnswer, requestOf, type Turn } from './perform.ts';
import type { Cast } from './stage.ts';
import type { Passage } from './passage.ts';

export interface Walk {
  readonly scenario: Scenario;
  readonly cast: Cast;
  readonly clock: Clock;
  readonly trace: TraceWriter;
  readonly passage: Passage;
  /** How time passes against the host's, where it is compressed. */
  readonly course: () => Course | undefined;
  readonly turn: Turn;
  /** True once the run was interrupted or the subject is gone. */
  readonly over: () => boolean;
}

/** How long a step without `within` may take: only the world's steps have none. */
const UNHURRIED = millis(60_000);
/** No central system is faster than its network: a charger has taken the last answer before the next request comes. */
const THINKING = millis(250);

/** Walks the timeline: plays every part that is not the subject's, waits for the subject, decides nothing. */
export const walk = async (it: Walk): Promise<void> => {
  let previous = it.clock.now();
  let tariff = it.scenario.given.tariff;
  for (const step of it.scenario.timeline) {
    if (it.over()) return;
    if (step.when.kind === 'during') {
      scheduleFault(
        { ...it, seam: it.cast.faults, power: it.cast.power, twin: it.cast.twin },
        step,
        step.when,
      );
      continue;
    }
    if (step.when.kind === 'at') {
      await it.passage.reach(step.when.at);
      // What came in the instant before the walk got here still belongs to this step.
      previous = step.when.at;
    }
    if (it.over()) return;
    it.trace.add({ kind: 'step', step: step.index, phase: 'begins' });
    if (step.actor === 'tariff') tariff = step.with.tariff ?? tariff;
    await take(it, step, previous, tariff);
    previous = it.clock.now();
  }
  await it.passage.reach(it.scenario.end);
  if (it.scenario.checks.some(({ check }) => check === 'books' || check === 'bill')) await readBooks(it);
};

/** Writes down what the CSMS shows; one that cannot be read is said to be so, once, by the checks that need it. */
const readBooks = async ({ cast, trace }: Walk): Promise<Done> => {
  if (cast.side !== 'csms') return { ok: true };
  if (cast.subject.books === undefined) return { ok: true, detail: NOT_DECLARED.detail ?? '' };
  const { books, ...done } = await cast.subject.books();
  if (books === undefined) trace.add({ kind: 'action', actor: 'operator', verb: 'reads books', ...done });
  else trace.add({ kind: 'books', ...books });
  return done;
};

const take = async (it: Walk, step: Step, since: Instant, tariff: Tariff): Promise<void> => {
  const { cast, trace } = it;
  const finish = (ok: boolean, detail?: string): void =>
    trace.add({
      kind: 'step',
      step: step.index,
      phase: ok ? 'done' : 'gave up',
      ...(detail === undefined ? {} : { detail }),
    });
  switch (step.actor) {
    case 'driver': {
      const done = await drive(it, step);
      trace.add({ kind: 'action', actor: 'driver', verb: step.verb, ...done });
      return finish(done.ok, done.detail);
    }
    case 'tariff': {
      const done = cast.side === 'csms' ? await cast.subject.publish(tariff) : { ok: true };
      trace.add({ kind: 'action', actor: 'tariff', verb: step.verb, ...done });
      return finish(done.ok, done.detail);
    }
    case 'operator': {
      const done = step.verb === 'reads books' ? await readBooks(it) : await operate(it, step);
      trace.add({ kind: 'action', actor: 'operator', verb: step.verb, ...done });
      return finish(done.ok, done.detail);
    }
    case 'charger':
    case 'csms': {
      if (step.actor === 'csms' && cast.csms !== undefined) {
        if (it.clock.mode !== 'virtual') await hostPause(it.clock, THINKING);
        const speaks = step.with.by === 'portal' ? (cast.portal ?? cast.csms) : cast.csms;
        const answer = await speaks.ask(requestOf(step, it.turn, tariff));
        return finish(answer.kind === 'reply', describeAnswer(answer));
      }
      if (step.actor === 'csms' && cast.subject.tell !== undefined) {
        await knowTransaction(it, step);
        const done = await cast.subject.tell(requestOf(step, it.turn, tariff));
        trace.add({ kind: 'action', actor: 'operator', verb: step.verb, ...done });
      }
      const deadline = plus(since, millis(Math.max(step.within ?? UNHURRIED, leastWait(it.course(), since))));
      const shows = VERBS.find((verb) => verb.actor === step.actor && verb.verb === step.verb)?.shows ?? [];
      return finish(await cast.observer.waitFor(step.actor, shows, since, deadline));
    }
    case 'vehicle':
    case 'fault':
      return trace.add({
        kind: 'step',
        step: step.index,
        phase: 'skipped',
        detail: `nobody plays ${step.actor}`,
      });
  }
};

const drive = async ({ cast, scenario }: Walk, step: Step): Promise<Done> => {
  const { charger, subject } = cast;
  switch (step.verb) {
    case 'plugs in':
      if (charger === undefined) return subject.plugIn(scenario.given.vehicle);
      charger.plugIn(scenario.given.vehicle);
      return { ok: true };
    case 'unplugs':
      if (charger === undefined) return subject.unplug();
      charger.unplug();
      return { ok: true };
    case 'presents token': {
      const token = step.with.token ?? 'OFFPEAK';
      if (charger === undefined) return subject.presentToken(token);
      charger.presentToken(token);
      return { ok: true };
    }
    default:
      return { ok: false, detail: `nobody knows how a driver "${step.verb}"` };
  }
};

const operate = ({ cast, scenario }: Walk, step: Step): Promise<Done> => {
  switch (step.verb) {
    case 'activates station':
      if (cast.side === 'csms') return cast.subject.activate(playedIdentity(scenario.given.caller));
      cast.endpoint.unlock();
      return Promise.resolve({ ok: true });
    case 'corrects credentials':
      cast.endpoint.unlock();
      cast.caller.correct();
      return Promise.resolve({ ok: true });
    default:
      return Promise.resolve({ ok: false, detail: `nobody knows how an operator "${step.verb}"` });
  }
};

const hostPause = (clock: Clock, length: Millis): Promise<void> =>
  new Promise((resolve) => void clock.patience(length, resolve));

/** A CSMS that is told what to send must be told the transaction, whose id may still be on its way (1.6). */
const knowTransaction = async ({ clock, turn }: Walk, step: Step): Promise<void> => {
  for (let tries = 0; tries < 100 && !turn.transactions.has(step.with.evse ?? 1); tries++) {
    await hostPause(clock, millis(20));
  }
};

/** Waits until the charger and the CSMS talk to each other, at most `patience` host milliseconds. */
export const connectionOf = async (
  it: Pick<Walk, 'clock' | 'cast' | 'over' | 'scenario' | 'trace'>,
  patience: number,
): Promise<boolean> => {
  const { clock, cast } = it;
  // Where the two sides cannot come together by design, an attempt is what shows that somebody is there.
  const there = startsApart(it)
    ? () => it.trace.events.some(({ kind }) => kind === 'link')
    : () => cast.connected();
  if (clock.mode === 'virtual') {
    await clock.until(plus(clock.now(), seconds(1)));
    return there();
  }
  let late = false;
  const alarm = clock.patience(millis(patience), () => {
    late = true;
  });
  while (!there() && !late && !it.over()) await hostPause(clock, millis(50));
  alarm.cancel();
  return there();
};

const startsApart = ({ scenario: { given } }: Pick<Walk, 'scenario'>): boolean =>
  given.endpoint !== undefined || given.caller !== undefined;
