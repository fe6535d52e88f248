import type { TriggeredCheck } from '../suite/index.ts';
import { leastWait } from '../time/index.ts';
import { statusOf } from './conversation.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { finding, resultOf, wrongAs } from './result.ts';

/** `triggerMeterValue.atTime` of an accepted RunningCost that no later one took back (`costmsg:CAL.07`). */
export const judgeTriggered = (facts: Facts, check: TriggeredCheck): CheckResult => {
  const asked = facts.exchanges.flatMap((each) =>
    each.from === 'csms' && each.intent?.kind === 'updates cost' && statusOf(each.answer) === 'Accepted'
      ? [{ ...each, running: each.intent.running, transactionId: each.intent.transactionId }]
      : [],
  );
  const findings: Finding[] = [];
  let looked = 0;
  for (const [index, { at, seq, running, transactionId }] of asked.entries()) {
    const due = running?.trigger?.atTime;
    const replaced = asked[index + 1];
    const span = facts.transactions.find(({ id }) => id === transactionId);
    if (due === undefined || due <= at || (replaced !== undefined && replaced.at < due)) continue;
    const until = due + check.within + leastWait(facts.course, due);
    if (span === undefined || (span.end !== undefined && span.end <= until) || facts.livedUntil < until)
      continue;
    looked += 1;
    const came = facts.exchanges.filter(
      ({ from, intent, at: when }) =>
        from === 'charger' && intent?.kind === 'sends meter values' && when >= due && when <= until,
    );
    const mine = came.filter(
      ({ intent }) => intent?.kind === 'sends meter values' && intent.transactionId === transactionId,
    );
    // A periodic reading that happens to fall here is no answer: its context says so.
    const right = mine.some(
      ({ intent }) =>
        intent?.kind === 'sends meter values' &&
        intent.samples.some(({ context }) => context !== undefined && context !== 'Sample.Periodic'),
    );
    if (right) continue;
    const actual =
      came.length === 0 ? 'none' : mine.length === 0 ? 'without the transaction' : 'only the periodic ones';
    findings.push({
      ...finding(
        wrongAs(check.as),
        check.proves,
        'meter values that were asked for in advance did not come',
        [`a reading of its own at ${facts.clock(due)}`],
        actual,
        [seq, ...came.map((each) => each.seq)],
      ),
      at: due,
    });
  }
  return resultOf({
    check: 'triggered',
    label: 'meter values come when they were asked for',
    place: check.place,
    proves: check.proves,
    looked,
    findings,
  });
};
