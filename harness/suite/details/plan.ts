import type { PlanStyle } from '../../energy/index.ts';
import { integer } from '../json-schema.ts';
import { PLAN_PARTS, type PlanKey } from '../plan-style.ts';
import { unitRefused } from '../world.ts';
import type { Detail } from './detail.ts';

export interface PlanDetail {
  /** Overrides `given.plan` for this step. */
  readonly plan?: Partial<PlanStyle>;
  readonly stackLevel?: number;
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
