import {
  ALL_READINGS,
  allowedWatts,
  nextChange,
  type CompositeSchedule,
  type Reading,
  type StationModel,
} from '../energy/index.ts';
import type { CompositeCheck } from '../suite/index.ts';
import { instant, isoInstant, parseInstant, type Instant } from '../time/index.ts';
import { statusOf, type Answer } from './conversation.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { changesOf, stationAt } from './installed.ts';
import { promiseFindings, saidAt } from './promise.ts';
import { finding, resultOf, wrongAs } from './result.ts';

/** Edges may be off by the time that an answer takes. */
const EDGE = 2000;
const MOST_STOPS = 5000;
const MINUTE = 60_000;
const DAY = 86_400;

interface Mismatch {
  readonly at: Instant;
  readonly said: number;
  readonly right: number;
}

const edgesOf = (
  station: StationModel,
  schedule: CompositeSchedule,
  from: Instant,
  to: Instant,
): readonly number[] => {
  const edges: number[] = [from, to];
  let at: Instant | undefined = from;
  while (at !== undefined && edges.length < MOST_STOPS) {
    at = nextChange(station, schedule.evse, at, to);
    if (at !== undefined) edges.push(at);
  }
  for (const { start } of schedule.periods.slice(0, MOST_STOPS)) edges.push(schedule.start + start * 1000);
  return edges.filter((edge) => edge >= from && edge <= to).sort((a, b) => a - b);
};

const mismatch = (
  facts: Facts,
  station: StationModel,
  schedule: CompositeSchedule,
  span: { readonly from: Instant; readonly to: Instant },
  reading: Reading,
  tolerance: number,
): Mismatch | undefined => {
  const edges = edgesOf(station, schedule, span.from, span.to);
  for (const [index, edge] of edges.entries()) {
    const next = edges[index + 1];
    if (next === undefined || next - edge <= 2 * EDGE) continue;
    const at = instant((edge + next) / 2);
    const said = saidAt(facts, schedule, at);
    const right = allowedWatts(station, schedule.evse, at, facts.scenario.given.supply, reading);
    if (!(Math.abs(said - right) <= Math.max(tolerance, 1))) return { at, said, right };
  }
  return undefined;
};

/** What an answer contradicts in itself, whatever the profiles add up to. */
const oddities = (
  check: CompositeCheck,
  payload: Answer['payload'],
  schedule: CompositeSchedule,
  asked: number,
  evidence: readonly number[],
  worth: 'failed' | 'advised' | 'broken',
): readonly Finding[] => {
  const inner = payload?.['chargingSchedule'];
  const own =
    typeof inner === 'object' && inner !== null && 'startSchedule' in inner ? inner.startSchedule : undefined;
  const start = typeof own === 'string' ? parseInstant(own) : undefined;
  const garbage = schedule.periods.find((period) => period.start > asked + DAY);
  return [
    // 1.6 leaves startSchedule out of the answer; where it is given, it must not say something else.
    ...(start !== undefined && Math.abs(start - schedule.start) > MINUTE
      ? [
          finding(
            worth,
            check.proves,
            'the composite schedule gives two starts',
            [isoInstant(schedule.start)],
            isoInstant(start),
            evidence,
          ),
        ]
      : []),
    ...(garbage === undefined
      ? []
      : [
          finding(
            'advised',
            check.proves,
            'the composite schedule has a period far beyond what was asked',
            [`periods within ${asked} s`],
            `a period at ${garbage.start} s`,
            evidence,
          ),
        ]),
  ];
};

/**
 * Every accepted answer to GetCompositeSchedule against the oracle, in any permitted reading (`ocpp201:K08`), and
 * against the power that was metered afterwards.
 */
export const judgeComposite = (facts: Facts, check: CompositeCheck): CheckResult => {
  const changes = changesOf(facts);
  const findings: Finding[] = [];
  const asked = facts.exchanges.filter(({ intent }) => intent?.kind === 'asks composite schedule');
  let looked = 0;
  let metered = 0;
  const ofCharger = facts.subject === 'charger' ? wrongAs(check.as) : 'broken';
  for (const { intent, answer, seq } of asked) {
    if (intent?.kind !== 'asks composite schedule' || statusOf(answer) !== 'Accepted' || answer === undefined)
      continue;
    const reply = answer.reply as { readonly schedule?: CompositeSchedule };
    looked += 1;
    const evidence = [seq, answer.seq];
    if (reply.schedule === undefined) {
      findings.push(
        finding(ofCharger, check.proves, 'accepted without a schedule', ['a schedule'], 'none', evidence),
      );
      continue;
    }
    const schedule = { ...reply.schedule, evse: intent.evse };
    const kept = promiseFindings(facts, check, changes, { schedule, at: answer.at, evidence });
    metered += kept.looked;
    findings.push(...kept.findings);
    findings.push(...oddities(check, answer.payload, schedule, intent.duration, evidence, ofCharger));
    const station = stationAt(facts, changes, answer.at, answer.seq);
    const span = { from: answer.at, to: instant(answer.at + Math.min(intent.duration, 14 * 86_400) * 1000) };
    const found = ALL_READINGS.map((reading) =>
      mismatch(facts, station, schedule, span, reading, check.tolerance),
    );
    const [strict] = found;
    if (strict === undefined || found.includes(undefined)) continue;
    const when = facts.clock(instant(Math.round(strict.at / 1000) * 1000));
    findings.push({
      ...finding(
        ofCharger,
        check.proves,
        'the composite schedule is not what the profiles add up to',
        [`${Math.round(strict.right)} W at ${when}`],
        `${Math.round(strict.said)} W at ${when}`,
        evidence,
      ),
      at: strict.at,
    });
  }
  if (looked === 0) {
    const outcome = facts.subject === 'csms' ? 'advised' : 'unproven';
    const text =
      asked.length === 0 ? 'nobody asked for a composite schedule' : 'no composite schedule was accepted';
    findings.push(finding(outcome, check.proves, text, ['an accepted answer'], `${asked.length} asked`));
  }
  return resultOf({
    check: 'composite',
    label: 'composite schedules are what the profiles add up to, and are kept',
    place: check.place,
    proves: check.proves,
    looked,
    findings,
    measures: { answers: looked, metered },
  });
};
