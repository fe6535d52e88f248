import {
  fraction,
  watts,
  wholeSeconds,
  type Phases,
  type PlanStyle,
  type RateUnit,
  type Supply,
  type Tariff,
  type VehicleSpec,
} from '../energy/index.ts';
import type { Context } from './context.ts';
import type { Field, Keys } from './fields.ts';
import { readZone } from './load-tariff.ts';
import { readDateTime } from './moments.ts';
import {
  readAmps,
  readFraction,
  readLimit,
  readSeconds,
  readVolts,
  readWattHours,
  readWatts,
} from './quantities.ts';
import type { Given, Station } from './scenario.ts';

const NO_TARIFF: Tariff = {
  id: '',
  name: '',
  zone: 'UTC',
  clock: 'local',
  bands: [],
  standard: 0 as Tariff['standard'],
};

export const readTariffReference = (field: Field, context: Context): Tariff => {
  if (field.absent) return NO_TARIFF;
  const found = context.tariff(field.text());
  if (typeof found !== 'string') return found;
  field.problem(found);
  return NO_TARIFF;
};

const readPhases = (field: Field): Phases => {
  const phases = field.absent ? 1 : field.integer(1, 3);
  return phases === 3 ? 3 : phases === 2 ? 2 : 1;
};

export const readUnit = (field: Field): RateUnit => field.oneOf(['W', 'A'], 'W');

const readVehicle = (field: Field, supply: Supply): VehicleSpec => {
  const keys = field.keys(
    ['battery', 'charged', 'takes', 'phases', 'tapers from'],
    ['battery', 'charged', 'takes'],
  );
  const tapersFrom = keys.read('tapers from', readFraction);
  const spec = {
    battery: readWattHours(keys.need('battery')),
    charged: readFraction(keys.need('charged')),
    takes: readWatts(keys.need('takes')),
    phases: keys.read('phases', readPhases) ?? supply.phases,
  };
  if (spec.battery <= 0) keys.need('battery').problem('must be more than 0 kWh');
  return tapersFrom === undefined ? spec : { ...spec, tapersFrom };
};

const readSupply = (field: Field): Supply => {
  const keys = field.keys(['voltage', 'phases', 'fuse'], ['voltage', 'phases', 'fuse']);
  return {
    voltage: readVolts(keys.need('voltage')),
    phases: readPhases(keys.need('phases')),
    fuse: readAmps(keys.need('fuse')),
  };
};

const DEFAULT_STATION: Station = {
  evses: 1,
  units: ['W', 'A'],
  randomDelay: wholeSeconds(0),
  sampleEvery: wholeSeconds(300),
};

const readStation = (field: Field): Station => {
  const keys = field.keys(['evses', 'units', 'random delay', 'samples']);
  const units = keys.read('units', (list) => list.items().map(readUnit)) ?? DEFAULT_STATION.units;
  if (units.length === 0) keys.need('units').problem('needs W, A or both');
  const sampleEvery = keys.read('samples', readSeconds) ?? DEFAULT_STATION.sampleEvery;
  if (sampleEvery <= 0) keys.need('samples').problem('must be more than 0 s');
  return {
    evses: keys.read('evses', (count) => count.integer(1, 16)) ?? 1,
    units,
    randomDelay: keys.read('random delay', readSeconds) ?? DEFAULT_STATION.randomDelay,
    sampleEvery,
  };
};

const PURPOSES = {
  transaction: 'TxProfile',
  default: 'TxDefaultProfile',
  station: 'ChargingStationMaxProfile',
} as const;
const KINDS = { absolute: 'Absolute', recurring: 'Recurring', relative: 'Relative' } as const;

export type PlanKey = 'purpose' | 'kind' | 'unit' | 'charge' | 'hold';
export const PLAN_KEYS: readonly PlanKey[] = ['purpose', 'kind', 'unit', 'charge', 'hold'];

/** What a plan says of itself, without its defaults. */
export const readPlanParts = (keys: Keys<PlanKey>): Partial<PlanStyle> => {
  const purpose = keys.read('purpose', (field) =>
    field.oneOf(['transaction', 'default', 'station'], 'transaction'),
  );
  const kind = keys.read('kind', (field) => field.oneOf(['absolute', 'recurring', 'relative'], 'absolute'));
  const unit = keys.read('unit', readUnit);
  const charge = keys.read('charge', readLimit);
  const hold = keys.read('hold', readLimit);
  return {
    ...(purpose === undefined ? {} : { purpose: PURPOSES[purpose] }),
    ...(kind === undefined ? {} : { kind: KINDS[kind] }),
    ...(unit === undefined ? {} : { unit }),
    ...(charge === undefined ? {} : { charge }),
    ...(hold === undefined ? {} : { hold }),
  };
};

const DEFAULT_PLAN: PlanStyle = {
  purpose: 'TxProfile',
  kind: 'Absolute',
  unit: 'W',
  hold: { unit: 'W', value: watts(0) },
};

export const readGiven = (field: Field, context: Context): Given => {
  const required = ['zone', 'now', 'tariff', 'vehicle', 'supply'] as const;
  const keys = field.keys([...required, 'station', 'plan'], required);
  const zone = readZone(keys.need('zone'));
  const supplyField = keys.need('supply');
  const supply: Supply = supplyField.absent
    ? { voltage: 0 as Supply['voltage'], phases: 1, fuse: 0 as Supply['fuse'] }
    : readSupply(supplyField);
  const vehicleField = keys.need('vehicle');
  return {
    zone,
    now: readDateTime(keys.need('now'), zone),
    tariff: readTariffReference(keys.need('tariff'), context),
    supply,
    vehicle: vehicleField.absent
      ? { battery: 0 as VehicleSpec['battery'], charged: fraction(0), takes: watts(0), phases: 1 }
      : readVehicle(vehicleField, supply),
    station: keys.read('station', readStation) ?? DEFAULT_STATION,
    plan: { ...DEFAULT_PLAN, ...keys.read('plan', (plan) => readPlanParts(plan.keys(PLAN_KEYS))) },
  };
};
