/** A part of the schema for editors. What a reader takes and what its schema says stand beside one another. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const quantity = (units: string, like: string): JsonSchema => ({
  type: 'string',
  pattern: `^\\d+(\\.\\d+)? (${units})$`,
  description: `A number and its unit, like ${like}.`,
});

const CLOCK = '([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?([+-]\\d\\d:\\d\\d)?';

/** Parts that many others refer to, by name. */
export const SHARED = {
  length: quantity('s|min|h', '60 s'),
  power: quantity('W|kW', '7.4 kW'),
  energy: quantity('Wh|kWh', '77 kWh'),
  share: quantity('%', '30 %'),
  limit: quantity('W|kW|A', '16 A'),
  voltage: quantity('V', '230 V'),
  current: quantity('A', '32 A'),
  price: quantity('p', '350 p'),
  tolerance: quantity('W|kW|%', '0.1 kW'),
  'least share': { type: 'string', pattern: '^at least \\d+(\\.\\d+)? %$' },
  time: { type: 'string', pattern: `^${CLOCK}$` },
  moment: {
    type: 'string',
    pattern: `^(\\d{4}-\\d\\d-\\d\\d )?${CLOCK}$`,
    description: 'A time of day, in the order in which they happen, or a day and a time.',
  },
  fixture: { type: 'string', pattern: '^tariffs/[a-z0-9-]+\\.yaml(#[a-z0-9-]+)?$' },
  severity: { enum: ['must', 'should', 'may'] },
  proves: { type: 'array', items: { type: 'string', pattern: '^[a-z0-9]+:[A-Za-z0-9.-]+$' } },
} as const satisfies Readonly<Record<string, JsonSchema>>;

export const shared = (name: keyof typeof SHARED, description?: string): JsonSchema => ({
  $ref: `#/$defs/${name}`,
  ...(description === undefined ? {} : { description }),
});

/** A map of these keys and no others. */
export const map = (
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
  rest: JsonSchema = {},
): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  properties,
  ...(required.length === 0 ? {} : { required }),
  ...rest,
});

export const listOf = (items: JsonSchema, least = 1): JsonSchema => ({
  type: 'array',
  items,
  ...(least === 0 ? {} : { minItems: least }),
});

export const oneOf = (names: readonly (string | number)[]): JsonSchema => ({ enum: names });
export const TEXT: JsonSchema = { type: 'string' };
export const integer = (minimum: number, maximum?: number): JsonSchema => ({
  type: 'integer',
  minimum,
  ...(maximum === undefined ? {} : { maximum }),
});

/** Exactly one of these keys, each with what it brings along. */
export const exactlyOne = (names: readonly (readonly string[])[]): JsonSchema => ({
  oneOf: names.map((required) => ({ required })),
});
export const atLeastOne = (names: readonly string[]): JsonSchema => ({
  anyOf: names.map((name) => ({ required: [name] })),
});
