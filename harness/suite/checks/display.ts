import type { DisplayLine } from '../../trace/index.ts';
import type { Instant, Millis } from '../../time/index.ts';
import { listOf, map, oneOf, shared, TEXT } from '../json-schema.ts';
import { readMillis } from '../quantities.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

export interface DisplayRow {
  readonly from: Instant;
  readonly to: Instant;
  /** Which place of the display; absent: any. */
  readonly line?: DisplayLine;
  readonly shows?: string;
  readonly never?: string;
}

/** What the driver can read at the charger. */
export interface DisplayCheck extends CheckBase {
  readonly check: 'display';
  /** Grace after the beginning of a row. */
  readonly settle: Millis;
  readonly rows: readonly DisplayRow[];
}

const LINES = ['status', 'price', 'cost', 'message'] as const;
const ROW = map(
  { from: shared('moment'), to: shared('moment'), line: oneOf(LINES), shows: TEXT, never: TEXT },
  ['from', 'to'],
);

export const display: CheckKind<DisplayCheck> = {
  check: 'display',
  schema: map({ settle: shared('length'), rows: listOf(ROW) }, ['settle', 'rows']),
  read: (field, base, { times }) => {
    const keys = field.keys(['settle', 'rows'], ['settle', 'rows']);
    const rows = keys.need('rows').absent ? [] : keys.need('rows').items();
    if (rows.length === 0) field.problem('needs at least one row');
    return {
      check: 'display',
      ...base,
      settle: readMillis(keys.need('settle')),
      rows: rows.map((row): DisplayRow => {
        const cells = row.keys(['from', 'to', 'line', 'shows', 'never'], ['from', 'to']);
        const from = times.read(cells.need('from'));
        const to = times.read(cells.need('to'));
        if (from > 0 && to > 0 && to <= from) row.problem('must end after it begins');
        const line = cells.read('line', (value) => value.oneOf(LINES, 'message'));
        const shows = cells.read('shows', (value) => value.text());
        const never = cells.read('never', (value) => value.text());
        if (shows === undefined && never === undefined) row.problem('needs "shows", "never" or both');
        return {
          from,
          to,
          ...(line === undefined ? {} : { line }),
          ...(shows === undefined ? {} : { shows }),
          ...(never === undefined ? {} : { never }),
        };
      }),
    };
  },
};
