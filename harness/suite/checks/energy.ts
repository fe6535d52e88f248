import type { WattHours } from '../../energy/index.ts';
import type { Instant } from '../../time/index.ts';
import { atLeastOne, map, shared } from '../json-schema.ts';
import { readWattHours } from '../quantities.ts';
import { readBounds, readStretch, type CheckBase, type CheckKind } from './check-kind.ts';

export interface EnergyCheck extends CheckBase {
  readonly check: 'energy';
  readonly from?: Instant;
  readonly by?: Instant;
  readonly min?: WattHours;
  readonly max?: WattHours;
}

export const energy: CheckKind<EnergyCheck> = {
  check: 'energy',
  schema: map(
    { from: shared('moment'), by: shared('moment'), min: shared('energy'), max: shared('energy') },
    [],
    atLeastOne(['min', 'max']),
  ),
  read: (field, base, { times, world }) => {
    const keys = field.keys(['from', 'by', 'min', 'max']);
    const { from, to } = readStretch(keys.get('from'), keys.get('by'), times);
    const check: EnergyCheck = {
      check: 'energy',
      ...base,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { by: to }),
      ...readBounds(field, keys.read('min', readWattHours), keys.read('max', readWattHours)),
    };
    keys.get('min')?.later(() => world.tooMuch(check.min ?? 0, check.from, check.by));
    return check;
  },
};
