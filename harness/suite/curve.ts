import { watts, type Watts } from '../energy/index.ts';
import type { Place } from '../errors.ts';
import type { Instant } from '../time/index.ts';
import type { Field } from './fields.ts';
import { exactlyOne, listOf, map, shared } from './json-schema.ts';
import type { Chronology } from './moments.ts';
import { readTolerance, readWatts } from './quantities.ts';
import type { World } from './world.ts';

export interface CurveRow {
  readonly from: Instant;
  readonly to: Instant;
  readonly power: Watts;
  /** Half-width of the band around `power`. */
  readonly tolerance: Watts;
  /** `at most`: any power from 0 to power + tolerance is right (a full or slow car draws less). */
  readonly mode: 'equals' | 'at most';
  readonly place: Place;
}

export const CURVE = listOf(
  map(
    {
      from: shared('moment'),
      to: shared('moment'),
      power: shared('power'),
      'at most': shared('power'),
      within: shared('tolerance'),
    },
    ['from', 'to', 'within'],
    exactlyOne([['power'], ['at most']]),
  ),
);

const readRow = (field: Field, times: Chronology, world: World): CurveRow => {
  const keys = field.keys(['from', 'to', 'power', 'at most', 'within'], ['from', 'to', 'within']);
  const from = times.read(keys.need('from'));
  const to = times.read(keys.need('to'));
  if (from > 0 && to > 0 && to <= from) field.problem('must end after it begins');
  const most = keys.get('at most');
  const exact = keys.get('power');
  if ((most === undefined) === (exact === undefined)) field.problem('needs either "power" or "at most"');
  const said = exact ?? most;
  const power = said === undefined ? watts(0) : readWatts(said);
  const row: CurveRow = {
    from,
    to,
    power,
    tolerance: readTolerance(keys.need('within'), power),
    mode: exact === undefined ? 'at most' : 'equals',
    place: field.place,
  };
  field.later(() => world.impossible(row));
  return row;
};

/** Rows that touch: a gap in a curve is a gap in what is judged. */
export const readCurve = (field: Field, times: Chronology, world: World): readonly CurveRow[] => {
  if (field.absent) return [];
  let last: Instant | undefined;
  const rows = field.items().map((item) => {
    const row = readRow(item, times, world);
    if (last !== undefined && last > 0 && row.from > 0 && row.from !== last)
      item.problem('must begin where the row before it ends');
    last = row.to;
    return row;
  });
  if (rows.length === 0) field.problem('needs at least one row');
  return rows;
};
