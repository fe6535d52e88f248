import { SuiteError } from '../../../errors.ts';
import type { CsmsBug } from '../hooks.ts';
import { csmsFirstPeriodNotZero } from './csms-first-period-not-zero.ts';
import { csmsForgetsReplug } from './csms-forgets-replug.ts';
import { csmsLocalTimeAsUtc } from './csms-local-time-as-utc.ts';
import { csmsNoPlan } from './csms-no-plan.ts';
import { csmsNoReplan } from './csms-no-replan.ts';
import { csmsPlanTooLate } from './csms-plan-too-late.ts';
import { csmsStaleAfterDst } from './csms-stale-after-dst.ts';
import { csmsWattsToAmpsCharger } from './csms-watts-to-amps-charger.ts';
import { CSMS_PRICING_LIARS } from './pricing-liars.ts';
import { csmsWindowOneHourShort } from './csms-window-one-hour-short.ts';
import { csmsTakesAnybody } from './csms-takes-anybody.ts';
import { csmsAnswersStrangers } from './csms-answers-strangers.ts';
import { csmsForgetsActivation } from './csms-forgets-activation.ts';
import { csmsAnyVersion } from './csms-any-version.ts';

export const CSMS_BUGS: readonly CsmsBug[] = [
  csmsFirstPeriodNotZero,
  csmsForgetsReplug,
  csmsLocalTimeAsUtc,
  csmsNoPlan,
  csmsNoReplan,
  csmsPlanTooLate,
  csmsStaleAfterDst,
  csmsWattsToAmpsCharger,
  csmsWindowOneHourShort,
  csmsTakesAnybody,
  csmsAnswersStrangers,
  csmsForgetsActivation,
  csmsAnyVersion,
  ...CSMS_PRICING_LIARS,
];

/** @throws SuiteError when there is no such bug. */
export const csmsBug = (id: string): CsmsBug => {
  const found = CSMS_BUGS.find((bug) => bug.id === id);
  if (found === undefined) {
    throw new SuiteError(`no CSMS bug is called "${id}"`, {
      hint: CSMS_BUGS.map((bug) => bug.id).join(', '),
    });
  }
  return found;
};
