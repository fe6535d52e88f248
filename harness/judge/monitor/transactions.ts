import { registerSamples, samplesOf } from '../../dialects/index.ts';
import { supplyWatts } from '../../energy/index.ts';
import type { Instant } from '../../time/index.ts';
import { jumpsOf } from '../evidence.ts';
import type { Facts } from '../facts.ts';
import type { CheckResult } from '../finding.ts';
import { monitorResult, type Breach } from './monitor.ts';

/** 1.6: the CSMS gives a transaction its id, and every later message carries it. */
export const monitorTransactionIds = (facts: Facts): CheckResult => {
  const given = new Map<number, string>();
  const breaches: Breach[] = [];
  let looked = 0;
  for (const { from, intent, answer, seq } of facts.dialect === 'ocpp1.6' ? facts.exchanges : []) {
    if (from !== 'charger' || intent === undefined) continue;
    if (intent.kind === 'starts transaction') {
      const reply = answer?.reply as { readonly transactionId?: string } | undefined;
      if (reply?.transactionId === undefined) given.delete(intent.evse);
      else given.set(intent.evse, reply.transactionId);
      continue;
    }
    if (intent.kind !== 'ends transaction' && intent.kind !== 'sends meter values') continue;
    // StopTransaction names no connector: it must then be one of the ids that were given.
    const right =
      intent.kind === 'ends transaction'
        ? [...given.values()]
        : [given.get(intent.evse)].filter((id) => id !== undefined);
    if (right.length === 0 || intent.transactionId === undefined) continue;
    looked += 1;
    if (!right.includes(intent.transactionId))
      breaches.push({
        from,
        kind: `the transaction id in "${intent.kind}" is not the one that was given`,
        actual: `${intent.transactionId}, not ${right.join(' or ')}`,
        seq,
        requirements: ['rpc:transaction-ids'],
      });
  }
  return monitorResult(
    facts,
    'transaction-ids',
    'transactions keep the id they were given',
    looked,
    breaches,
  );
};

/** Registers in whole kWh, a supply that is above its nominal voltage, a meter that lags. */
const ROOM = 1500;
const SLACK = 1.3;
const HOUR = 3_600_000;

/** What a register counts between two readings must have been possible; 1.6 tells of it at the start and end, too. */
export const monitorPhysical = (facts: Facts): CheckResult => {
  const { timeMode } = facts.trace.header;
  const breaches: Breach[] = [];
  let looked = 0;
  // A simulator's meter may follow another clock where time is compressed.
  if (timeMode === 'virtual' || timeMode === 'real') {
    const readings = new Map<number, { at: Instant; value: number; seq: number }[]>();
    const evseOfId = new Map<string, number>();
    for (const { from, intent, answer, seq } of facts.exchanges) {
      if (from !== 'charger' || intent === undefined || !('samples' in intent)) continue;
      if (intent.kind === 'starts transaction') {
        const reply = answer?.reply as { readonly transactionId?: string } | undefined;
        evseOfId.set(intent.transactionId ?? reply?.transactionId ?? '', intent.evse);
      }
      const known = 'transactionId' in intent ? evseOfId.get(intent.transactionId ?? '') : undefined;
      const evse = known ?? intent.evse;
      const list = readings.get(evse) ?? [];
      readings.set(evse, list);
      for (const { at, value } of registerSamples(samplesOf(intent))) list.push({ at, value, seq });
      if ('register' in intent && intent.register !== undefined)
        list.push({ at: intent.at, value: intent.register, seq });
    }
    const most = supplyWatts(facts.scenario.given.supply) * SLACK;
    for (const list of readings.values()) {
      const ordered = list.toSorted((a, b) => a.at - b.at || a.seq - b.seq);
      for (const [index, { at, value, seq }] of ordered.entries()) {
        const before = ordered[index - 1];
        if (before === undefined) continue;
        looked += 1;
        const possible = (most * (at - before.at)) / HOUR + ROOM;
        if (value - before.value <= possible || jumpsOf(facts).length > 0) continue;
        breaches.push({
          from: 'charger',
          kind: 'the register counts more than the supply can deliver',
          actual: `${value - before.value} Wh from ${facts.clock(before.at)} to ${facts.clock(at)}`,
          seq,
          requirements: ['rpc:physical'],
        });
      }
    }
  }
  return monitorResult(facts, 'physical', 'the register counts what was possible', looked, breaches);
};
