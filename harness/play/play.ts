import type { DialectId } from '../dialects/index.ts';
import { wholeSeconds } from '../energy/index.ts';
import { HarnessError, SubjectError } from '../errors.ts';
import type { Subject, TimeControl } from '../subject/index.ts';
import type { Scenario } from '../suite/index.ts';
import {
  hours,
  millis,
  minus,
  PacedClock,
  plus,
  VirtualClock,
  type Course,
  type Instant,
} from '../time/index.ts';
import { TraceWriter, type Trace, type TraceEnding, type TraceSink } from '../trace/index.ts';
import { edgesOf, steeredPassage, tellTime, waitingPassage } from './passage.ts';
import { askForSamples, PowerWatch } from './power-watch.ts';
import { setOut } from './set-out.ts';
import { seeded } from './random.ts';
import { assemble, type Cast } from './stage.ts';
import { connectionOf, walk, type Walk } from './walk.ts';

export interface PlayOptions {
  readonly scenario: Scenario;
  readonly subject: Subject;
  readonly dialect: DialectId;
  readonly seed: string;
  /** Version of the harness, for the trace's header. */
  readonly version: string;
  readonly sink?: TraceSink;
  readonly signal?: AbortSignal;
}

interface Ending {
  readonly ended: TraceEnding;
  readonly reason?: string;
}

/**
 * Plays one scenario and writes down everything. Never throws for what a subject does: the footer says how it ended.
 */
export const play = async (options: PlayOptions): Promise<Trace> => {
  const { scenario, subject } = options;
  const clock = clockFor(subject.time, scenario.given.now);
  const trace = new TraceWriter(
    {
      kind: 'header',
      format: 'offpeak-trace/1',
      offpeak: options.version,
      scenario: scenario.id,
      scenarioHash: scenario.hash,
      dialect: options.dialect,
      subject: subject.side,
      subjectName: subject.name,
      reference: subject.reference,
      timeMode: subject.time.mode,
      ...('rate' in subject.time ? { rate: subject.time.rate } : {}),
      seed: options.seed,
      zone: scenario.given.zone,
      tzdata: process.versions['tz'] ?? 'unknown',
      at: clock.now(),
      ...(subject.takes === undefined ? {} : { takes: subject.takes }),
      declares: subject.reference ? {} : subject.declares,
    },
    clock,
    options.sink,
  );
  let ending: Ending;
  try {
    const night = perform(options, clock, trace);
    ending = await (clock instanceof VirtualClock ? clock.run(night, plus(scenario.end, hours(2))) : night);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    ending =
      error instanceof SubjectError
        ? {
            ended: 'subject unreachable',
            reason: error.hint === undefined ? reason : `${reason}; ${error.hint}`,
          }
        : { ended: 'broken', reason };
  }
  if (clock instanceof PacedClock) clock.stop();
  return trace.end(ending.ended, ending.reason);
};

/** Faked time begins early enough for a program to start up before the night does; its clock runs from then on. */
const clockFor = (time: TimeControl, now: Instant): PacedClock | VirtualClock => {
  if (time.mode === 'virtual') return new VirtualClock(now);
  if (time.mode === 'auto')
    throw new HarnessError('a probe has to choose the time mode before a night is played');
  return time.mode === 'faked'
    ? new PacedClock({ mode: 'faked', start: minus(now, millis(time.rate * time.lead)), rate: time.rate })
    : new PacedClock({ mode: time.mode, start: now, rate: 1 });
};

const perform = async (
  options: PlayOptions,
  clock: VirtualClock | PacedClock,
  trace: TraceWriter,
): Promise<Ending> => {
  const { scenario, subject, signal } = options;
  const random = seeded(`${options.seed}/${scenario.id}/${options.dialect}/${subject.side}`);
  const cast = await assemble({ scenario, subject, dialect: options.dialect, clock, trace, random });
  let lost: string | undefined;
  const gone = Promise.race([cast.subject.lost, trace.flooded]).then((reason) => {
    lost = reason;
  });
  const interrupted = new Promise<void>((resolve) => {
    if (signal?.aborted === true) resolve();
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
  let quieten: () => void = () => undefined;
  const over = (): boolean => lost !== undefined || signal?.aborted === true;
  const watch = new PowerWatch(clock);
  if (clock instanceof PacedClock) cast.observer.heard = (intent) => watch.hear(intent);
  let course: Course | undefined;
  let ids = 0;
  const profiles = new Map<string, number>();
  const steered =
    clock instanceof PacedClock && clock.mode === 'steered'
      ? steeredPassage({
          clock,
          trace,
          edges: edgesOf(scenario),
          settledSince: (edge) => watch.settledSince(edge),
          tell: () => tellTime(cast, clock),
          over,
        })
      : undefined;
  const waiting = waitingPassage(clock);
  const it: Walk = {
    scenario,
    cast,
    clock,
    trace,
    course: () => course,
    // A station that is locked out cannot be told the time.
    passage: {
      reach: (when) => (cast.endpoint.locked ? waiting : (steered ?? waiting)).reach(when),
    },
    turn: {
      scenario,
      dialect: options.dialect,
      clock,
      transactions: cast.csms?.transactions ?? cast.observer.transactions,
      nextId: () => ++ids,
      profileId: (evse, purpose, stackLevel) => {
        const key = `${evse} ${purpose} ${stackLevel}`;
        const id = profiles.get(key) ?? ++ids;
        profiles.set(key, id);
        return id;
      },
    },
    over,
  };
  const night = (async (): Promise<Ending> => {
    if (!(await connectionOf(it, subject.patience))) {
      if (over()) return { ended: 'subject lost' };
      const where = subject.where === undefined ? '' : `, ${subject.where}`;
      const refused = trace.events.findLast((event) => event.kind === 'link' && event.state === 'refused');
      const why = refused?.kind === 'link' ? refused.reason : undefined;
      throw new SubjectError(`${subject.name} did not connect within ${subject.patience / 1000} s${where}`, {
        hint:
          subject.side === 'charger'
            ? 'we were listening and nobody came, or came with another identity or sub-protocol'
            : (why ?? 'see the refused connections in the trace'),
      });
    }
    if (clock instanceof PacedClock) course = setOut(clock, scenario, subject, trace);
    if (!cast.endpoint.locked) await prepare(cast, subject);
    const { sampleEvery } = subject.time;
    if (cast.csms !== undefined && sampleEvery !== undefined)
      quieten = askForSamples(cast.csms, watch, clock, sampleEvery * 1000);
    await walk(it);
    return { ended: 'complete' };
  })();
  night.catch(() => undefined);
  try {
    const first = await Promise.race([night, gone, interrupted]);
    if (signal?.aborted === true) return { ended: 'interrupted' };
    if (lost !== undefined) return { ended: 'subject lost', reason: lost };
    return first ?? { ended: 'broken', reason: 'the night ended without saying how' };
  } finally {
    quieten();
    await cast.stop();
  }
};

/** Against real time a charger must sample more often than every few minutes; what it answers is in the trace. */
const prepare = async (cast: Cast, subject: Subject): Promise<void> => {
  const every = subject.time.sampleEvery;
  if (cast.csms === undefined || every === undefined) return;
  for (const variable of [
    { name: 'MeterSampleInterval', value: String(wholeSeconds(every)) },
    { name: 'MeterMeasurands', value: 'Power.Active.Import,Energy.Active.Import.Register' },
  ]) {
    await cast.csms.ask({ kind: 'sets variables', variables: [variable] });
  }
};
