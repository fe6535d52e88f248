import type { CountCheck, OrderCheck } from '../suite/index.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { finding, resultOf, wrongAs } from './result.ts';

/** Kinds of message in the order asked for; others may stand between. */
export const judgeOrder = (facts: Facts, check: OrderCheck): CheckResult => {
  let after = -1;
  let missing: string | undefined;
  const evidence: number[] = [];
  for (const kind of check.of) {
    const index = facts.exchanges.findIndex(({ intent }, at) => at > after && intent?.kind === kind);
    const found = facts.exchanges[index];
    if (found === undefined) {
      missing = kind;
      break;
    }
    after = index;
    evidence.push(found.seq);
  }
  const findings: Finding[] = [];
  if (missing !== undefined) {
    const elsewhere = facts.exchanges.some(({ intent }) => intent?.kind === missing);
    const early = facts.trace.footer.ended !== 'complete';
    const actual = elsewhere ? `"${missing}" came only before` : `"${missing}" never came`;
    const outcome = early ? 'unproven' : wrongAs(check.as);
    findings.push(
      finding(outcome, check.proves, 'not in this order', [check.of.join(', ')], actual, evidence),
    );
  }
  return resultOf({
    check: 'order',
    label: `in order: ${check.of.join(', ')}`,
    place: check.place,
    proves: check.proves,
    looked: facts.exchanges.length,
    findings,
  });
};

/** How often a kind of message was sent. */
export const judgeCount = (facts: Facts, check: CountCheck): CheckResult => {
  const { from = facts.scenario.given.now, to = facts.scenario.end, min, max } = check;
  const found = facts.exchanges.filter(
    ({ intent, at }) => intent?.kind === check.of && at >= from && at < to,
  );
  const count = found.length;
  const few = min !== undefined && count < min;
  const many = max !== undefined && count > max;
  const early = facts.livedUntil < to && facts.trace.footer.ended !== 'complete';
  const outcome = early && !many ? 'unproven' : wrongAs(check.as);
  const wanted = [min === undefined ? '' : `at least ${min}`, max === undefined ? '' : `at most ${max}`];
  const expected = [wanted.filter((part) => part !== '').join(', ')];
  const evidence = found.map(({ seq }) => seq);
  const findings: readonly Finding[] =
    few || many || early
      ? [
          finding(
            outcome,
            check.proves,
            `"${check.of}" was sent ${count} times`,
            expected,
            `${count}`,
            evidence,
          ),
        ]
      : [];
  return resultOf({
    check: 'count',
    label: `number of "${check.of}"`,
    place: check.place,
    proves: check.proves,
    looked: facts.exchanges.length,
    findings,
    measures: { count },
  });
};
