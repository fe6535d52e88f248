import type { Facts } from '../facts.ts';
import type { CheckResult } from '../finding.ts';
import { monitorResult, type Breach } from './monitor.ts';

/** 1.6: the central system names transactions: each by a positive number of its own. */
export const monitorGivenIds = (facts: Facts): CheckResult => {
  const breaches: Breach[] = [];
  const given = new Map<string, string>();
  let looked = 0;
  if (facts.dialect === 'ocpp1.6')
    for (const { from, intent, answer, payload } of facts.exchanges) {
      if (from !== 'charger' || intent?.kind !== 'starts transaction' || answer?.payload === undefined)
        continue;
      const id = answer.payload['transactionId'];
      if (typeof id !== 'number') continue;
      looked += 1;
      // The same start, sent again, keeps its id.
      const start = `${String(payload['connectorId'])} ${String(payload['timestamp'])}`;
      const before = given.get(String(id));
      given.set(String(id), start);
      const kind =
        id <= 0
          ? 'a transaction id that is no positive number'
          : before !== undefined && before !== start
            ? 'one id for two transactions'
            : undefined;
      if (kind !== undefined)
        breaches.push({ from: 'csms', kind, actual: String(id), seq: answer.seq, requirements: [] });
    }
  return monitorResult(facts, 'given-ids', 'transactions have ids of their own', looked, breaches);
};

/** A central system waits until it has answered a station that boots before it asks anything of it; one that is Pending may be asked. */
export const monitorRegistration = (facts: Facts): CheckResult => {
  const breaches: Breach[] = [];
  const boots = facts.exchanges.filter(({ intent }) => intent?.kind === 'boots');
  const [first] = boots;
  let looked = 0;
  if (first !== undefined) {
    const registered = boots.find(({ link, answer }) => link === first.link && answer?.kind === 'result')
      ?.answer?.seq;
    for (const { from, link, seq, action } of facts.exchanges) {
      if (from !== 'csms' || link !== first.link) continue;
      looked += 1;
      if (registered !== undefined && seq > registered) break;
      breaches.push({
        from,
        kind: 'a call before the station was registered',
        actual: action,
        seq,
        requirements: [],
        worth: 'failed',
      });
    }
  }
  return monitorResult(facts, 'registration', 'nothing is asked before the registration', looked, breaches);
};
