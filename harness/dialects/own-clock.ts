import { wholeSeconds, type ChargingProfile, type CompositeSchedule, type Seconds } from '../energy/index.ts';
import { instant, type Course, type Instant } from '../time/index.ts';
import type { Dialect } from './dialect.ts';
import { UNSTAMPED, type Intent, type IntentOf, type Reply, type RequestKind } from './intents.ts';

/** Maps the times in what is said. `now`, on the side that is mapped from, is the anchor of lengths without a start. */
interface Shift {
  readonly at: (when: Instant) => Instant;
  readonly now: () => Instant;
  /** Rounds what a schedule of this side can name: whole seconds on the wire, any millisecond in the scenario. */
  readonly round: (millis: number) => number;
}

const length = ({ at, round }: Shift, from: Instant, seconds: number): Seconds =>
  wholeSeconds(round(at(instant(from + seconds * 1000)) - at(from)) / 1000);

const starts = ({ at, round }: Shift, when: Instant): Instant => instant(round(at(when)));

const shiftProfile = (shift: Shift, profile: ChargingProfile): ChargingProfile => {
  const [first, ...rest] = profile.schedules.map((schedule) => {
    // A schedule without a start counts from a moment that only the station knows; its lengths are left alone.
    const { start } = schedule;
    if (start === undefined) return schedule;
    // What is written counts from the written, whole second.
    const offset = (seconds: number): Seconds =>
      wholeSeconds(
        (shift.round(shift.at(instant(start + seconds * 1000))) - shift.round(shift.at(start))) / 1000,
      );
    return {
      ...schedule,
      start: starts(shift, start),
      ...(schedule.duration === undefined ? {} : { duration: offset(schedule.duration) }),
      periods: schedule.periods.map((period) => ({ ...period, start: offset(period.start) })),
    };
  });
  if (first === undefined) return profile;
  const { validFrom, validTo } = profile;
  return {
    ...profile,
    ...(validFrom === undefined ? {} : { validFrom: starts(shift, validFrom) }),
    ...(validTo === undefined ? {} : { validTo: starts(shift, validTo) }),
    schedules: [first, ...rest],
  };
};

const shiftSchedule = (shift: Shift, schedule: CompositeSchedule): CompositeSchedule => ({
  ...schedule,
  start: starts(shift, schedule.start),
  duration: length(shift, schedule.start, schedule.duration),
  periods: schedule.periods.map((period) => ({
    ...period,
    start: length(shift, schedule.start, period.start),
  })),
});

const shiftIntent = (shift: Shift, intent: Intent): Intent => ({
  ...intent,
  ...('at' in intent && intent.at !== UNSTAMPED ? { at: shift.at(intent.at) } : {}),
  ...('samples' in intent
    ? { samples: intent.samples.map((sample) => ({ ...sample, at: shift.at(sample.at) })) }
    : {}),
  ...('profile' in intent && intent.profile !== undefined
    ? { profile: shiftProfile(shift, intent.profile) }
    : {}),
  ...('profiles' in intent
    ? { profiles: intent.profiles.map((profile) => shiftProfile(shift, profile)) }
    : {}),
  ...(intent.kind === 'asks composite schedule'
    ? { duration: length(shift, shift.now(), intent.duration) }
    : {}),
});

const shiftReply = (shift: Shift, request: { readonly kind: RequestKind }, reply: Reply): Reply => {
  if ('now' in reply) return { ...reply, now: shift.at(reply.now) };
  if (request.kind === 'asks composite schedule' && 'schedule' in reply && reply.schedule !== undefined)
    return { ...reply, schedule: shiftSchedule(shift, reply.schedule) };
  return reply;
};

const toWire = (course: Course, now: () => Instant): Shift => ({
  at: (when) => course.toHost(when),
  now,
  round: (millis) => Math.floor(millis / 1000 + 1e-6) * 1000,
});

const toScenario = (course: Course, now: () => Instant): Shift => ({
  at: (when) => instant(Math.round(course.toScenario(when))),
  now: () => course.toHost(now()),
  round: Math.round,
});

/**
 * A dialect for a station that keeps its own clock (rebased time): what is said to it carries its time, what it says
 * is read in the time of the scenario. Power and energy are left as they are.
 * @param now the scenario's time at which a message is written or read.
 */
export const ownClockDialect = (dialect: Dialect, course: () => Course, now: () => Instant): Dialect => ({
  id: dialect.id,
  encodeRequest: <K extends RequestKind>(intent: IntentOf<K>) =>
    dialect.encodeRequest(shiftIntent(toWire(course(), now), intent as Intent) as IntentOf<K>),
  decodeRequest(message) {
    const intent = dialect.decodeRequest(message);
    return intent === undefined ? undefined : shiftIntent(toScenario(course(), now), intent);
  },
  encodeReply: <K extends RequestKind>(request: IntentOf<K>, reply: Reply<K>) =>
    dialect.encodeReply(request, shiftReply(toWire(course(), now), request, reply) as Reply<K>),
  decodeReply<K extends RequestKind>(request: IntentOf<K>, payload: Parameters<Dialect['decodeReply']>[1]) {
    const reply = dialect.decodeReply(request, payload);
    return reply === undefined
      ? undefined
      : (shiftReply(toScenario(course(), now), request, reply) as Reply<K>);
  },
});
