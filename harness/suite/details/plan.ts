import type { PlanStyle, Seconds } from '../../energy/index.ts';
import { integer, oneOf, shared } from '../json-schema.ts';
import { PLAN_PARTS, type PlanKey } from '../plan-style.ts';
import { unitRefused } from '../world.ts';
import { readSeconds } from '../quantities.ts';
import type { Detail } from './detail.ts';

export interface PlanDetail {
  /** Overrides `given.plan` for this step. */
  readonly plan?: Partial<PlanStyle>;
  readonly stackLevel?: number;
  /** Clears whatever there is. */
  readonly everything?: boolean;
  /** 2.1: how long the profile counts without a link. */
  readonly maxOffline?: Seconds;
  /** 2.1: and does not count again afterwards. */
  readonly voidAfterOffline?: boolean;
}

const part = (key: PlanKey): Detail<PlanDetail> => ({
  key,
  schema: PLAN_PARTS[key].schema,
  read: (field, { given }) => {
    const plan = PLAN_PARTS[key].read(field);
    field.later(() => unitRefused(given, plan.unit));
    return { plan };
  },
});

export const purpose = part('purpose');
export const kind = part('kind');
export const planUnit = part('unit');
export const charge = part('charge');
export const hold = part('hold');

export const stackLevel: Detail<PlanDetail> = {
  key: 'stack level',
  schema: integer(0),
  read: (field) => ({ stackLevel: field.integer(0, 1000) }),
};

export const maxOffline: Detail<PlanDetail> = {
  key: 'max offline',
  schema: shared('length'),
  read: (field) => ({ maxOffline: readSeconds(field) }),
};

const YES_NO = ['yes', 'no'] as const;

export const voidAfterOffline: Detail<PlanDetail> = {
  key: 'void after offline',
  schema: oneOf(YES_NO),
  read: (field) => ({ voidAfterOffline: field.oneOf(YES_NO, 'no') === 'yes' }),
};

export const everything: Detail<PlanDetail> = {
  key: 'everything',
  schema: oneOf(YES_NO),
  read: (field) => ({ everything: field.oneOf(YES_NO, 'no') === 'yes' }),
};
