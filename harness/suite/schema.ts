import { DIALECT_IDS } from '../dialects/index.ts';
import { CHARGER_TRAITS } from '../roles/index.ts';
import { CHECKS } from './checks/index.ts';
import { CALLER_SCHEMA, ENDPOINT_SCHEMA, SECURITY_SCHEMA } from './endpoint.ts';
import { PORTAL_SCHEMA } from './portal.ts';
import {
  exactlyOne,
  integer,
  listOf,
  map,
  oneOf,
  shared,
  SHARED,
  TEXT,
  type JsonSchema,
} from './json-schema.ts';
import { PLAN_KEYS, PLAN_PARTS } from './plan-style.ts';
import { ACTORS, VERBS, verbsOf } from './verbs/index.ts';

const NAMED: JsonSchema = { type: 'string', minLength: 1 };
const PHASES = oneOf([1, 2, 3]);
const CODES = listOf({ type: 'string', pattern: '^[A-Z]{2,4}\\.[A-Za-z]+$' }, 0);

const GIVEN = map(
  {
    zone: TEXT,
    now: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d \\S+$' },
    tariff: shared('fixture'),
    vehicle: map(
      {
        battery: shared('energy'),
        charged: shared('share'),
        takes: shared('power'),
        phases: PHASES,
        'tapers from': shared('share'),
      },
      ['battery', 'charged', 'takes'],
    ),
    supply: map({ voltage: shared('voltage'), phases: PHASES, fuse: shared('current') }, [
      'voltage',
      'phases',
      'fuse',
    ]),
    station: map({
      evses: integer(1, 16),
      units: listOf(oneOf(['W', 'A'])),
      'random delay': shared('length'),
      samples: shared('length'),
      'most periods': integer(1, 10_000),
      'highest stack level': integer(0, 1000),
      rate: shared('power'),
      starts: oneOf(['at plug-in', 'when told']),
      traits: listOf(oneOf(CHARGER_TRAITS.map(({ id }) => id))),
    }),
    plan: map(Object.fromEntries(PLAN_KEYS.map((key) => [key, PLAN_PARTS[key].schema]))),
    endpoint: ENDPOINT_SCHEMA,
    portal: PORTAL_SCHEMA,
    caller: CALLER_SCHEMA,
    security: SECURITY_SCHEMA,
  },
  ['zone', 'now', 'tariff', 'vehicle', 'supply'],
);

/** Details of one key by all verbs that take it. */
const details = (): Readonly<Record<string, JsonSchema>> => {
  const found = new Map<string, JsonSchema[]>();
  for (const { key, schema } of VERBS.flatMap((verb) => verb.details)) {
    const known = found.get(key) ?? [];
    if (!known.some((each) => JSON.stringify(each) === JSON.stringify(schema))) known.push(schema);
    found.set(key, known);
  }
  return Object.fromEntries(
    [...found].map(([key, [first = {}, ...others]]) => [
      key,
      others.length === 0 ? first : { anyOf: [first, ...others] },
    ]),
  );
};

const SPEAKING = ACTORS.filter((actor) => verbsOf(actor).length > 0);

const STEP = map(
  {
    at: shared('time'),
    after: { const: 'previous', description: 'As soon as the step before it is over.' },
    during: { type: 'string', pattern: '^\\S+ \\.\\. \\S+$', description: 'For faults: 00:10 .. 02:50.' },
    within: shared('length', 'How long the subject may take; every step of charger and csms says it.'),
    with: map(details()),
    reply: oneOf(['accepted', 'rejected', 'any']),
    as: shared('severity'),
    proves: shared('proves'),
    note: TEXT,
    ...Object.fromEntries(SPEAKING.map((actor) => [actor, oneOf(verbsOf(actor))])),
  },
  [],
  exactlyOne(
    SPEAKING.map((actor) => (actor === 'charger' || actor === 'csms' ? [actor, 'within'] : [actor])),
  ),
);

const CHECK = map(
  {
    ...Object.fromEntries(CHECKS.map(({ check, schema }) => [check, schema])),
    as: shared('severity'),
    proves: shared('proves'),
  },
  [],
  exactlyOne(CHECKS.map(({ check }) => [check])),
);

/** The JSON Schema that editors use, out of the vocabulary; `schema.json` is this, written down. */
export const suiteSchema = (): JsonSchema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'offpeak scenario',
  description: 'One night, as a choreography. For editors; the loader checks more than this can say.',
  ...map(
    {
      id: { type: 'string', pattern: '^[A-Z]{2,6}-\\d{3}$', description: "As in the file's name." },
      title: NAMED,
      why: TEXT,
      subject: oneOf(['charger', 'csms', 'either']),
      dialects: { ...listOf(oneOf(DIALECT_IDS)), uniqueItems: true },
      needs: map({ all: CODES, any: CODES, none: CODES }),
      proves: shared('proves'),
      given: GIVEN,
      timeline: listOf({
        oneOf: [
          map({ day: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' } }, ['day']),
          { $ref: '#/$defs/step' },
        ],
      }),
      // oxlint-disable-next-line unicorn/no-thenable -- the suite format's own key, with a schema and no function
      then: listOf({ $ref: '#/$defs/check' }),
    },
    ['id', 'title', 'subject', 'dialects', 'proves', 'given', 'timeline', 'then'],
  ),
  $defs: { ...SHARED, step: STEP, check: CHECK },
});
