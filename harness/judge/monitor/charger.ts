import { registerSamples, samplesOf, UNSTAMPED } from '../../dialects/index.ts';
import type { Instant } from '../../time/index.ts';
import type { Facts } from '../facts.ts';
import type { CheckResult } from '../finding.ts';
import { disturbedOf, within } from '../outages.ts';
import { monitorResult, type Breach } from './monitor.ts';

/** 2.x: seqNo counts from 0 in each transaction, without holes. */
export const monitorSequence = (facts: Facts): CheckResult => {
  const next = new Map<string, number>();
  const breaches: Breach[] = [];
  let looked = 0;
  const seen = new Set<string>();
  for (const { from, intent, seq } of facts.exchanges) {
    if (from !== 'charger' || intent === undefined || !('seqNo' in intent) || intent.seqNo === undefined)
      continue;
    const id = intent.transactionId ?? '';
    // A message that is sent again after a broken link keeps its number.
    const again = `${id} ${intent.seqNo}`;
    if (seen.has(again)) continue;
    seen.add(again);
    looked += 1;
    const wanted = next.get(id) ?? 0;
    if (intent.seqNo !== wanted)
      breaches.push({
        from,
        kind: 'seqNo is out of sequence',
        actual: `${intent.seqNo} after ${wanted - 1}`,
        seq,
        requirements: ['ocpp201:E01.FR.07'],
      });
    next.set(id, intent.seqNo + 1);
  }
  return monitorResult(facts, 'sequence', 'seqNo counts up from 0', looked, breaches);
};

/** The energy register of an EVSE never runs backwards; that one starts anew with a transaction is worth saying. */
export const monitorRegister = (facts: Facts): CheckResult => {
  const readings = new Map<number, { at: number; value: number; seq: number }[]>();
  for (const { from, intent, seq } of facts.exchanges) {
    if (from !== 'charger' || intent === undefined || !('samples' in intent)) continue;
    const list = readings.get(intent.evse) ?? [];
    readings.set(intent.evse, list);
    for (const { at, value } of registerSamples(samplesOf(intent))) list.push({ at, value, seq });
  }
  const breaches: Breach[] = [];
  let looked = 0;
  const old = facts.dialect === 'ocpp1.6';
  for (const [evse, list] of readings) {
    let most = -Infinity;
    let before = -Infinity;
    for (const { at, value, seq } of list.toSorted((a, b) => a.at - b.at)) {
      looked += 1;
      const fell = value < most - 1;
      const anew = facts.transactions.some(
        (each) => each.evse === evse && each.start > before && each.start <= at,
      );
      if (fell)
        breaches.push({
          from: 'charger',
          kind: anew ? 'the register starts anew with a transaction' : 'the register runs backwards',
          actual: `${value} Wh after ${most} Wh`,
          seq,
          requirements: [old ? 'ocpp16:MV.08' : anew ? 'ocpp201:J02.FR.17' : 'ocpp201:J02.FR.16'],
          // 2.x only advises against it, and many chargers do it.
          worth: anew ? 'advised' : 'failed',
        });
      most = fell && anew ? value : Math.max(most, value);
      before = at;
    }
  }
  return monitorResult(facts, 'register', 'the register never decreases', looked, breaches);
};

const FIVE_MINUTES = 300_000;

/** The charger's timestamps are near the time of the night; what it kept while offline may be late. */
export const monitorTime = (facts: Facts): CheckResult => {
  const breaches: Breach[] = [];
  let looked = 0;
  const { timeMode } = facts.trace.header;
  const disturbed = disturbedOf(facts);
  // Where the night is compressed, a second of the host may be minutes of it.
  const real = (at: Instant): Instant => facts.course?.toHost(at) ?? at;
  if (timeMode !== 'projected' && timeMode !== 'scaled') {
    for (const { from, intent, at, seq } of facts.exchanges) {
      if (from !== 'charger' || intent === undefined || !('at' in intent) || intent.at === UNSTAMPED)
        continue;
      looked += 1;
      const off = real(intent.at) - real(at);
      // What had to wait for the link is late by right, also in 1.6, which does not say so.
      const flagged = 'offline' in intent && intent.offline;
      const late = off < 0 && (flagged || within(intent.at, disturbed, FIVE_MINUTES));
      if (Math.abs(off) > FIVE_MINUTES && !late)
        breaches.push({
          from,
          kind: 'a timestamp far from the time',
          actual: `${Math.round(off / 1000)} s off`,
          seq,
          requirements: [],
          worth: 'advised',
        });
    }
  }
  return monitorResult(facts, 'time', 'timestamps are within five minutes', looked, breaches);
};
