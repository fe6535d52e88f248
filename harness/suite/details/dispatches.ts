import type { Dispatch } from '../../energy/index.ts';
import { listOf, map, oneOf, shared } from '../json-schema.ts';
import { Chronology } from '../moments.ts';
import type { Detail } from './detail.ts';

/** tariff: dispatches. The whole list that the supplier shows from now on; an empty one takes all back. */
export interface DispatchesDetail {
  readonly dispatches?: readonly Dispatch[];
}

const MOST = 200;

export const dispatches: Detail<DispatchesDetail> = {
  key: 'dispatches',
  schema: listOf(
    map({ from: shared('moment'), to: shared('moment'), kind: oneOf(['smart', 'boost']) }, ['from', 'to']),
    0,
  ),
  read: (field, { given, day }) => {
    const items = field.items();
    if (items.length > MOST) field.problem(`at most ${MOST} dispatches`);
    return {
      dispatches: items.slice(0, MOST).map((item): Dispatch => {
        // Each by itself: they may overlap, and need not be in order.
        const times = new Chronology(given.zone, day);
        const keys = item.keys(['from', 'to', 'kind'], ['from', 'to']);
        const from = times.read(keys.need('from'));
        const to = times.read(keys.need('to'));
        if (from > 0 && to > 0 && to <= from) item.problem('must end after it begins');
        return {
          from,
          to,
          kind: keys.read('kind', (value) => value.oneOf(['smart', 'boost'], 'smart')) ?? 'smart',
        };
      }),
    };
  },
};
