import { parseTimeOfDay, type PlanStyle, type RateUnit } from '../energy/index.ts';
import type { Field, Keys } from './fields.ts';
import { map, oneOf, shared, type JsonSchema } from './json-schema.ts';
import { readLimit, readWattHours } from './quantities.ts';

const PURPOSES = {
  transaction: 'TxProfile',
  default: 'TxDefaultProfile',
  station: 'ChargingStationMaxProfile',
} as const;
const KINDS = { absolute: 'Absolute', recurring: 'Recurring', relative: 'Relative' } as const;

export const readUnit = (field: Field): RateUnit => field.oneOf(['W', 'A'], 'W');

export type PlanKey = 'purpose' | 'kind' | 'unit' | 'charge' | 'hold' | 'control' | 'need';
export const PLAN_KEYS: readonly PlanKey[] = ['purpose', 'kind', 'unit', 'charge', 'hold', 'control', 'need'];

const readNeed = (field: Field): NonNullable<PlanStyle['need']> => {
  const keys = field.keys(['energy', 'ready by'], ['energy', 'ready by']);
  const by = keys.need('ready by');
  const readyBy = by.absent ? 0 : parseTimeOfDay(by.text());
  if (readyBy === undefined) by.problem('must be a time of day, like "07:00"');
  return { energy: readWattHours(keys.need('energy')), readyBy: readyBy ?? 0 };
};

interface PlanPart {
  readonly schema: JsonSchema;
  readonly read: (field: Field) => Partial<PlanStyle>;
}

/** What a plan can say of itself, in `given.plan` and in the steps that send one. */
export const PLAN_PARTS: Readonly<Record<PlanKey, PlanPart>> = {
  purpose: {
    schema: oneOf(Object.keys(PURPOSES)),
    read: (field) => ({
      purpose: PURPOSES[field.oneOf(['transaction', 'default', 'station'], 'transaction')],
    }),
  },
  kind: {
    schema: oneOf(Object.keys(KINDS)),
    read: (field) => ({ kind: KINDS[field.oneOf(['absolute', 'recurring', 'relative'], 'absolute')] }),
  },
  unit: { schema: oneOf(['W', 'A']), read: (field) => ({ unit: readUnit(field) }) },
  charge: { schema: shared('limit'), read: (field) => ({ charge: readLimit(field) }) },
  hold: { schema: shared('limit'), read: (field) => ({ hold: readLimit(field) }) },
  control: {
    schema: oneOf(['profile', 'remote']),
    read: (field) => ({ control: field.oneOf(['profile', 'remote'], 'profile') }),
  },
  need: {
    schema: map({ energy: shared('energy'), 'ready by': shared('time') }, ['energy', 'ready by']),
    read: (field) => ({ need: readNeed(field) }),
  },
};

/** What a plan says of itself, without its defaults. */
export const readPlanParts = (keys: Keys<PlanKey>): Partial<PlanStyle> =>
  Object.assign({}, ...PLAN_KEYS.map((key) => keys.read(key, PLAN_PARTS[key].read)));
