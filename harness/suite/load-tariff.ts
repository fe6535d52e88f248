import { parseTimeOfDay, type Tariff, type TariffBand, type TimeOfDay } from '../energy/index.ts';
import { refuseProblems } from './refusal.ts';
import { readYaml, type Field } from './fields.ts';
import { isZone, readDate } from './moments.ts';
import { readPence } from './quantities.ts';

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
    price: readPence(keys.need('price')),
  };
};

const minutesOf = ({ from, to }: TariffBand): readonly number[] =>
  Array.from({ length: (to > from ? to : to + 1440) - from }, (_, index) => (from + index) % 1440);

const REQUIRED = ['id', 'name', 'zone', 'clock', 'standard', 'bands', 'source', 'as of'] as const;

export const readTariff = (field: Field): Tariff => {
  const keys = field.keys(REQUIRED, REQUIRED);
  const bandFields = keys.need('bands').absent ? [] : keys.need('bands').items();
  const bands = bandFields.map(readBand);
  const taken = new Set<number>();
  bands.forEach((band, index) => {
    const minutes = minutesOf(band);
    if (minutes.some((minute) => taken.has(minute))) bandFields[index]?.problem('overlaps another band');
    for (const minute of minutes) taken.add(minute);
  });
  readDate(keys.need('as of'));
  return {
    id: keys.need('id').text(),
    name: keys.need('name').text(),
    zone: readZone(keys.need('zone')),
    clock: keys.need('clock').oneOf(['local', 'utc'], 'local'),
    bands,
    standard: readPence(keys.need('standard')),
    source: keys.need('source').text(),
  };
};

/** Reads a tariff fixture. @throws SuiteError with every problem and its place. */
export const loadTariff = (file: string, text: string): Tariff => {
  const root = readYaml(file, text);
  const tariff = readTariff(root);
  refuseProblems(root.source.problems);
  return tariff;
};
