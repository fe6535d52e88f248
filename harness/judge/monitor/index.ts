import { TWIN_LINK } from '../../trace/index.ts';
import type { Facts } from '../facts.ts';
import type { CheckResult } from '../finding.ts';
import { monitorRegister, monitorSequence, monitorTime } from './charger.ts';
import { monitorGivenIds, monitorRegistration } from './csms.ts';
import { monitorAnswers, monitorIds, monitorOneCall, monitorSchema } from './frames.ts';
import { monitorMeter } from './meter.ts';
import { monitorPhysical, monitorTransactionIds } from './transactions.ts';

const ALWAYS = [monitorSchema, monitorOneCall, monitorIds, monitorAnswers];
const CHARGERS = [monitorSequence, monitorTransactionIds, monitorRegister, monitorPhysical, monitorTime];
const SYSTEMS = [monitorGivenIds, monitorRegistration];

const knowsBetter = ({ trace }: Facts): boolean =>
  trace.events.some((event) => event.kind === 'meter' && event.by === 'world');

/** Whether the scenario wants the two sides to stay apart: then a night without frames is as it should be. */
const apart = ({ scenario, exchanges, malformed }: Facts): boolean =>
  exchanges.length === 0 &&
  malformed.length === 0 &&
  scenario.checks.some((check) => check.check === 'entry' && check.is === 'refused');

/** What somebody else says under the charger's name is not the charger's. */
const ownOf = (facts: Facts): Facts =>
  facts.exchanges.some(({ link }) => link === TWIN_LINK)
    ? { ...facts, exchanges: facts.exchanges.filter(({ link }) => link !== TWIN_LINK) }
    : facts;

/** Rules that hold in every night. Those on numbers and times speak only where there was something to look at. */
export const monitor = (facts: Facts): readonly CheckResult[] => [
  ...(apart(facts) ? [] : ALWAYS).map((each) => each(facts)),
  ...(facts.subject === 'csms' ? SYSTEMS : []).map((each) => each(facts)).filter(({ looked }) => looked > 0),
  // What flows between two samples of a charger that we play, whose own meter we know, is nobody's fault.
  ...(facts.subject === 'charger' || !knowsBetter(facts) ? [...CHARGERS, monitorMeter] : CHARGERS)
    .map((each) => each(ownOf(facts)))
    .filter(({ looked }) => looked > 0)
    // A charger that we play proves nothing about the CSMS.
    .map((result) => (facts.subject === 'charger' ? result : { ...result, proves: [] })),
];
