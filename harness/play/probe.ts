import { UNSTAMPED, type DialectId } from '../dialects/index.ts';
import { SubjectError } from '../errors.ts';
import type { Subject, TimeControl } from '../subject/index.ts';
import type { Scenario } from '../suite/index.ts';
import { hostNow, hours, millis, minus, PacedClock, plus, type Instant } from '../time/index.ts';
import { TraceWriter } from '../trace/index.ts';
import { tellTime } from './passage.ts';
import { seeded } from './random.ts';
import { assemble, type Cast } from './stage.ts';
import { connectionOf } from './walk.ts';

/** `at once`: its next timestamp was ours; `late`: a later one was; `unknown`: it sent none. */
export type Following = 'at once' | 'late' | 'no' | 'unknown';

/** What was seen of a charger's clock when the harness told it the time. */
export interface ProbeFindings {
  /** After BootNotification. */
  readonly boot: Following;
  /** After a Heartbeat that was hours ahead. */
  readonly forwards: Following;
  /** After a Heartbeat that was an hour behind. */
  readonly backwards: Following;
  /** Whether its timestamps are those of this host: it has a clock of its own that is right. */
  readonly ownClock: boolean;
}

export interface ProbeOptions {
  readonly subject: Subject;
  /** Whose world and date are used. */
  readonly scenario: Scenario;
  readonly dialect: DialectId;
  readonly version: string;
}

/** Ours and theirs, this far apart, are one. Timestamps count in seconds and travel. */
const SAME = 20_000;
const LOOK = millis(4000);
const LOOKS = 3;
const BOOT = millis(10_000);
const AHEAD = hours(2.5);
const BEHIND = hours(1);

/** The next timestamps that the charger sends, asked for in every way that it may know. */
const stamps = (cast: Cast, clock: PacedClock) => {
  let told: ((said: Instant) => void) | undefined;
  cast.observer.heard = (intent) => {
    const sample = 'samples' in intent ? intent.samples.at(-1)?.at : undefined;
    const said = 'at' in intent && intent.at !== UNSTAMPED ? intent.at : sample;
    if (said !== undefined) told?.(said);
  };
  const next = (asks: () => Promise<unknown>): Promise<Instant | undefined> =>
    new Promise((resolve) => {
      const alarm = clock.patience(LOOK, () => resolve(undefined));
      told = (said) => {
        alarm.cancel();
        resolve(said);
      };
      void asks();
    });
  return async (): Promise<Instant | undefined> =>
    (await next(async () => cast.csms?.ask({ kind: 'triggers', message: 'StatusNotification', evse: 1 }))) ??
    next(async () => cast.csms?.ask({ kind: 'triggers', message: 'MeterValues', evse: 1 }));
};

const watch = async (
  cast: Cast,
  subject: Subject,
  scenario: Scenario,
  clock: PacedClock,
): Promise<ProbeFindings> => {
  const look = stamps(cast, clock);
  let ownClock = false;
  const following = async (): Promise<Following> => {
    let seen: Following = 'unknown';
    for (let tries = 0; tries < LOOKS; tries++) {
      const said = await look();
      if (said === undefined) {
        if (seen === 'unknown') return seen;
        continue;
      }
      if (Math.abs(said - clock.now()) < SAME) return seen === 'unknown' ? 'at once' : 'late';
      if (Math.abs(said - hostNow()) < SAME) ownClock = true;
      seen = 'no';
      await clock.until(plus(clock.now(), millis(1000)));
    }
    return seen;
  };
  // One that comes back without booting is told the time all the same.
  const started = clock.now();
  if (!(await cast.observer.waitFor('charger', ['boots'], scenario.given.now, plus(started, BOOT))))
    await tellTime(cast, clock);
  // A charger that stamps nothing while it idles stamps its transactions.
  let boot = await following();
  let plugged = false;
  if (boot === 'unknown') {
    const since = clock.now();
    plugged = (await cast.subject.plugIn(scenario.given.vehicle)).ok;
    const limit = plus(since, millis(subject.patience));
    if (plugged) await cast.observer.waitFor('charger', ['starts transaction'], since, limit);
    boot = await following();
  }
  clock.jump(plus(clock.now(), AHEAD));
  await tellTime(cast, clock);
  const forwards = boot === 'unknown' ? 'unknown' : await following();
  clock.jump(minus(clock.now(), BEHIND));
  await tellTime(cast, clock);
  const backwards = forwards === 'unknown' || forwards === 'no' ? forwards : await following();
  if (plugged) await cast.subject.unplug();
  return { boot, forwards, backwards, ownClock };
};

/**
 * Finds out, before the first night, whether a charger adopts the time that it is told.
 * @throws SubjectError when it does not come.
 */
export const probe = async ({
  subject,
  scenario,
  dialect,
  version,
}: ProbeOptions): Promise<ProbeFindings> => {
  const clock = new PacedClock({ mode: 'steered', start: scenario.given.now, rate: 1 });
  const { zone, now } = scenario.given;
  const trace = new TraceWriter(
    {
      kind: 'header',
      format: 'offpeak-trace/1',
      offpeak: version,
      scenario: 'probe',
      scenarioHash: '',
      dialect,
      subject: subject.side,
      subjectName: subject.name,
      reference: subject.reference,
      timeMode: 'steered',
      seed: 'probe',
      zone,
      tzdata: '',
      at: now,
      declares: {},
    },
    clock,
  );
  const cast = await assemble({ scenario, subject, dialect, clock, trace, random: seeded('probe') });
  try {
    let lost: string | undefined;
    void cast.subject.lost.then((reason) => {
      lost = reason;
    });
    const over = (): boolean => lost !== undefined;
    if (!(await connectionOf({ clock, cast, over, scenario, trace }, subject.patience)))
      throw new SubjectError(`${subject.name} did not connect within ${subject.patience / 1000} s`);
    return await watch(cast, subject, scenario, clock);
  } finally {
    await cast.stop();
    clock.stop();
  }
};

/** The time mode that suits what was found. A charger that stamps nothing is taken to have a clock of its own. */
export const chosenTime = (
  time: Extract<TimeControl, { mode: 'auto' }>,
  { forwards }: ProbeFindings,
): TimeControl => {
  const sampling = time.sampleEvery === undefined ? {} : { sampleEvery: time.sampleEvery };
  return forwards === 'at once' || forwards === 'late'
    ? { mode: 'steered', ...sampling }
    : { mode: 'rebased', stretch: time.stretch, ...sampling };
};

/** One line for people. */
export const describeProbe = ({ boot, forwards, backwards, ownClock }: ProbeFindings): string =>
  [
    `adopts the time of BootNotification: ${boot}`,
    `of a Heartbeat ahead: ${forwards}`,
    `of a Heartbeat behind: ${backwards}`,
    ...(ownClock ? ['keeps a clock of its own, which is right'] : []),
  ].join('; ');
