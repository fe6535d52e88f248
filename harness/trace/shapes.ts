import type { TraceEnding, TraceEvent } from './events.ts';

/** Says what is wrong with a value; undefined when nothing is. */
type Check = (value: unknown) => string | undefined;
type Shape = Readonly<Record<string, Check>>;

const text: Check = (value) => (typeof value === 'string' ? undefined : 'is not a text');
const truth: Check = (value) => (typeof value === 'boolean' ? undefined : 'is neither true nor false');
/** JSON can write numbers that are none: 1e999. */
const number: Check = (value) => (Number.isFinite(value) ? undefined : 'is not a number');
const count: Check = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : 'is not a whole number';
const oneOf =
  (...names: readonly string[]): Check =>
  (value) =>
    names.some((name) => name === value) ? undefined : `is not one of ${names.join(', ')}`;
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined ? undefined : check(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) ? value.map(check).find((found) => found !== undefined) : 'is not a list';
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const object =
  (shape: Shape): Check =>
  (value) =>
    isObject(value) ? misshapen(value, shape) : 'is not an object';

const side = oneOf('charger', 'csms');
const positive: Check = (value) => number(value) ?? (Number(value) > 0 ? undefined : 'is not positive');

/** The first field of an entry that is not as it must be, in words. Fields beyond the shape are let pass. */
export const misshapen = (entry: Readonly<Record<string, unknown>>, shape: Shape): string | undefined => {
  for (const [name, check] of Object.entries(shape)) {
    const wrong = check(entry[name]);
    if (wrong !== undefined) return `"${name}" ${wrong}`;
  }
  return undefined;
};

export const HEADER: Shape = {
  offpeak: text,
  scenario: text,
  scenarioHash: text,
  dialect: text,
  subject: side,
  subjectName: text,
  reference: truth,
  timeMode: oneOf('virtual', 'steered', 'faked', 'rebased', 'scaled', 'projected', 'real'),
  rate: maybe(positive),
  seed: text,
  zone: text,
  tzdata: text,
  declares: object({}),
};

const ENDINGS: Readonly<Record<TraceEnding, true>> = {
  complete: true,
  'subject lost': true,
  'subject unreachable': true,
  interrupted: true,
  broken: true,
};

export const FOOTER: Shape = { ended: oneOf(...Object.keys(ENDINGS)), reason: maybe(text), events: count };

/** What each kind of event must hold. A judge may rely on it, also in a trace that somebody else wrote. */
export const EVENTS: Readonly<Record<TraceEvent['kind'], Shape>> = {
  frame: { link: count, from: side, text, binary: maybe(truth), cut: maybe(count) },
  link: {
    link: count,
    state: oneOf('opened', 'closed', 'refused'),
    by: maybe(oneOf('charger', 'csms', 'fault', 'unknown')),
    code: maybe(number),
    reason: maybe(text),
    subprotocol: maybe(text),
    identity: maybe(text),
  },
  action: {
    actor: oneOf('driver', 'vehicle', 'tariff', 'operator'),
    verb: text,
    ok: truth,
    detail: maybe(text),
  },
  fault: { fault: text, step: maybe(count), phase: oneOf('begins', 'bit', 'ends'), proof: maybe(text) },
  meter: { evse: count, watts: number, wattHours: number, by: oneOf('world', 'independent') },
  held: { from: side, text },
  books: { entries: list(object({ start: number, end: number, wattHours: number })) },
  display: { text },
  clock: {
    what: oneOf('jumped', 'told', 'followed', 'did not follow', 'set out'),
    detail: maybe(text),
    course: maybe(object({ knots: list(list(text)), rate: number })),
  },
  step: { step: count, phase: oneOf('begins', 'done', 'gave up', 'skipped'), detail: maybe(text) },
  note: { by: oneOf('subject', 'harness'), text },
};
