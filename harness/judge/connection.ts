import type { ConnectionCheck } from '../suite/index.ts';
import { knowsAction } from '../wire/index.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { finding, resultOf, wrongAs } from './result.ts';

/** Refused messages of the standard, and connections that the subject ended for no reason of ours. */
export const judgeConnection = (facts: Facts, check: ConnectionCheck): CheckResult => {
  const findings: Finding[] = [];
  let looked = 0;
  const say = (text: string, most: number, evidence: readonly number[]): void => {
    looked += 1;
    if (evidence.length <= most) return;
    findings.push(
      finding(wrongAs(check.as), check.proves, text, [`at most ${most}`], `${evidence.length}`, evidence),
    );
  };
  if (check.refusals !== undefined) {
    const refused = facts.exchanges.filter(
      ({ from, action, answer }) =>
        from !== facts.subject && answer?.kind === 'error' && knowsAction(facts.dialect, action),
    );
    say(
      'messages of the standard were answered with CALLERROR',
      check.refusals,
      refused.map(({ seq }) => seq),
    );
  }
  if (check.breaks !== undefined) {
    const faults = facts.scenario.timeline.flatMap(({ actor, when }) =>
      actor === 'fault' && when.kind === 'during' ? [when] : [],
    );
    const harmed = (at: number): boolean => faults.some(({ from, to }) => at >= from && at <= to + 60_000);
    const breaks = facts.trace.events.filter(
      (event) =>
        event.kind === 'link' &&
        event.state === 'closed' &&
        event.at < facts.scenario.end &&
        event.at < facts.livedUntil &&
        !harmed(event.at),
    );
    say(
      'the connection ended, and nothing of ours explains it',
      check.breaks,
      breaks.map(({ seq }) => seq),
    );
  }
  return resultOf({
    check: 'connection',
    label: 'it answers, and stays',
    place: check.place,
    proves: check.proves,
    looked,
    findings,
  });
};
