import { instant, millis, plus, type Instant, type Millis } from '../time/index.ts';
import type { Context } from './context.ts';
import type { Field, Keys } from './fields.ts';
import { PLAN_KEYS, readPlanParts, readTariffReference, readUnit } from './given.ts';
import { Chronology, readDate, readTime } from './moments.ts';
import { readLimit, readMillis, readSeconds } from './quantities.ts';
import type { Actor, Given, ScheduleRow, Severity, Step, StepDetail, When } from './scenario.ts';
import { ACTORS, VERBS, verbsOf } from './verbs.ts';

export interface Timeline {
  readonly steps: readonly Step[];
  readonly firstDay: string;
  /** When the last step is over at the latest. */
  readonly end: Instant;
  /** When each driver plugs in. */
  readonly plugIns: readonly Instant[];
}

export const readSeverity = (field: Field | undefined): Severity =>
  field === undefined ? 'must' : field.oneOf(['must', 'should', 'may'], 'must');

export const readProves = (field: Field | undefined, context: Context): readonly string[] => {
  if (field === undefined) return [];
  return field.items().map((item) => {
    const id = item.text();
    if (id !== '' && !context.requirements.has(id))
      item.problem(`"${id}" is not in suites/requirements.yaml`);
    return id;
  });
};

const readRows = (field: Field, given: Given, day: string): readonly ScheduleRow[] => {
  const times = new Chronology(given.zone, day);
  let last: Instant | undefined;
  const rows = field.items().map((item): ScheduleRow => {
    const keys = item.keys(['from', 'to', 'limit'], ['from', 'to', 'limit']);
    const from = times.read(keys.need('from'));
    const to = times.read(keys.need('to'));
    if (last !== undefined && from !== last) item.problem('must begin where the row before it ends');
    if (to <= from) item.problem('must end after it begins');
    last = to;
    return { from, to, limit: readLimit(keys.need('limit')), place: item.place };
  });
  if (rows.length === 0) field.problem('needs at least one row, or "tariff"');
  return rows;
};

const readSchedule = (field: Field, given: Given, day: string): NonNullable<StepDetail['schedule']> => {
  if (field.isList) return readRows(field, given, day);
  if (field.text() !== 'tariff') field.problem('must be "tariff" or a list of rows');
  return 'tariff';
};

const readDetail = (
  field: Field | undefined,
  allowed: readonly string[],
  given: Given,
  context: Context,
  day: string,
): StepDetail => {
  if (field === undefined) return {};
  if (allowed.length === 0) {
    field.problem('this verb takes no details');
    return {};
  }
  const keys = field.keys(allowed);
  const schedule = keys.read('schedule', (value) => readSchedule(value, given, day));
  const planKeys = keys.names().some((name) => PLAN_KEYS.some((key) => key === name));
  // `unit` belongs to the plan of a profile, and to the question of a composite schedule.
  const asks = allowed.includes('duration');
  const plan = planKeys && !asks ? readPlanParts(keys) : undefined;
  const unit = asks ? keys.read('unit', readUnit) : undefined;
  const stackLevel = keys.read('stack level', (value) => value.integer(0, 1000));
  const evse = keys.read('evse', (value) => value.integer(0, given.station.evses));
  const tariff = keys.read('tariff', (value) => readTariffReference(value, context));
  const duration = keys.read('duration', readSeconds);
  const token = keys.read('token', (value) => value.text());
  return {
    ...(schedule === undefined ? {} : { schedule }),
    ...(plan === undefined ? {} : { plan }),
    ...(unit === undefined ? {} : { unit }),
    ...(stackLevel === undefined ? {} : { stackLevel }),
    ...(evse === undefined ? {} : { evse }),
    ...(tariff === undefined ? {} : { tariff }),
    ...(duration === undefined ? {} : { duration }),
    ...(token === undefined ? {} : { token }),
  };
};

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
  const within = keys.read('within', readMillis);
  if (isMessage && keys.get('within') === undefined && !keys.strange)
    step.problem('needs "within": how long it may take');
  const reply = keys.read('reply', (field) => field.oneOf(['accepted', 'rejected'], 'accepted'));
  if (reply !== undefined && actor !== 'csms') keys.need('reply').problem('is for steps of the csms');
  const allowed = VERBS.find((known) => known.actor === actor && known.verb === verb)?.keys ?? [];
  const detail = verb === '' ? {} : readDetail(keys.get('with'), allowed, given, context, day);
  if (verb === 'publishes' && detail.tariff === undefined)
    step.problem('needs "with: { tariff: tariffs/... }"');
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

/** Day headings and steps, in the order in which they happen. */
export const readTimeline = (field: Field, given: Given, context: Context): Timeline => {
  const steps: Step[] = [];
  const plugIns: Instant[] = [];
  let firstDay = '';
  let day = '';
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
    const step = readStep(item, steps.length, given, context, day);
    const { when } = step;
    if (when.kind !== 'after previous') {
      const begins = when.kind === 'at' ? when.at : when.from;
      if (begins > 0 && begins < last) item.problem('is earlier than the step before it, or than now');
      else if (begins > 0) last = begins;
      reached = begins;
    }
    if (when.kind === 'after previous' && steps.length === 0) item.problem('there is no step before it');
    if (step.actor === 'driver' && step.verb === 'plugs in') plugIns.push(reached);
    const over = when.kind === 'during' ? when.to : plus(reached, step.within ?? ZERO);
    reached = when.kind === 'during' ? reached : over;
    if (over > end) end = over;
    steps.push(step);
  }
  if (steps.length === 0) field.problem('needs at least one step');
  return { steps, firstDay, end, plugIns };
};

const ZERO: Millis = millis(0);

const isHeading = (item: Field): boolean => item.isMap && item.hasKey('day');
