import type { PlanStyle } from '../../energy/index.ts';
import type { Field } from '../fields.ts';
import type { CompositeDetail } from './composite.ts';
import type { Detail, StepReading } from './detail.ts';
import type { FaultDetail } from './fault.ts';
import type { DispatchesDetail } from './dispatches.ts';
import type { FirmwareDetail } from './firmware.ts';
import type { PlanDetail } from './plan.ts';
import type { ResetDetail } from './reset.ts';
import type { ScheduleDetail } from './schedule.ts';
import type { TargetDetail } from './target.ts';
import type { TariffDetail } from './tariff.ts';

/** Everything that a step's `with` can become; each verb names the details that it takes. */
export type StepDetail = CompositeDetail &
  FaultDetail &
  FirmwareDetail &
  DispatchesDetail &
  PlanDetail &
  ResetDetail &
  ScheduleDetail &
  TargetDetail &
  TariffDetail;

const planOf = (part: object): Partial<PlanStyle> | undefined =>
  'plan' in part && typeof part.plan === 'object' && part.plan !== null ? part.plan : undefined;

/** Reads a step's `with` by the details that its verb takes; parts of a plan are put together. */
export const readDetails = (
  field: Field | undefined,
  details: readonly Detail<StepDetail>[],
  reading: StepReading,
): StepDetail => {
  if (field === undefined) return {};
  if (details.length === 0) {
    field.problem('this verb takes no details');
    return {};
  }
  const keys = field.keys(details.map(({ key }) => key));
  let read: StepDetail = {};
  for (const detail of details) {
    const part = keys.read(detail.key, (value) => detail.read(value, reading));
    if (part === undefined) continue;
    const plan = planOf(part);
    read = { ...read, ...part, ...(plan === undefined ? {} : { plan: { ...read.plan, ...plan } }) };
  }
  return read;
};

export type { Detail, StepReading } from './detail.ts';
export type { ScheduleRow } from './schedule.ts';
