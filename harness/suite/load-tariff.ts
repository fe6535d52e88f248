import {
  parseTimeOfDay,
  pence,
  type Pence,
  type PriceSeries,
  type SmartTerms,
  type Tariff,
  type TariffBand,
  type TimeOfDay,
} from '../energy/index.ts';
import { minutes, type Instant } from '../time/index.ts';
import { refuseProblems } from './refusal.ts';
import { readYaml, type Field, type Keys } from './fields.ts';
import { isZone, readDate, readDateTime } from './moments.ts';
import { readMillis, readPence, readSignedPence } from './quantities.ts';

const readMinute = (field: Field): TimeOfDay => {
  if (field.absent) return 0;
  const found = parseTimeOfDay(field.text());
  if (found === undefined) field.problem(`"${field.text()}" is not a time of day, like "23:30"`);
  return found ?? 0;
};

export const readZone = (field: Field): string => {
  const zone = field.absent ? '' : field.text();
  if (zone === '' || isZone(zone)) return zone;
  field.problem(`"${zone}" is not a time zone, like "Europe/London"`);
  return '';
};

const readBand = (field: Field): TariffBand => {
  const keys = field.keys(['name', 'from', 'to', 'price'], ['name', 'from', 'to', 'price']);
  return {
    name: keys.need('name').text(),
    from: readMinute(keys.need('from')),
    to: readMinute(keys.need('to')),
    price: readSignedPence(keys.need('price')),
  };
};

const minutesOf = ({ from, to }: TariffBand): readonly number[] =>
  Array.from({ length: (to > from ? to : to + 1440) - from }, (_, index) => (from + index) % 1440);

const readBands = (field: Field): readonly TariffBand[] => {
  const fields = field.absent ? [] : field.items();
  const bands = fields.map(readBand);
  const taken = new Set<number>();
  bands.forEach((band, index) => {
    const covered = minutesOf(band);
    if (covered.some((minute) => taken.has(minute))) fields[index]?.problem('overlaps another band');
    for (const minute of covered) taken.add(minute);
  });
  return bands;
};

/** A fortnight of half-hours. */
const MOST_PRICES = 672;

const readPrices = (field: Field, zone: string): PriceSeries => {
  const keys = field.keys(['from', 'prices', 'cheap'], ['from', 'prices', 'cheap']);
  const list = keys.need('prices');
  const from: Instant = readDateTime(keys.need('from'), zone);
  const step = minutes(30);
  if (from % step !== 0) keys.need('from').problem('half-hours begin at the hour or half past it');
  const prices = list.absent ? [] : list.items().map(readSignedPence);
  if (prices.length === 0 || prices.length > MOST_PRICES)
    list.problem(`needs 1 to ${MOST_PRICES} prices, one for each half-hour`);
  return { from, step, prices, cheap: readSignedPence(keys.need('cheap')) };
};

const readSmart = (field: Field): SmartTerms => {
  const keys = field.keys(['price', 'settled', 'any time', 'allowance', 'resets'], ['price']);
  const length = keys.read('allowance', readMillis);
  if ((length === undefined) !== (keys.get('resets') === undefined))
    field.problem('"allowance" and "resets" go together');
  return {
    price: readSignedPence(keys.need('price')),
    settled: keys.read('settled', (value) => value.oneOf(['exact', 'half-hour'], 'exact')) ?? 'exact',
    anyTime: keys.read('any time', (value) => value.oneOf(['yes', 'no'], 'no')) === 'yes',
    ...(length === undefined ? {} : { allowance: { length, resets: readMinute(keys.need('resets')) } }),
  };
};

/** What a tariff says that a variant may say differently. */
type TermKey = 'clock' | 'standard' | 'bands' | 'half-hours' | 'smart' | 'source' | 'as of';
const TERMS: readonly TermKey[] = ['clock', 'standard', 'bands', 'half-hours', 'smart', 'source', 'as of'];

type Clock = Tariff['clock'] | 'unspecified';
type Terms = Omit<Tariff, 'clock'> & { readonly clock: Clock };

const readTerms = (keys: Keys<TermKey>, zone: string): Partial<Omit<Terms, 'id' | 'name' | 'zone'>> => {
  const clock = keys.read('clock', (field) => field.oneOf(['local', 'utc', 'unspecified'], 'local'));
  const standard = keys.read('standard', readPence);
  const bands = keys.read('bands', readBands);
  const prices = keys.read('half-hours', (field) => readPrices(field, clock === 'utc' ? 'UTC' : zone));
  const smart = keys.read('smart', readSmart);
  const source = keys.read('source', (field) => field.text());
  keys.read('as of', readDate);
  return {
    ...(clock === undefined ? {} : { clock }),
    ...(standard === undefined ? {} : { standard }),
    ...(bands === undefined ? {} : { bands }),
    ...(prices === undefined ? {} : { prices }),
    ...(smart === undefined ? {} : { smart }),
    ...(source === undefined ? {} : { source }),
  };
};

const NO_PRICE: Pence = pence(0);
const VARIANT_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A tariff fixture: what its source says, and what other sources say instead. */
export interface TariffFile {
  readonly tariff: Tariff | undefined;
  readonly variants: ReadonlyMap<string, Tariff>;
}

const REQUIRED = ['id', 'name', 'zone', 'clock', 'standard', 'bands', 'source', 'as of'] as const;

/** Where the clock is not known there is no tariff yet: one of the variants must be chosen. */
const decided = (terms: Terms): Tariff | undefined =>
  terms.clock === 'unspecified' ? undefined : { ...terms, clock: terms.clock };

export const readTariff = (field: Field): TariffFile => {
  const keys = field.keys([...REQUIRED, 'half-hours', 'smart', 'variants', 'notes'], REQUIRED);
  const zone = readZone(keys.need('zone'));
  keys.read('notes', (list) => list.texts());
  const main: Terms = {
    id: keys.need('id').text(),
    name: keys.need('name').text(),
    zone,
    clock: 'local',
    bands: [],
    standard: NO_PRICE,
    ...readTerms(keys, zone),
  };
  const variants = new Map<string, Tariff>();
  for (const item of keys.read('variants', (list) => list.items()) ?? []) {
    const own = item.keys(['variant', ...TERMS], ['variant', 'source', 'as of']);
    const name = own.need('variant').text();
    if (!VARIANT_NAME.test(name)) own.need('variant').problem('is called like "seven-hours"');
    if (variants.has(name)) own.need('variant').problem(`there are two variants "${name}"`);
    const tariff = decided({ ...main, id: `${main.id}#${name}`, ...readTerms(own, zone) });
    if (tariff === undefined) item.problem('must say whether its clock is local or utc');
    else variants.set(name, tariff);
  }
  const tariff = decided(main);
  if (tariff === undefined && variants.size === 0)
    keys.need('clock').problem('an unspecified clock needs variants: one local, one utc');
  return { tariff, variants };
};

/** Reads a tariff fixture. @throws SuiteError with every problem and its place. */
export const loadTariff = (file: string, text: string): TariffFile => {
  const root = readYaml(file, text);
  const found = readTariff(root);
  refuseProblems(root.source.problems);
  return found;
};
