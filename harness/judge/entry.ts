import type { AttemptsCheck, EntryCheck } from '../suite/index.ts';
import type { Instant } from '../time/index.ts';
import { FIRST_STRAY_LINK, type LinkEvent } from '../trace/index.ts';
import { statusOf, type Exchange } from './conversation.ts';
import { jumpsOf, without } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { finding, resultOf, wrongAs } from './result.ts';

interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

const stretchOf = (facts: Facts, { from, to }: Partial<Stretch>): Stretch => ({
  from: from ?? facts.scenario.given.now,
  to: to ?? facts.scenario.end,
});

/** Every time somebody dialled, whatever came of it. */
const attemptsIn = (facts: Facts, { from, to }: Stretch): readonly LinkEvent[] =>
  facts.trace.events.filter(
    (event): event is LinkEvent =>
      event.kind === 'link' &&
      event.state !== 'closed' &&
      event.by !== 'fault' &&
      event.link < FIRST_STRAY_LINK &&
      event.at >= from &&
      event.at < to,
  );

const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.POSITIVE_INFINITY;

/** A station that is refused dials again, and does not hammer. */
export const judgeAttempts = (facts: Facts, check: AttemptsCheck): CheckResult => {
  const stretch = stretchOf(facts, check);
  const found = attemptsIn(facts, stretch);
  const gaps = found.slice(1).map((event, index) => event.at - (found[index]?.at ?? event.at));
  const median = medianOf(gaps);
  const evidence = found.map(({ seq }) => seq);
  const span = { from: stretch.from, to: stretch.to };
  const lived =
    without(span, jumpsOf(facts)).length === 1 &&
    (facts.livedUntil >= stretch.to || facts.trace.footer.ended === 'complete');
  const findings: Finding[] = [];
  if (found.length < check.min)
    findings.push(
      finding(
        lived ? wrongAs(check.as) : 'unproven',
        check.proves,
        'the station did not go on dialling',
        [`at least ${check.min} attempts from ${facts.clock(stretch.from)} to ${facts.clock(stretch.to)}`],
        `${found.length}`,
        evidence,
      ),
    );
  if (gaps.length > 3 && median < check.apart)
    findings.push(
      finding(
        wrongAs(check.as),
        check.proves,
        'the station hammers an endpoint that refuses it',
        [`attempts at least ${check.apart / 1000} s apart`],
        `${found.length} attempts, ${median / 1000} s apart (median)`,
        evidence,
      ),
    );
  return resultOf({
    check: 'attempts',
    label: 'a refused station dials again',
    place: check.place,
    proves: check.proves,
    looked: found.length,
    findings,
    measures: { attempts: found.length },
  });
};

const acceptedIn = (facts: Facts, { from, to }: Stretch): Exchange | undefined =>
  facts.exchanges.find(
    ({ intent, answer }) =>
      intent?.kind === 'boots' &&
      statusOf(answer) === 'Accepted' &&
      answer !== undefined &&
      answer.at >= from &&
      answer.at < to,
  );

/** A CSMS that refuses says so: it was there. Anything else may be a cable that is not plugged in. */
const wasAnswered = ({ state, reason = '' }: LinkEvent): boolean =>
  state === 'opened' || /HTTP \d{3}|sub-?protocol|TLS|SSL|certificate|alert|hang up|ECONNRESET/i.test(reason);

/** What shows that a charger went in where it must not: a connection, or words on one that has no version. */
const connectionIn = (
  facts: Facts,
  attempts: readonly LinkEvent[],
  { from, to }: Stretch,
): { readonly seq: number } | undefined =>
  attempts.find(({ state }) => state === 'opened') ??
  facts.trace.events.find(
    (event) =>
      event.kind === 'frame' &&
      event.from === 'charger' &&
      event.link >= FIRST_STRAY_LINK &&
      event.at >= from &&
      event.at < to,
  );

/** Whether the two sides came together, by what the trace shows of links and BootNotifications. */
export const judgeEntry = (facts: Facts, check: EntryCheck): CheckResult => {
  const stretch = stretchOf(facts, check);
  const attempts = attemptsIn(facts, stretch);
  const accepted = acceptedIn(facts, stretch);
  const span = `${facts.clock(stretch.from)} to ${facts.clock(stretch.to)}`;
  const findings: Finding[] = [];
  const ended = facts.trace.footer.ended !== 'complete' && facts.livedUntil < stretch.to;
  if (check.is === 'granted') {
    const last = attempts.at(-1);
    if (accepted === undefined)
      findings.push(
        finding(
          ended || attempts.length === 0 ? 'unproven' : wrongAs(check.as),
          check.proves,
          'the station was not taken in',
          [`an accepted BootNotification from ${span}`],
          last?.reason ?? (attempts.length === 0 ? 'nobody dialled' : 'no accepted BootNotification'),
          last === undefined ? [] : [last.seq],
        ),
      );
    const looked = attempts.length + (accepted === undefined ? 0 : 1);
    return entryResult(check, 'the station is taken in', looked, findings);
  }
  const opened =
    facts.subject === 'charger'
      ? connectionIn(facts, attempts, stretch)
      : attempts.find(({ reason = '' }) => /chose the sub-protocol "[^"]/.test(reason));
  if (accepted !== undefined || opened !== undefined)
    findings.push(
      finding(
        wrongAs(check.as),
        check.proves,
        facts.subject === 'charger'
          ? 'the charger connected to an endpoint that it must refuse'
          : 'the CSMS took in a station that it must refuse',
        [`no connection from ${span}`],
        accepted === undefined
          ? (attempts.find(({ seq }) => seq === opened?.seq)?.reason ?? 'a connection came about')
          : 'BootNotification was accepted',
        [accepted?.answer?.seq ?? opened?.seq ?? 0],
      ),
    );
  const answered = attempts.filter((each) => facts.subject === 'charger' || wasAnswered(each));
  return entryResult(check, 'the station is not taken in', answered.length, findings);
};

const entryResult = (
  check: EntryCheck,
  label: string,
  looked: number,
  findings: readonly Finding[],
): CheckResult =>
  resultOf({ check: 'entry', label, place: check.place, proves: check.proves, looked, findings });
