import type { RateUnit, Seconds } from '../../energy/index.ts';
import { oneOf, shared } from '../json-schema.ts';
import { readUnit } from '../plan-style.ts';
import { readSeconds } from '../quantities.ts';
import { unitRefused } from '../world.ts';
import type { Detail } from './detail.ts';

/** csms: asks composite schedule */
export interface CompositeDetail {
  readonly duration?: Seconds;
  readonly unit?: RateUnit;
}

export const duration: Detail<CompositeDetail> = {
  key: 'duration',
  schema: shared('length'),
  read: (field) => ({ duration: readSeconds(field) }),
};

export const askedUnit: Detail<CompositeDetail> = {
  key: 'unit',
  schema: oneOf(['W', 'A']),
  read: (field, { given }) => {
    const unit = readUnit(field);
    field.later(() => unitRefused(given, unit));
    return { unit };
  },
};
