import type { Facts } from '../facts.ts';
import type { CheckResult } from '../finding.ts';
import { monitorRegister, monitorSequence, monitorTime } from './charger.ts';
import { monitorAnswers, monitorIds, monitorOneCall, monitorSchema } from './frames.ts';
import { monitorMeter } from './meter.ts';
import { monitorPhysical, monitorTransactionIds } from './transactions.ts';

const ALWAYS = [monitorSchema, monitorOneCall, monitorIds, monitorAnswers];
const CHARGERS = [
  monitorSequence,
  monitorTransactionIds,
  monitorRegister,
  monitorPhysical,
  monitorMeter,
  monitorTime,
];

/** Whether the scenario wants the two sides to stay apart: then a night without frames is as it should be. */
const apart = ({ scenario, exchanges, malformed }: Facts): boolean =>
  exchanges.length === 0 &&
  malformed.length === 0 &&
  scenario.checks.some((check) => check.check === 'entry' && check.is === 'refused');

/** Rules that hold in every night. Those on numbers and times speak only where there was something to look at. */
export const monitor = (facts: Facts): readonly CheckResult[] => [
  ...(apart(facts) ? [] : ALWAYS).map((each) => each(facts)),
  ...CHARGERS.map((each) => each(facts))
    .filter(({ looked }) => looked > 0)
    // A charger that we play proves nothing about the CSMS.
    .map((result) => (facts.subject === 'charger' ? result : { ...result, proves: [] })),
];
