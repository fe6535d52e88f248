import { monitor } from './monitor/index.ts';
import type { DialectId } from '../dialects/index.ts';
import type { Check, CheckNamed, Scenario } from '../suite/index.ts';
import type { Trace } from '../trace/index.ts';
import { judgeClock } from './clock.ts';
import { judgeEnding } from './ending.ts';
import { jumpsOf } from './evidence.ts';
import { factsOf, type Facts } from './facts.ts';
import { judgeFaults } from './faults.ts';
import type { CheckResult } from './finding.ts';
import { JUDGES, type Judge } from './judges.ts';
import { finding, resultOf } from './result.ts';
import { judgeActions, judgeSteps } from './steps.ts';

/**
 * A steered night is sampled, not lived: a clock that is set forward delivers no energy. Its energy and cost are not
 * judged, and the report says so (a charger must not fail for hours that nobody gave it).
 */
const notLived = (check: Check): CheckResult =>
  resultOf({
    check: check.check,
    label: `${check.check} of a night that was lived`,
    place: check.place,
    proves: [],
    looked: 0,
    findings: [
      finding(
        'advised',
        [],
        'not judged: the night was sampled around its edges, not lived',
        [],
        'the clock was set forward',
      ),
    ],
  });

const judgeCheck = <K extends Check['check']>(facts: Facts, check: CheckNamed<K>, kind: K): CheckResult => {
  const { judge: judgeIt, ofLivedNights }: Judge<K> = JUDGES[kind];
  return ofLivedNights === true && jumpsOf(facts).length > 0 ? notLived(check) : judgeIt(facts, check);
};

/** Standards whose requirements a night in this dialect can speak for: those of 2.0.1 hold in 2.1 too. */
const SPEAKS: Readonly<Record<DialectId, readonly string[]>> = {
  'ocpp1.6': ['ocpp16'],
  'ocpp2.0.1': ['ocpp201'],
  'ocpp2.1': ['ocpp201', 'ocpp21'],
};

/** One scenario may claim rules of several versions: a night proves those of its own alone. */
const inDialect = (result: CheckResult, dialect: DialectId): CheckResult => {
  const own = (ids: readonly string[]): readonly string[] =>
    ids.filter((id) => !id.startsWith('ocpp') || SPEAKS[dialect].includes(id.split(':')[0] ?? ''));
  return {
    ...result,
    proves: own(result.proves),
    findings: result.findings.map((each) => ({ ...each, requirements: own(each.requirements) })),
  };
};

/** Everything that can be said of a night. Pure: the same scenario and trace give the same results. */
export const judge = (scenario: Scenario, trace: Trace): readonly CheckResult[] => {
  const facts = factsOf(scenario, trace);
  if (facts === undefined) {
    const unknown = finding('broken', [], 'the trace is of no dialect we know', [], trace.header.dialect);
    return [resultOf({ check: 'trace', label: 'dialect', proves: [], looked: 1, findings: [unknown] })];
  }
  // Nobody was there: there is one thing to say, and it is not about a night.
  if (trace.footer.ended === 'subject unreachable') return [judgeEnding(facts)];
  const clock = judgeClock(facts);
  // What was done at another time than ours can be held neither for it nor against it.
  if (clock !== undefined && clock.outcome !== 'passed') return [clock, judgeEnding(facts)];
  const results = [
    ...judgeSteps(facts),
    ...judgeActions(facts),
    ...judgeFaults(facts),
    ...facts.scenario.checks.map((check) => judgeCheck(facts, check, check.check)),
    ...monitor(facts),
    ...(clock === undefined ? [] : [clock]),
    judgeEnding(facts),
  ];
  return results.map((result) => inDialect(result, facts.dialect));
};
