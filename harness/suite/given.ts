import {
  fraction,
  watts,
  wholeSeconds,
  type Phases,
  type PlanStyle,
  type Supply,
  type Tariff,
  type VehicleSpec,
} from '../energy/index.ts';
import { CHARGER_TRAITS } from '../roles/index.ts';
import type { Context } from './context.ts';
import { readCaller, readEndpoint, readSecurity } from './endpoint.ts';
import type { Field } from './fields.ts';
import { readZone } from './load-tariff.ts';
import { readDateTime } from './moments.ts';
import { PLAN_KEYS, readPlanParts, readUnit } from './plan-style.ts';
import { readAmps, readFraction, readSeconds, readVolts, readWattHours, readWatts } from './quantities.ts';
import { readPortal } from './portal.ts';
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

/** A quantity that could not be read stands at 0 and was reported already. */
const moreThanNothing = (field: Field, value: number, nothing: string): void => {
  field.later(() => (value <= 0 ? `must be more than ${nothing}` : undefined));
};

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
  moreThanNothing(keys.need('battery'), spec.battery, '0 kWh');
  moreThanNothing(keys.need('takes'), spec.takes, '0 kW');
  return tapersFrom === undefined ? spec : { ...spec, tapersFrom };
};

const readSupply = (field: Field): Supply => {
  const keys = field.keys(['voltage', 'phases', 'fuse'], ['voltage', 'phases', 'fuse']);
  const supply: Supply = {
    voltage: readVolts(keys.need('voltage')),
    phases: readPhases(keys.need('phases')),
    fuse: readAmps(keys.need('fuse')),
  };
  moreThanNothing(keys.need('voltage'), supply.voltage, '0 V');
  moreThanNothing(keys.need('fuse'), supply.fuse, '0 A');
  return supply;
};

const DEFAULT_STATION: Station = {
  evses: 1,
  units: ['W', 'A'],
  randomDelay: wholeSeconds(0),
  sampleEvery: wholeSeconds(300),
};

const TRAITS = CHARGER_TRAITS.map(({ id }) => id);
const readTrait = (field: Field): string => field.oneOf(TRAITS, '');

const readStation = (field: Field): Station => {
  const keys = field.keys([
    'evses',
    'units',
    'random delay',
    'samples',
    'most periods',
    'highest stack level',
    'rate',
    'starts',
    'traits',
  ]);
  const mostPeriods = keys.read('most periods', (count) => count.integer(1, 10_000));
  const highestStackLevel = keys.read('highest stack level', (level) => level.integer(0, 1000));
  const rate = keys.read('rate', readWatts);
  const starts = keys.read('starts', (how) => how.oneOf(['at plug-in', 'when told'], 'at plug-in'));
  const traits = keys.read('traits', (list) => list.items().map(readTrait));
  const units = keys.read('units', (list) => list.items().map(readUnit)) ?? DEFAULT_STATION.units;
  if (units.length === 0) keys.need('units').problem('needs W, A or both');
  const sampleEvery = keys.read('samples', readSeconds) ?? DEFAULT_STATION.sampleEvery;
  if (sampleEvery <= 0) keys.need('samples').problem('must be more than 0 s');
  return {
    evses: keys.read('evses', (count) => count.integer(1, 16)) ?? 1,
    units,
    randomDelay: keys.read('random delay', readSeconds) ?? DEFAULT_STATION.randomDelay,
    sampleEvery,
    ...(mostPeriods === undefined ? {} : { mostPeriods }),
    ...(highestStackLevel === undefined ? {} : { highestStackLevel }),
    ...(rate === undefined ? {} : { rate }),
    ...(starts === 'when told' ? { waitsForStart: true } : {}),
    ...(traits === undefined ? {} : { traits }),
  };
};

const DEFAULT_PLAN: PlanStyle = {
  purpose: 'TxProfile',
  kind: 'Absolute',
  unit: 'W',
  hold: { unit: 'W', value: watts(0) },
};

const REQUIRED = ['zone', 'now', 'tariff', 'vehicle', 'supply'] as const;
export const GIVEN_KEYS = [
  ...REQUIRED,
  'station',
  'plan',
  'endpoint',
  'caller',
  'portal',
  'security',
] as const;

export const readGiven = (field: Field, context: Context): Given => {
  const keys = field.keys(GIVEN_KEYS, REQUIRED);
  const zone = readZone(keys.need('zone'));
  const supplyField = keys.need('supply');
  const supply: Supply = supplyField.absent
    ? { voltage: 0 as Supply['voltage'], phases: 1, fuse: 0 as Supply['fuse'] }
    : readSupply(supplyField);
  const vehicleField = keys.need('vehicle');
  const endpoint = keys.read('endpoint', readEndpoint);
  const caller = keys.read('caller', readCaller);
  const portal = keys.read('portal', readPortal);
  const security = keys.read('security', readSecurity);
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
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(caller === undefined ? {} : { caller }),
    ...(portal === undefined ? {} : { portal }),
    ...(security === undefined ? {} : { security }),
  };
};
