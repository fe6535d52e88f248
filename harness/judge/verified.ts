import type { VerifiedCheck } from '../suite/index.ts';
import { leastWait, type Instant } from '../time/index.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { unlinkedOf } from './outages.ts';
import { finding, resultOf, wrongAs } from './result.ts';

const LOOKS = ['asks composite schedule', 'asks profiles', 'sets charging profile'] as const;
/** A hole this short is a hiccup. */
const HICCUP = 60_000;

/** After an outage the CSMS does not take for granted that its plan is still there. */
export const judgeVerified = (facts: Facts, check: VerifiedCheck): CheckResult => {
  const label = 'the plan is verified or renewed after an outage';
  if (facts.subject === 'charger')
    return resultOf({ check: 'verified', label, place: check.place, proves: [], looked: 1, findings: [] });
  const findings: Finding[] = [];
  let looked = 0;
  for (const { from, to } of unlinkedOf(facts)) {
    const until = (to + Math.max(check.within, leastWait(facts.course, to))) as Instant;
    // Without a session there is nothing to look after.
    const busy = facts.transactions.some(({ start, end }) => start < from && (end === undefined || end > to));
    if (to - from < HICCUP || to >= facts.livedUntil || !busy) continue;
    looked += 1;
    const looks = facts.exchanges.some(
      (each) =>
        each.from === 'csms' &&
        each.at >= to &&
        each.at <= until &&
        LOOKS.some((kind) => kind === each.intent?.kind),
    );
    if (looks) continue;
    findings.push({
      ...finding(
        facts.livedUntil < until ? 'unproven' : wrongAs(check.as),
        check.proves,
        `nobody looked after the plan when the charger was back at ${facts.clock(to)}`,
        [`a question for its schedule or profiles, or a new profile, by ${facts.clock(until)}`],
        'none',
      ),
      at: to,
    });
  }
  return resultOf({ check: 'verified', label, place: check.place, proves: check.proves, looked, findings });
};
