import { shows, type Step } from '../suite/index.ts';
import { leastWait, type Instant } from '../time/index.ts';
import { statusOf, type Exchange } from './conversation.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { finding, resultOf, wrongAs } from './result.ts';

const PATIENCE = 60_000;

const stepResult = (step: Step, looked: number, findings: readonly Finding[]): CheckResult =>
  resultOf({
    check: 'step',
    label: `${step.actor} ${step.verb}`,
    place: step.place,
    proves: step.proves,
    looked,
    findings,
  });

interface Begun {
  readonly at: Instant;
  readonly until: Instant;
}

const beginOf = (facts: Facts, step: Step): Begun | undefined => {
  const event = facts.trace.events.find(
    (each) => each.kind === 'step' && each.step === step.index && each.phase === 'begins',
  );
  if (event === undefined) return undefined;
  // In real time play gets to a step a moment late; what came since the step's own time belongs to it.
  const at = step.when.kind === 'at' && step.when.at < event.at ? step.when.at : event.at;
  return {
    at,
    until: (event.at + Math.max(step.within ?? PATIENCE, leastWait(facts.course, event.at))) as Instant,
  };
};

const ownStep = (facts: Facts, step: Step, begun: Begun, seen: Exchange | undefined): CheckResult => {
  if (seen !== undefined) return stepResult(step, 1, []);
  // What need not be done is no fault when it is left out; but it shows nothing either.
  if (step.as === 'may') return { ...stepResult(step, 1, []), proves: [] };
  const span = `${facts.clock(begun.at)} to ${facts.clock(begun.until)}`;
  const late = facts.livedUntil < begun.until && facts.trace.footer.ended !== 'complete';
  return stepResult(step, 1, [
    finding(
      late ? 'unproven' : wrongAs(step.as),
      step.proves,
      `the ${step.actor} never ${step.verb}`,
      [`${step.verb} from ${span}`],
      late ? `the trace ended at ${facts.clock(facts.livedUntil)}` : 'no such message',
    ),
  ]);
};

const playedCsms = (facts: Facts, step: Step, begun: Begun, seen: Exchange | undefined): CheckResult => {
  if (seen === undefined)
    return stepResult(step, 0, [
      finding('unproven', step.proves, `the played CSMS never ${step.verb}`, [step.verb], 'not sent'),
    ]);
  const said =
    seen.answer === undefined
      ? 'no answer'
      : (statusOf(seen.answer) ?? (seen.answer.reply === undefined ? 'an unreadable answer' : 'answered'));
  const late = seen.answer !== undefined && seen.answer.at > begun.until;
  const wanted = step.reply ?? 'accepted';
  const right =
    wanted === 'any'
      ? seen.answer?.kind === 'result'
      : wanted === 'accepted'
        ? said === 'Accepted' || said === 'answered' || said === 'Scheduled'
        : seen.answer?.kind === 'result' &&
          ['Rejected', 'NotSupported', 'Unknown', 'NoProfiles'].includes(said);
  if (right && !late) return stepResult(step, 1, []);
  const cut = seen.answer === undefined && facts.livedUntil < begun.until;
  const evidence = [seen.seq, ...(seen.answer === undefined ? [] : [seen.answer.seq])];
  const outcome = cut && facts.trace.footer.ended !== 'complete' ? 'unproven' : wrongAs(step.as);
  return stepResult(step, 1, [
    finding(
      outcome,
      step.proves,
      late ? `${seen.action} was answered too late` : `${seen.action} was not ${wanted}`,
      [`${wanted} by ${facts.clock(begun.until)}`],
      late && seen.answer !== undefined ? `${said} at ${facts.clock(seen.answer.at)}` : said,
      evidence,
    ),
  ]);
};

const playedCharger = (facts: Facts, step: Step, seen: Exchange | undefined): CheckResult => {
  if (seen !== undefined) return stepResult(step, 1, []);
  // A call that is never answered holds up those behind it as well as a refusal does.
  const refused = facts.exchanges.some((each) => {
    const status = statusOf(each.answer);
    if (each.intent?.kind === 'stops remotely' && status === 'Accepted') return true;
    return (
      (each.from === 'charger' && (each.answer === undefined || each.answer.kind === 'error')) ||
      ['Rejected', 'Pending', 'Blocked', 'Invalid'].includes(status ?? '')
    );
  });
  const ours = facts.trace.footer.ended === 'complete' && !refused;
  return stepResult(step, 0, [
    finding(
      ours ? 'broken' : 'unproven',
      step.proves,
      `the played charger never ${step.verb}`,
      [step.verb],
      ours
        ? 'nothing kept it from doing so'
        : 'it was refused, stopped or kept waiting, or the trace ended early',
    ),
  ]);
};

/** Every step that concerns the subject: what it owed, and what it answered to what was played. */
export const judgeSteps = (facts: Facts): readonly CheckResult[] => {
  const results: CheckResult[] = [];
  const used = new Set<number>();
  for (const step of facts.scenario.timeline) {
    if (step.actor !== 'charger' && step.actor !== 'csms') continue;
    const begun = beginOf(facts, step);
    if (begun === undefined) {
      const ended = `the trace ended at ${facts.clock(facts.livedUntil)}`;
      const never = finding('unproven', step.proves, 'this step was never reached', [step.verb], ended);
      results.push(stepResult(step, 0, [never]));
      continue;
    }
    const own = step.actor === facts.subject;
    const seen = facts.exchanges.find(
      (each) =>
        !used.has(each.seq) &&
        each.from === step.actor &&
        each.intent !== undefined &&
        shows(step.actor, step.verb, each.intent) &&
        each.at >= begun.at &&
        each.at <= begun.until,
    );
    if (seen !== undefined) used.add(seen.seq);
    if (own) results.push(ownStep(facts, step, begun, seen));
    else if (step.actor === 'csms') results.push(playedCsms(facts, step, begun, seen));
    else results.push(playedCharger(facts, step, seen));
  }
  return results;
};

/** What the world was asked to do and did not. */
export const judgeActions = (facts: Facts): readonly CheckResult[] =>
  facts.trace.events.flatMap((event) =>
    event.kind === 'action' && !event.ok
      ? [
          resultOf({
            check: 'action',
            label: `${event.actor} ${event.verb}`,
            proves: [],
            looked: 1,
            findings: [
              finding(
                'unproven',
                [],
                `the ${event.actor} could not: ${event.verb}`,
                [event.verb],
                event.detail ?? 'it did not happen',
                [event.seq],
              ),
            ],
          }),
        ]
      : [],
  );
