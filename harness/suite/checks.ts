import type { RequestKind } from '../dialects/index.ts';
import { watts } from '../energy/index.ts';
import { assertNever } from '../errors.ts';
import { millis, type Instant } from '../time/index.ts';
import { closest } from './closest.ts';
import type { Context } from './context.ts';
import { readCurve } from './curve.ts';
import type { Field } from './fields.ts';
import { Chronology } from './moments.ts';
import { readAtLeastShare, readMillis, readPence, readWattHours, readWatts } from './quantities.ts';
import type { Check, Given } from './scenario.ts';
import { readProves, readSeverity } from './timeline.ts';
import { REQUESTS, VERBS, requestNamed } from './verbs.ts';

type Kind = Check['check'];
const KINDS: readonly Kind[] = ['power', 'energy', 'cost', 'order', 'count', 'plan', 'composite'];

const readRequest = (field: Field): RequestKind => {
  const name = field.absent ? '' : field.text();
  const found = requestNamed(name);
  if (found !== undefined) return found;
  if (name !== '') {
    const named = VERBS.filter(({ shows }) => shows.length > 0).map(({ verb }) => verb);
    const near = closest(name, [...named, ...REQUESTS]);
    field.problem(`no message is called "${name}"${near === undefined ? '' : `; did you mean "${near}"?`}`);
  }
  return 'heartbeats';
};

interface Base {
  readonly as: Check['as'];
  readonly proves: Check['proves'];
  readonly place: Check['place'];
}

const readStretch = (
  from: Field | undefined,
  to: Field | undefined,
  times: Chronology,
): { readonly from?: Instant; readonly to?: Instant } => {
  const begins = from === undefined ? undefined : times.read(from);
  const ends = to === undefined ? undefined : times.read(to);
  return {
    ...(begins === undefined ? {} : { from: begins }),
    ...(ends === undefined ? {} : { to: ends }),
  };
};

const readBounds = <T extends number>(
  field: Field,
  least: T | undefined,
  most: T | undefined,
): { readonly min?: T; readonly max?: T } => {
  if (least === undefined && most === undefined) field.problem('needs "min", "max" or both');
  if (least !== undefined && most !== undefined && least > most)
    field.problem('"min" must not be more than "max"');
  return { ...(least === undefined ? {} : { min: least }), ...(most === undefined ? {} : { max: most }) };
};

const readOne = (kind: Kind, field: Field, base: Base, times: Chronology): Check => {
  switch (kind) {
    case 'power': {
      const keys = field.keys(['settle', 'sampled', 'delay', 'curve'], ['settle', 'sampled', 'curve']);
      return {
        check: 'power',
        ...base,
        settle: readMillis(keys.need('settle')),
        sampled: readMillis(keys.need('sampled')),
        delay: keys.read('delay', readMillis) ?? millis(0),
        curve: readCurve(keys.need('curve'), times),
      };
    }
    case 'energy': {
      const keys = field.keys(['from', 'by', 'min', 'max']);
      const { from, to } = readStretch(keys.get('from'), keys.get('by'), times);
      return {
        check: 'energy',
        ...base,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { by: to }),
        ...readBounds(field, keys.read('min', readWattHours), keys.read('max', readWattHours)),
      };
    }
    case 'cost': {
      const keys = field.keys(['off-peak share', 'at most']);
      const offPeakShare = keys.read('off-peak share', readAtLeastShare);
      const atMost = keys.read('at most', readPence);
      if (keys.names().length === 0) field.problem('needs "off-peak share", "at most" or both');
      return {
        check: 'cost',
        ...base,
        ...(offPeakShare === undefined ? {} : { offPeakShare }),
        ...(atMost === undefined ? {} : { atMost }),
      };
    }
    case 'order': {
      const of = field.items().map(readRequest);
      if (of.length < 2) field.problem('needs at least two messages');
      return { check: 'order', ...base, of };
    }
    case 'count': {
      const keys = field.keys(['of', 'from', 'to', 'min', 'max'], ['of']);
      const count = (value: Field): number => value.integer(0, 1_000_000);
      return {
        check: 'count',
        ...base,
        of: readRequest(keys.need('of')),
        ...readStretch(keys.get('from'), keys.get('to'), times),
        ...readBounds(field, keys.read('min', count), keys.read('max', count)),
      };
    }
    case 'plan': {
      const keys = field.keys(['from', 'to', 'outside', 'inside'], ['from', 'to', 'inside']);
      const from = times.read(keys.need('from'));
      const to = times.read(keys.need('to'));
      if (from > 0 && to > 0 && to <= from) field.problem('must end after it begins');
      return {
        check: 'plan',
        ...base,
        from,
        to,
        outside: keys.read('outside', readWatts) ?? watts(100),
        inside: readWatts(keys.need('inside')),
      };
    }
    case 'composite': {
      const keys = field.keys(['within'], ['within']);
      return { check: 'composite', ...base, tolerance: readWatts(keys.need('within')) };
    }
    default:
      return assertNever(kind);
  }
};

/** The list under `then`. Every check reads its times anew, from the night's beginning on. */
export const readChecks = (
  field: Field,
  { zone, now }: Pick<Given, 'zone' | 'now'>,
  firstDay: string,
  context: Context,
): readonly Check[] => {
  const checks: Check[] = [];
  const items = field.absent ? [] : field.items();
  for (const item of items) {
    const keys = item.keys([...KINDS, 'proves', 'as']);
    const kinds = KINDS.filter((kind) => keys.get(kind) !== undefined);
    const [kind] = kinds;
    if (kind === undefined || kinds.length !== 1) {
      if (!keys.strange) item.problem(`needs exactly one of ${KINDS.join(', ')}`);
      continue;
    }
    const base: Base = {
      as: readSeverity(keys.get('as')),
      proves: readProves(keys.get('proves'), context),
      place: item.place,
    };
    checks.push(readOne(kind, keys.need(kind), base, new Chronology(zone, firstDay, now)));
  }
  if (items.length === 0) field.problem('needs at least one check');
  return checks;
};
