import { assertNever } from '../errors.ts';
import type { RegistrationCheck, RegistrationRule } from '../suite/index.ts';
import type { Instant } from '../time/index.ts';
import { statusOf, type Exchange } from './conversation.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { finding, resultOf, wrongAs } from './result.ts';

type Status = 'Pending' | 'Rejected';

/** From an answer that was not Accepted to the next BootNotification's, or to the end. */
interface Wait {
  readonly status: Status;
  /** Seconds; 0: the station's own choice. */
  readonly interval: number;
  readonly from: Instant;
  readonly seq: number;
  readonly link: number;
  /** The next BootNotification, and from when on the station is no longer bound by this answer. */
  readonly next: Exchange | undefined;
  readonly until: number;
}

interface BootReply {
  readonly status: string;
  readonly interval: number;
}

const bootReply = ({ answer }: Exchange): BootReply | undefined => {
  const reply = answer?.reply;
  return typeof reply === 'object' &&
    reply !== null &&
    'status' in reply &&
    typeof reply.status === 'string' &&
    'interval' in reply &&
    typeof reply.interval === 'number'
    ? { status: reply.status, interval: reply.interval }
    : undefined;
};

const waitsOf = (facts: Facts): readonly Wait[] => {
  const boots = facts.exchanges.filter(({ intent }) => intent?.kind === 'boots');
  return boots.flatMap((boot, index): readonly Wait[] => {
    const reply = bootReply(boot);
    if (boot.answer === undefined || (reply?.status !== 'Pending' && reply?.status !== 'Rejected')) return [];
    const next = boots[index + 1];
    const { status, interval } = reply;
    return [
      {
        status,
        interval,
        from: boot.answer.at,
        seq: boot.answer.seq,
        link: boot.link,
        next,
        until: next?.answer?.seq ?? next?.seq ?? Number.POSITIVE_INFINITY,
      },
    ];
  });
};

const TRIGGERED: Readonly<Record<string, string>> = {
  boots: 'BootNotification',
  heartbeats: 'Heartbeat',
  'reports status': 'StatusNotification',
  'sends meter values': 'MeterValues',
};
const SOON = 120_000;

/** Sent because it was asked for: triggered a moment before, or a report. */
const wasAskedFor = (facts: Facts, { seq, at, intent, action }: Exchange): boolean =>
  action.startsWith('Notify') ||
  intent?.kind === 'reports profiles' ||
  facts.exchanges.some(
    (each) =>
      each.intent?.kind === 'triggers' &&
      each.intent.message === TRIGGERED[intent?.kind ?? ''] &&
      each.seq < seq &&
      at - each.at < SOON,
  );

/** Clocks and networks are not exact: a retry may be this much early, in parts of the interval and milliseconds. */
const EARLY_PART = 0.05;
const EARLY_LEAST = 1500;
const LATE_LEAST = 60_000;

type Verdict = { readonly looked: number; readonly findings: readonly Finding[] };

/** What was said on a link before the BootNotification that nobody asked for: a station that boots does so first. */
const beforeBoot = (facts: Facts, check: RegistrationCheck, waits: readonly Wait[]): readonly Finding[] => {
  const boot = facts.exchanges.find(({ intent }) => intent?.kind === 'boots');
  if (boot === undefined || boot.answer?.seq !== waits[0]?.seq || wasAskedFor(facts, boot)) return [];
  return facts.exchanges
    .filter(({ from, link, seq }) => from === 'charger' && link === boot.link && seq < boot.seq)
    .slice(0, 1)
    .map((each) =>
      finding(
        wrongAs(check.as),
        check.proves,
        `the charger sent ${each.action} before its BootNotification`,
        ['nothing before BootNotification is answered'],
        each.action,
        [each.seq, boot.seq],
      ),
    );
};

const quiet = (facts: Facts, check: RegistrationCheck, waits: readonly Wait[]): Verdict => ({
  looked: waits.length,
  findings: [
    ...beforeBoot(facts, check, waits),
    ...waits.flatMap((wait) =>
      facts.exchanges
        .filter(
          (each) =>
            each.from === 'charger' &&
            each.seq > wait.seq &&
            each.seq < wait.until &&
            each.intent?.kind !== 'boots' &&
            !wasAskedFor(facts, each),
        )
        .slice(0, 1)
        .map((each) =>
          finding(
            wrongAs(check.as),
            check.proves,
            `the charger sent ${each.action} while it was ${wait.status}`,
            ['nothing but BootNotification'],
            each.action,
            [wait.seq, each.seq],
          ),
        ),
    ),
  ],
});

const inTime = (facts: Facts, check: RegistrationCheck, waits: readonly Wait[]): Verdict => ({
  looked: waits.length,
  findings: waits.flatMap((wait) => {
    const { next, interval, from, seq } = wait;
    const due = interval * 1000;
    const early =
      next !== undefined && due > 0 && next.at - from < due - Math.max(EARLY_LEAST, due * EARLY_PART);
    const triggered = next !== undefined && wasAskedFor(facts, next);
    if (early && !triggered)
      return [
        finding(
          wrongAs(check.as),
          check.proves,
          'BootNotification was repeated before its time',
          [`not before ${interval} s`],
          `after ${Math.round((next.at - from) / 100) / 10} s`,
          [seq, next.seq],
        ),
      ];
    const latest = from + due * 1.5 + LATE_LEAST;
    const missing = (next === undefined || next.at > latest) && due > 0;
    if (!missing || (next === undefined && facts.livedUntil < latest)) return [];
    return [
      finding(
        wrongAs(check.as),
        check.proves,
        'BootNotification was not repeated in time',
        [`after ${interval} s`],
        next === undefined ? 'never' : `after ${Math.round((next.at - from) / 1000)} s`,
        [seq],
      ),
    ];
  }),
});

const FORBIDDEN = ['starts remotely', 'stops remotely'];

const answers = (facts: Facts, check: RegistrationCheck, waits: readonly Wait[]): Verdict => {
  const asked = waits.flatMap((wait) =>
    wait.status === 'Pending'
      ? facts.exchanges.filter((each) => each.from === 'csms' && each.seq > wait.seq && each.seq < wait.until)
      : [],
  );
  return {
    looked: asked.length,
    findings: asked.flatMap((each) => {
      const forbidden = FORBIDDEN.includes(each.intent?.kind ?? '');
      const said = statusOf(each.answer);
      const wrong =
        each.answer === undefined ? 'no answer' : forbidden && said === 'Accepted' ? 'Accepted' : undefined;
      if (wrong === undefined) return [];
      const rule = forbidden ? 'rejected while Pending' : 'an answer while Pending';
      return [
        finding(wrongAs(check.as), check.proves, `${each.action}: ${wrong}`, [rule], wrong, [each.seq]),
      ];
    }),
  };
};

const staysConnected = (facts: Facts, check: RegistrationCheck, waits: readonly Wait[]): Verdict => {
  const pending = waits.filter(({ status }) => status === 'Pending');
  return {
    looked: pending.length,
    findings: pending.flatMap((wait) =>
      facts.trace.events
        .filter(
          (event) =>
            event.kind === 'link' &&
            event.state === 'closed' &&
            event.link === wait.link &&
            event.seq > wait.seq &&
            event.seq < wait.until,
        )
        .slice(0, 1)
        .map((event) =>
          finding(
            wrongAs(check.as),
            check.proves,
            'the connection was closed while the charger was Pending',
            ['an open connection'],
            `closed at ${facts.clock(event.at)}`,
            [wait.seq, event.seq],
          ),
        ),
    ),
  };
};

/** What the CSMS answered to a station that it had not accepted. */
const strangersRefused = (facts: Facts, check: RegistrationCheck): Verdict => {
  const first = facts.exchanges.find(
    (each) => each.intent?.kind === 'boots' && statusOf(each.answer) === 'Accepted',
  );
  const until = first?.answer?.seq ?? Number.POSITIVE_INFINITY;
  const early = facts.exchanges.filter(
    (each) => each.from === 'charger' && each.seq < until && each.intent?.kind !== 'boots',
  );
  return {
    looked: early.length,
    findings: early
      .filter(({ answer }) => answer?.kind === 'result')
      .map((each) =>
        finding(
          wrongAs(check.as),
          check.proves,
          `the CSMS served ${each.action} before it accepted the station`,
          ['SecurityError'],
          'an ordinary answer',
          [each.seq],
        ),
      ),
  };
};

const LABELS: Readonly<Record<RegistrationRule, string>> = {
  quiet: 'an unregistered charger keeps quiet',
  'in time': 'BootNotification is repeated in time',
  answers: 'a pending charger can be set up',
  'stays connected': 'a pending charger stays connected',
  'strangers refused': 'an unregistered station is not served',
};

const judgeRule = (facts: Facts, check: RegistrationCheck): Verdict => {
  const waits = waitsOf(facts);
  switch (check.rule) {
    case 'quiet':
      return quiet(facts, check, waits);
    case 'in time':
      return inTime(facts, check, waits);
    case 'answers':
      return answers(facts, check, waits);
    case 'stays connected':
      return staysConnected(facts, check, waits);
    case 'strangers refused':
      return strangersRefused(facts, check);
    default:
      return assertNever(check.rule);
  }
};

/** How both sides behave while a station is not accepted. */
export const judgeRegistration = (facts: Facts, check: RegistrationCheck): CheckResult =>
  resultOf({
    check: 'registration',
    label: LABELS[check.rule],
    place: check.place,
    proves: check.proves,
    ...judgeRule(facts, check),
  });
