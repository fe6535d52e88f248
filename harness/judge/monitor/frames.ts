import { leastWait, millis, type Instant } from '../../time/index.ts';
import { BROKEN_FRAME, ERROR_CODES, knowsAction, validate } from '../../wire/index.ts';
import type { Facts } from '../facts.ts';
import type { CheckResult } from '../finding.ts';
import { stretchesOf, within } from '../outages.ts';
import { monitorResult, type Breach } from './monitor.ts';

/** Every frame is well-formed and keeps to its official schema. */
export const monitorSchema = (facts: Facts): CheckResult => {
  const { dialect, subject, exchanges, malformed } = facts;
  const breaches: Breach[] = malformed.map(({ from, problem, seq }) => ({
    from,
    kind: 'a malformed frame',
    actual: problem,
    seq,
    requirements: [],
  }));
  for (const event of facts.trace.events) {
    if (event.kind !== 'link' || event.state !== 'closed' || event.reason?.startsWith(BROKEN_FRAME) !== true)
      continue;
    // The link is seen from our end: it was the subject that broke it.
    breaches.push({
      from: subject,
      kind: BROKEN_FRAME,
      actual: event.reason.slice(BROKEN_FRAME.length + 2),
      seq: event.seq,
      requirements: [],
    });
  }
  let looked = breaches.length;
  for (const { from, action, payload, seq, answer } of exchanges) {
    looked += 1;
    // What a charger may send beyond the standard is answered NotImplemented, and is no breach.
    if (!knowsAction(dialect, action)) continue;
    const [problem] = validate(dialect, action, 'request', payload, from === subject);
    if (problem !== undefined)
      breaches.push({
        from,
        kind: `${action} breaks its schema`,
        actual: `${problem.path}: ${problem.message}`,
        seq,
        requirements: [],
      });
    if (answer === undefined) continue;
    looked += 1;
    const answerer = from === 'charger' ? 'csms' : 'charger';
    if (answer.kind === 'error' && !ERROR_CODES[dialect].has(answer.code ?? ''))
      breaches.push({
        from: answerer,
        kind: 'an unknown error code',
        actual: (answer.code ?? '').slice(0, 60),
        seq: answer.seq,
        requirements: [],
      });
    if (answer.payload === undefined) continue;
    const [wrong] = validate(dialect, action, 'response', answer.payload, answerer === subject);
    if (wrong !== undefined)
      breaches.push({
        from: answerer,
        kind: `the answer to ${action} breaks its schema`,
        actual: `${wrong.path}: ${wrong.message}`,
        seq: answer.seq,
        requirements: [],
      });
  }
  return monitorResult(facts, 'schema', 'every frame keeps to its schema', looked, breaches);
};

const GIVEN_UP = 10_000;

/** A side waits for the answer to its call, or for the link to break, before its next. */
export const monitorOneCall = (facts: Facts): CheckResult => {
  const old = facts.dialect === 'ocpp1.6';
  const breaches: Breach[] = [];
  const open = new Map<string, { readonly until: number; readonly action: string; readonly at: Instant }>();
  for (const { from, link, at, seq, action, answer } of facts.exchanges) {
    const key = `${from} ${link}`;
    const before = open.get(key);
    // Who has waited this long has given the call up, and a late answer changes nothing (`RPC.43`).
    if (before !== undefined && before.until > seq && at - before.at < GIVEN_UP)
      breaches.push({
        from,
        kind: 'a call before the last one was answered',
        actual: `${action} while ${before.action} was open`,
        seq,
        requirements: [old ? 'ocpp16:RPC.13' : 'ocpp201:RPC.14'],
        worth: old ? 'advised' : 'failed',
      });
    // A call that is never answered may be given up: only answered ones bind.
    open.set(key, { until: Math.max(before?.until ?? 0, answer?.seq ?? 0), action, at });
  }
  return monitorResult(facts, 'one-call', 'one call at a time', facts.exchanges.length, breaches);
};

/** Message ids are not used twice by a side on one link; answers answer something. */
export const monitorIds = (facts: Facts): CheckResult => {
  const seen = new Set<string>();
  const breaches: Breach[] = [];
  for (const { from, link, messageId, seq } of facts.exchanges) {
    const key = `${from} ${link} ${messageId}`;
    if (seen.has(key))
      breaches.push({
        from,
        kind: 'a message id used twice',
        actual: messageId,
        seq,
        requirements: [facts.dialect === 'ocpp1.6' ? 'ocpp16:RPC.11' : 'ocpp201:RPC.12'],
      });
    seen.add(key);
  }
  for (const { from, messageId, seq } of facts.strays)
    breaches.push({
      from,
      kind: 'an answer to nothing that was asked',
      actual: messageId,
      seq,
      requirements: [],
    });
  return monitorResult(facts, 'ids', 'message ids are used once', facts.exchanges.length, breaches);
};

const PATIENCE = millis(30_000);

/** Every call is answered within 30 s while its link stays open. */
export const monitorAnswers = (facts: Facts): CheckResult => {
  const closed = facts.trace.events.flatMap((event) =>
    event.kind === 'link' && event.state === 'closed' ? [event] : [],
  );
  const faults = stretchesOf(facts, (verb) => verb.startsWith('link'));
  const sends = facts.dialect === 'ocpp2.1' ? new Set(['NotifyPeriodicEventStream']) : new Set<string>();
  const breaches: Breach[] = [];
  for (const { from, link, action, at, seq, answer } of facts.exchanges) {
    if (sends.has(action)) continue;
    const deadline = (at + Math.max(PATIENCE, leastWait(facts.course, at, PATIENCE))) as Instant;
    const gone = closed.some((each) => each.link === link && each.seq > seq && each.at <= deadline);
    // Through a link that a fault held up, neither the call nor its answer need have passed.
    if (within(at, faults) || within(deadline, faults)) continue;
    if (gone || (answer !== undefined && answer.at <= deadline) || facts.livedUntil < deadline) continue;
    const answerer = from === 'charger' ? 'csms' : 'charger';
    const actual = answer === undefined ? 'none' : `after ${Math.round((answer.at - at) / 1000)} s`;
    breaches.push({
      from: answerer,
      kind: `no answer to ${action} within 30 s`,
      actual,
      seq,
      requirements: [],
    });
  }
  return monitorResult(facts, 'answers', 'every call is answered', facts.exchanges.length, breaches);
};
