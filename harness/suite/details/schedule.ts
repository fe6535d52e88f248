import type { Limit } from '../../energy/index.ts';
import type { Place } from '../../errors.ts';
import type { Instant } from '../../time/index.ts';
import type { Field } from '../fields.ts';
import { listOf, map, shared } from '../json-schema.ts';
import { Chronology } from '../moments.ts';
import { readLimit } from '../quantities.ts';
import type { Detail, StepReading } from './detail.ts';

export interface ScheduleRow {
  readonly from: Instant;
  readonly to: Instant;
  readonly limit: Limit;
  readonly place: Place;
}

export interface ScheduleDetail {
  /** `tariff`: built from the tariff in force; or literal rows. */
  readonly schedule?: 'tariff' | readonly ScheduleRow[];
}

const readRows = (field: Field, { given, day }: StepReading): readonly ScheduleRow[] => {
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

const ROW = map({ from: shared('moment'), to: shared('moment'), limit: shared('limit') }, [
  'from',
  'to',
  'limit',
]);

export const schedule: Detail<ScheduleDetail> = {
  key: 'schedule',
  schema: { oneOf: [{ const: 'tariff' }, listOf(ROW)] },
  read: (field, reading) => {
    if (field.isList) return { schedule: readRows(field, reading) };
    if (field.text() !== 'tariff') field.problem('must be "tariff" or a list of rows');
    return { schedule: 'tariff' };
  },
};
