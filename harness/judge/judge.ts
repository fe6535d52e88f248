import type { Check, Scenario } from '../suite/index.ts';
import type { Trace } from '../trace/index.ts';
import { judgeEnding } from './ending.ts';
import { factsOf, type Facts } from './facts.ts';
import type { CheckResult } from './finding.ts';
import { judgePower } from './power.ts';
import { finding, resultOf } from './result.ts';
import { judgeActions, judgeSteps } from './steps.ts';

/** A check that no judge looks at yet says so; it never passes. */
const unjudged = (check: Check): CheckResult =>
  resultOf({
    check: check.check,
    label: check.check,
    place: check.place,
    proves: check.proves,
    looked: 0,
    findings: [finding('unproven', check.proves, 'this check is not judged yet', [], 'not looked at')],
  });

const judgeCheck = (facts: Facts, check: Check): CheckResult => {
  switch (check.check) {
    case 'power':
      return judgePower(facts, check);
    default:
      return unjudged(check);
  }
};

/** Everything that can be said of a night. Pure: the same scenario and trace give the same results. */
export const judge = (scenario: Scenario, trace: Trace): readonly CheckResult[] => {
  const facts = factsOf(scenario, trace);
  if (facts === undefined) {
    const unknown = finding('broken', [], 'the trace is of no dialect we know', [], trace.header.dialect);
    return [resultOf({ check: 'trace', label: 'dialect', proves: [], looked: 1, findings: [unknown] })];
  }
  return [
    ...judgeSteps(facts),
    ...judgeActions(facts),
    ...scenario.checks.map((check) => judgeCheck(facts, check)),
    judgeEnding(facts),
  ];
};
