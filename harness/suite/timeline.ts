import type { Tariff } from '../energy/index.ts';
import { instant, millis, plus, type Instant, type Millis } from '../time/index.ts';
import type { Context } from './context.ts';
import { readDetails } from './details/index.ts';
import type { Field, Keys } from './fields.ts';
import { Chronology, readDate, readTime } from './moments.ts';
import { readProves, readSeverity } from './proves.ts';
import { readPatience } from './quantities.ts';
import type { Actor, Given, Step, When } from './scenario.ts';
import { REPLIES } from './reply-words.ts';
import { ACTORS, verbOf, verbsOf } from './verbs/index.ts';

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

export interface Timeline {
  readonly steps: readonly Step[];
  readonly firstDay: string;
  /** When the last step is over at the latest. */
  readonly end: Instant;
  /** From when to when a vehicle is plugged in, as far as the timeline says. */
  readonly plugged: readonly Span[];
}

type StepKey =
  | Actor
  | 'day'
  | 'at'
  | 'after'
  | 'during'
  | 'within'
  | 'with'
  | 'reply'
  | 'as'
  | 'proves'
  | 'note';
const STEP_KEYS: readonly StepKey[] = [
  ...ACTORS,
  'day',
  'at',
  'after',
  'during',
  'within',
  'with',
  'reply',
  'as',
  'proves',
  'note',
];

const readDuring = (field: Field, zone: string, day: string): When => {
  const [from, to, ...more] = field.text().split(' .. ');
  if (from === undefined || to === undefined || more.length > 0) {
    field.problem(`"${field.text()}" is not a stretch of time, like "00:10 .. 02:50"`);
    return { kind: 'during', from: instant(0), to: instant(0) };
  }
  const times = new Chronology(zone, day);
  const begin = times.readText(field, from);
  const end = times.readText(field, to);
  if (end <= begin) field.problem('must end after it begins');
  return { kind: 'during', from: begin, to: end };
};

const readWhen = (step: Field, keys: Keys<StepKey>, zone: string, day: string): When => {
  const said = (['at', 'after', 'during'] as const).filter((key) => keys.get(key) !== undefined);
  if (said.length !== 1 && !keys.strange) step.problem('needs exactly one of at, after, during');
  const at = keys.get('at');
  if (at !== undefined) return { kind: 'at', at: readTime(at, zone, day) };
  const during = keys.get('during');
  if (during !== undefined) return readDuring(during, zone, day);
  keys.read('after', (field) => field.oneOf(['previous'], 'previous'));
  return { kind: 'after previous' };
};

const readVerb = (step: Field, keys: Keys<StepKey>): { readonly actor: Actor; readonly verb: string } => {
  const actors = ACTORS.filter((actor) => keys.get(actor) !== undefined);
  const [actor] = actors;
  if (actor === undefined || actors.length !== 1) {
    if (!keys.strange) step.problem(`needs exactly one of ${ACTORS.join(', ')}`);
    return { actor: 'driver', verb: '' };
  }
  const known = verbsOf(actor);
  if (known.length === 0) {
    keys.need(actor).problem('has no verbs yet');
    return { actor, verb: '' };
  }
  return { actor, verb: keys.need(actor).oneOf(known, '') };
};

const readStep = (step: Field, index: number, given: Given, context: Context, day: string): Step => {
  const keys = step.keys(STEP_KEYS);
  const { actor, verb } = readVerb(step, keys);
  const when = readWhen(step, keys, given.zone, day);
  if ((actor === 'fault') !== (when.kind === 'during') && verb !== '')
    step.problem(actor === 'fault' ? 'a fault needs "during"' : '"during" is for faults');
  const isMessage = actor === 'charger' || actor === 'csms';
  const within = keys.read('within', readPatience);
  if (isMessage && keys.get('within') === undefined && !keys.strange)
    step.problem('needs "within": how long it may take');
  const reply = keys.read('reply', (field) => field.oneOf(REPLIES, 'accepted'));
  if (reply !== undefined && actor !== 'csms') keys.need('reply').problem('is for steps of the csms');
  const said = verbOf(actor, verb);
  const detail =
    said === undefined ? {} : readDetails(keys.get('with'), said.details, { given, context, day });
  for (const key of said?.required ?? []) {
    if (keys.get('with')?.hasKey(key) !== true) step.problem(`needs "with: { ${key}: ... }"`);
  }
  const note = keys.read('note', (field) => field.text());
  return {
    index,
    when,
    actor,
    verb,
    ...(within === undefined ? {} : { within }),
    with: detail,
    ...(reply === undefined ? {} : { reply }),
    as: readSeverity(keys.get('as')),
    proves: readProves(keys.get('proves'), context),
    ...(note === undefined ? {} : { note }),
    place: step.place,
  };
};

/** A list of dispatches is the tariff in force with that list: nobody downstream needs to know of lists. */
const ruled = (step: Step, tariff: Tariff): Step =>
  step.with.dispatches === undefined
    ? step
    : { ...step, with: { ...step.with, tariff: { ...tariff, dispatches: step.with.dispatches } } };

/** Day headings and steps, in the order in which they happen. */
export const readTimeline = (field: Field, given: Given, context: Context): Timeline => {
  const steps: Step[] = [];
  const plugged: { from: Instant; to: Instant }[] = [];
  let firstDay = '';
  let day = '';
  let { tariff } = given;
  let last: Instant = given.now;
  let reached: Instant = given.now;
  let end: Instant = given.now;
  const items = field.absent ? [] : field.items();
  for (const item of items) {
    if (isHeading(item)) {
      const next = readDate(item.keys(['day']).need('day'));
      if (day !== '' && next !== '' && next <= day) item.problem('days must follow one another');
      day = next;
      firstDay = firstDay === '' ? next : firstDay;
      continue;
    }
    if (day === '' && firstDay === '' && steps.length === 0) item.problem('needs a "day" heading before it');
    const step = ruled(readStep(item, steps.length, given, context, day), tariff);
    tariff = step.with.tariff ?? tariff;
    const { when } = step;
    if (when.kind !== 'after previous') {
      const begins = when.kind === 'at' ? when.at : when.from;
      if (begins > 0 && begins < last) item.problem('is earlier than the step before it, or than now');
      else if (begins > 0) last = begins;
      reached = begins;
    }
    if (when.kind === 'after previous' && steps.length === 0) item.problem('there is no step before it');
    if (step.actor === 'driver') plug(item, step.verb, reached, plugged);
    const over = when.kind === 'during' ? when.to : plus(reached, step.within ?? ZERO);
    reached = when.kind === 'during' ? reached : over;
    if (over > end) end = over;
    steps.push(step);
  }
  if (steps.length === 0) field.problem('needs at least one step');
  return { steps, firstDay, end, plugged };
};

/** Plugging in and out by turns. */
const plug = (item: Field, verb: string, at: Instant, plugged: { from: Instant; to: Instant }[]): void => {
  const open = plugged.findLast(({ to }) => to === NEVER);
  if (verb === 'plugs in') {
    if (open !== undefined) item.problem('the vehicle is plugged in already');
    plugged.push({ from: at, to: NEVER });
  } else if (verb === 'unplugs') {
    if (open === undefined) item.problem('no vehicle is plugged in');
    else open.to = at;
  }
};

const NEVER = instant(Infinity);
const ZERO: Millis = millis(0);

const isHeading = (item: Field): boolean => item.isMap && item.hasKey('day');
