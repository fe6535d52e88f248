import type { CostDetails, IntentOf } from '../dialects/index.ts';
import { sessionCost, type CostPart, type SessionCost } from '../energy/index.ts';
import type { CostDetailsCheck } from '../suite/index.ts';
import { leastWait, type Instant } from '../time/index.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { attachedTo, type AttachedTariff } from './local-tariffs.ts';
import { finding, resultOf, wrongAs } from './result.ts';
import { sessionsOf, type MeteredSession } from './sessions.ts';

/** A charger may count charging and idling by its own meter, a minute off from what its states say. */
const TIME_SLACK = 90;
const ENERGY_SLACK = 20;
const MOST_FINDINGS = 20;

type EventKind = 'starts transaction' | 'updates transaction' | 'ends transaction';
interface Told {
  readonly intent: IntentOf<EventKind>;
  readonly seq: number;
  readonly details: CostDetails;
}

const eventsOf = (facts: Facts, id: string): readonly { intent: IntentOf<EventKind>; seq: number }[] =>
  facts.exchanges.flatMap(({ from, intent, seq }) =>
    from === 'charger' &&
    (intent?.kind === 'starts transaction' ||
      intent?.kind === 'updates transaction' ||
      intent?.kind === 'ends transaction') &&
    intent.transactionId === id
      ? [{ intent, seq }]
      : [],
  );

class Audit {
  readonly findings: Finding[] = [];
  looked = 0;
  readonly #facts: Facts;
  readonly #check: CostDetailsCheck;

  constructor(facts: Facts, check: CostDetailsCheck) {
    this.#facts = facts;
    this.#check = check;
  }

  wrong(summary: string, expected: string, actual: string, evidence: readonly number[], at?: Instant): void {
    if (this.findings.length >= MOST_FINDINGS) return;
    const made = finding(wrongAs(this.#check.as), this.#check.proves, summary, [expected], actual, evidence);
    this.findings.push(at === undefined ? made : { ...made, at });
  }

  session(session: MeteredSession): void {
    const events = eventsOf(this.#facts, session.id);
    const attached = attachedTo(this.#facts, session);
    if (attached === undefined) return;
    const told = events.flatMap(({ intent, seq }): readonly Told[] =>
      intent.costDetails === undefined ? [] : [{ intent, seq, details: intent.costDetails }],
    );
    for (const each of told) this.#one(session, attached, each);
    const last = events.at(-1);
    if (last?.intent.kind === 'ends transaction' && last.intent.costDetails === undefined)
      this.wrong('the transaction ended without its cost', 'costDetails', 'none', [last.seq]);
    this.#named(attached, events);
    const { every } = this.#check;
    if (every === undefined) return;
    const times = [session.start, ...told.map(({ intent }) => intent.at), session.end];
    const slack = leastWait(this.#facts.course, session.start);
    for (const [index, to] of times.slice(1).entries()) {
      const from = times[index] ?? to;
      if (to - from > every + slack)
        this.wrong(
          'too long without a running cost',
          `one at least every ${every / 60_000} min`,
          `none from ${this.#facts.clock(from)} to ${this.#facts.clock(to)}`,
          [],
        );
    }
  }

  /** Each tariff is named once, in the next event. */
  #named(
    { first, changes }: AttachedTariff,
    events: readonly { intent: IntentOf<EventKind>; seq: number }[],
  ): void {
    for (const id of [first.id, ...changes.map(({ tariff }) => tariff.id)]) {
      const named = events.filter(({ intent }) => intent.tariffId === id);
      if (named.length === 0)
        this.wrong('the tariff of the transaction is never named', id, 'no tariffId', []);
      if (named.length > 1)
        this.findings.push(
          finding(
            'advised',
            this.#check.proves,
            'the tariff is named more than once',
            ['once'],
            `${named.length} times`,
            named.map(({ seq }) => seq),
          ),
        );
    }
  }

  #one(session: MeteredSession, attached: AttachedTariff, { intent, seq, details }: Told): void {
    this.looked += 1;
    const at = intent.at;
    const known = session.readings.filter((reading) => reading.at <= at);
    const pieces = session.pieces.filter((piece) => piece.to <= at);
    // Without a reading of this moment the cost of this moment cannot be known.
    if (known.at(-1)?.at !== at) return;
    const { supply, zone } = this.#facts.scenario.given;
    const right = sessionCost(attached.first, {
      start: session.start,
      zone,
      pieces,
      voltage: supply.voltage,
      changes: attached.changes,
    });
    if (details.failed === true) {
      this.wrong(
        'the charger could not calculate the cost',
        'a cost',
        details.reason ?? 'no reason',
        [seq],
        at,
      );
      return;
    }
    if (details.currency !== right.currency)
      this.wrong('the cost is in another currency', right.currency, details.currency, [seq], at);
    this.#amounts(details, right, seq, at);
    this.#usage(details, right, seq, at);
    const strange = details.periods.find(
      ({ tariffId }) =>
        tariffId === undefined ||
        ![attached.first.id, ...attached.changes.map(({ tariff }) => tariff.id)].includes(tariffId),
    );
    if (strange !== undefined)
      this.wrong(
        'a charging period names no tariff of the transaction',
        attached.first.id,
        strange.tariffId ?? 'none',
        [seq],
        at,
      );
    if (details.type !== right.type && !this.#near(details, right))
      this.wrong('the kind of cost is wrong', right.type, details.type, [seq], at);
  }

  #near(details: CostDetails, right: SessionCost): boolean {
    return (
      Math.abs((details.total.exclTax ?? Number.NaN) - right.total.exclTax.toNumber()) <
      this.#check.tolerance / 100
    );
  }

  #amounts(details: CostDetails, right: SessionCost, seq: number, at: Instant): void {
    const most = this.#check.tolerance / 100 + 1e-9;
    const compare = (what: string, sent: number | undefined, wanted: number): void => {
      if (sent !== undefined && !(Math.abs(sent - wanted) <= most))
        this.wrong(
          `${what} is not what the metered energy costs`,
          wanted.toFixed(4),
          String(sent),
          [seq],
          at,
        );
    };
    compare('the total before tax', details.total.exclTax, right.total.exclTax.toNumber());
    compare('the total with tax', details.total.inclTax, right.total.inclTax.toNumber());
    if (details.total.exclTax === undefined && details.total.inclTax === undefined)
      this.wrong('the cost has no total', 'exclTax, inclTax or both', 'none', [seq], at);
    for (const [part, amount] of Object.entries(right.parts)) {
      const sent = details.parts[part as CostPart];
      if (sent === undefined && amount.exclTax.abs().gt(most))
        this.wrong(`the part "${part}" is missing`, amount.exclTax.toFixed(4), 'none', [seq], at);
      compare(`the part "${part}"`, sent?.exclTax, amount.exclTax.toNumber());
      compare(`the part "${part}" with tax`, sent?.inclTax, amount.inclTax.toNumber());
    }
    const sums = (['exclTax', 'inclTax'] as const).map((side) =>
      Object.values(details.parts).reduce((sum, part) => sum + (part[side] ?? 0), 0),
    );
    const total = [details.total.exclTax, details.total.inclTax];
    for (const [index, sum] of sums.entries()) {
      const said = total[index];
      if (
        said !== undefined &&
        Object.keys(details.parts).length > 0 &&
        Math.abs(said - sum) > most &&
        details.type !== 'MaxCost'
      )
        this.wrong('the total is not the sum of its parts', sum.toFixed(4), String(said), [seq], at);
    }
  }

  #usage({ usage }: CostDetails, right: SessionCost, seq: number, at: Instant): void {
    const energy = right.usage.wattHours.toNumber();
    // The standard names no unit: Wh and kWh are both right (knowledge/protocol.md §10 A21).
    const off = Math.min(Math.abs(usage.energy - energy), Math.abs(usage.energy * 1000 - energy));
    if (off > ENERGY_SLACK)
      this.wrong(
        'the energy used is not the metered energy',
        `${(energy / 1000).toFixed(3)} kWh`,
        String(usage.energy),
        [seq],
        at,
      );
    const charging = right.usage.chargingSeconds.toNumber();
    const idle = right.usage.idleSeconds.toNumber();
    // The data type says the whole session, the requirement says charging alone (A7).
    const fits = [charging, charging + idle].some(
      (each) => Math.abs(usage.chargingTime - each) <= TIME_SLACK,
    );
    if (!fits)
      this.wrong(
        'the charging time is wrong',
        `${Math.round(charging)} s`,
        `${usage.chargingTime} s`,
        [seq],
        at,
      );
    if (Math.abs(usage.idleTime - idle) > TIME_SLACK)
      this.wrong('the idle time is wrong', `${Math.round(idle)} s`, `${usage.idleTime} s`, [seq], at);
  }
}

/** Every costDetails against the oracle, part by part. */
export const judgeCostDetails = (facts: Facts, check: CostDetailsCheck): CheckResult => {
  const audit = new Audit(facts, check);
  for (const session of sessionsOf(facts)) audit.session(session);
  return resultOf({
    check: 'cost details',
    label: 'what the charger counts is what the metered energy costs',
    place: check.place,
    proves: check.proves,
    looked: audit.looked,
    findings: audit.findings,
    measures: { costs: audit.looked },
  });
};
