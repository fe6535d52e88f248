import type { MoneyCheck } from '../suite/index.ts';
import { instant, leastWait, type Instant } from '../time/index.ts';
import type { Side } from '../trace/index.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { finding, resultOf, wrongAs } from './result.ts';
import { sessionsOf, type MeteredSession } from './sessions.ts';
import { shownIn, textIn, UNSEEN, within } from './shown.ts';
import { cutsIn, edgesIn, energyIn, isCut, oracleOf, tellingsOf, type Telling } from './tellings.ts';

/** Time for a display to follow what it was told. */
const DISPLAY_FOLLOWS = 5000;
/** Less energy than this in a silence is no silence. */
const TRIFLE = 50;
const TOTAL_WITHIN = 60_000;
/** How long a total must stand for the driver to read it, at least until the cable is out. */
const FINAL_STANDS = 30_000;
const NEAR_EDGE = 600_000;
const MOST_FINDINGS = 20;

const pounds = (amount: number): string => `${amount.toFixed(4)} GBP`;

class Ledger {
  readonly findings: Finding[] = [];
  looked = 0;
  readonly #facts: Facts;
  readonly #check: MoneyCheck;

  constructor(facts: Facts, check: MoneyCheck) {
    this.#facts = facts;
    this.#check = check;
  }

  /** What our own side did wrong is a fault of the harness. */
  wrong(
    by: Side,
    summary: string,
    expected: string,
    actual: string,
    evidence: readonly number[],
    at?: Instant,
  ): void {
    if (this.findings.length >= MOST_FINDINGS) return;
    const outcome = by === this.#facts.subject ? wrongAs(this.#check.as) : 'broken';
    const made = finding(outcome, this.#check.proves, summary, [expected], actual, evidence);
    this.findings.push(at === undefined ? made : { ...made, at });
  }

  /** Every word against the oracle, and against the word before. */
  told(session: MeteredSession, tellings: readonly Telling[]): void {
    const oracle = oracleOf(this.#facts, session);
    let before: Telling | undefined;
    const prices = this.#facts.scenario.given.tariff;
    const cheapest = Math.min(
      prices.standard,
      ...prices.bands.map(({ price }) => price),
      ...(prices.prices?.prices ?? []),
    );
    for (const telling of tellings) {
      this.looked += 1;
      const right = oracle(telling.seq);
      const off = Math.abs(telling.pounds - right.pounds.toNumber());
      const most = this.#check.tolerance / 100 + right.unsure.toNumber();
      const evidence = [
        telling.seq,
        ...session.readings
          .filter(({ seq }) => seq < telling.seq)
          .map(({ seq }) => seq)
          .slice(-2),
      ];
      if (!(off <= most + 1e-9)) {
        const what = telling.final ? 'the total' : 'the running cost';
        const expected = `${pounds(right.pounds.toNumber())} (within ${this.#check.tolerance} p)`;
        this.wrong(
          'csms',
          `${what} is not what the metered energy costs`,
          expected,
          pounds(telling.pounds),
          evidence,
          telling.at,
        );
      }
      // A register that runs backwards is another rule's business.
      const risen = before !== undefined && right.pounds.gte(oracle(before.seq).pounds);
      if (before !== undefined && risen && cheapest >= 0 && telling.pounds < before.pounds - 1e-9)
        this.wrong(
          'csms',
          'the running cost fell',
          `at least ${pounds(before.pounds)}`,
          pounds(telling.pounds),
          [before.seq, telling.seq],
          telling.at,
        );
      before = telling;
    }
  }

  /** Silences while energy flows, edges of bands without a word, and a missing total. */
  timely(session: MeteredSession, tellings: readonly Telling[]): void {
    const facts = this.#facts;
    const cuts = cutsIn(facts);
    const slack = leastWait(facts.course, session.start);
    const { updates, atBandChange } = this.#check;
    if (updates !== undefined) {
      const times = [session.start, ...tellings.map(({ at }) => at), session.end];
      for (const [index, to] of times.slice(1).entries()) {
        const from = times[index] ?? to;
        const silent = to - from > updates + slack && energyIn(session, from, to) > TRIFLE;
        if (silent && !isCut(cuts, from, to))
          this.wrong(
            'csms',
            'too long without a word on the cost',
            `one at least every ${updates / 60_000} min`,
            `none from ${facts.clock(from)} to ${facts.clock(to)}`,
            [],
            from,
          );
      }
    }
    for (const edge of atBandChange === undefined ? [] : edgesIn(facts, session.start, session.end)) {
      const until = edge + (atBandChange ?? 0) + slack;
      const flows = energyIn(session, edge - NEAR_EDGE, edge + NEAR_EDGE) > TRIFLE;
      const heard = tellings.some(({ at }) => at >= edge - 1000 && at <= until);
      if (flows && !heard && until < session.end && !isCut(cuts, edge - NEAR_EDGE, until))
        this.wrong(
          'csms',
          'the price changed and nobody told the cost',
          `a word by ${facts.clock(instant(until))}`,
          'none',
          [],
          edge,
        );
    }
    const late = session.end + TOTAL_WITHIN + slack;
    const open = session.ended && !tellings.some(({ final }) => final);
    if (
      this.#check.total &&
      open &&
      facts.livedUntil >= late &&
      !isCut(cuts, session.end - 1000, session.end + 1000)
    )
      this.wrong(
        'csms',
        'the total was never told',
        'a total with the end of the transaction',
        'none',
        [],
        session.end,
      );
  }

  /** What was told and taken must stand on the display until the next word. */
  shown(session: MeteredSession, tellings: readonly Telling[], currency: string | undefined): void {
    const facts = this.#facts;
    const all = shownIn(facts);
    if (all.length === 0) {
      this.findings.push(finding('unproven', this.#check.proves, 'the display is not known', [], UNSEEN));
      return;
    }
    const taken = tellings.filter(({ accepted }) => accepted);
    for (const [index, telling] of taken.entries()) {
      const from = instant(telling.at + DISPLAY_FOLLOWS);
      const over = telling.final ? telling.at + FINAL_STANDS : session.ended ? session.end : facts.livedUntil;
      const next = instant(Math.min(taken[index + 1]?.at ?? Infinity, over, facts.livedUntil));
      for (const each of all) {
        const part = within(each, from, next);
        if (part === undefined) continue;
        this.looked += 1;
        const text = textIn(part, 'cost');
        const numbers = [...text.matchAll(/-?\d+(?:[.,](\d+))?/g)].map(([whole, digits = '']) => ({
          value: Number(whole.replace(',', '.')),
          half: 0.5 * 10 ** -digits.length,
        }));
        // A 1.6 charger counts on by itself between two words.
        const counted = (telling.rate * energyIn(session, telling.at - NEAR_EDGE, part.to)) / 1000;
        const most = telling.pounds + (telling.final ? 0 : counted);
        const slack = this.#check.tolerance / 100;
        // A 1.6 charger counts on by itself between two words.
        const right = numbers.some(
          ({ value, half }) =>
            value >= telling.pounds - half - 1e-9 && value <= most + (counted > 0 ? slack : 0) + half + 1e-9,
        );
        const seen = `"${text.slice(0, 100)}" from ${facts.clock(part.from)}`;
        const code = /\b[A-Z]{3}\b/.exec(text)?.[0];
        if (!right)
          this.wrong(
            'charger',
            'the cost that is shown is not the cost that was told',
            pounds(telling.pounds),
            seen,
            [telling.seq, part.seq],
            part.from,
          );
        else if (code !== undefined && currency !== undefined && code !== currency)
          this.wrong(
            'charger',
            'the cost is shown in another currency',
            currency,
            seen,
            [telling.seq, part.seq],
            part.from,
          );
      }
    }
  }
}

/** The currency that the charger announced, or took. */
const currencyIn = (facts: Facts): string | undefined => {
  let found: string | undefined;
  for (const { intent, answer } of facts.exchanges) {
    if (answer?.kind !== 'result') continue;
    const reply = answer.reply as
      | { readonly variables?: readonly { name: string; value: string }[] }
      | undefined;
    const said =
      intent?.kind === 'sets variables'
        ? intent.variables
        : intent?.kind === 'reads variables'
          ? (reply?.variables ?? [])
          : [];
    found = said.find(({ name }) => name === 'TariffCostCtrlr.Currency')?.value ?? found;
  }
  return found;
};

/** What was told, shown and metered is the same money. */
export const judgeMoney = (facts: Facts, check: MoneyCheck): CheckResult => {
  const ledger = new Ledger(facts, check);
  const tellings = tellingsOf(facts);
  const sessions = sessionsOf(facts);
  const currency = currencyIn(facts);
  for (const session of sessions) {
    const mine = tellings.filter(({ transactionId }) => transactionId === session.id);
    // Readings that contradict one another have no one right cost; the monitor speaks of them.
    const sound = session.readings.every(
      (each, index, all) => each.wattHours >= (all[index - 1]?.wattHours ?? 0),
    );
    if (sound || facts.subject === 'csms') ledger.told(session, mine);
    // How often a cost is told is the central system's affair; ours needs readings that a charger may owe.
    if (facts.subject === 'csms') ledger.timely(session, mine);
    if (check.shown) ledger.shown(session, mine, currency);
  }
  const ids = new Set(sessions.map(({ id }) => id));
  for (const stray of tellings.filter(({ transactionId }) => !ids.has(transactionId)))
    if (facts.subject === 'csms')
      ledger.wrong(
        'csms',
        'a cost was told for a transaction that does not exist',
        [...ids].join(', '),
        stray.transactionId,
        [stray.seq],
        stray.at,
      );
  return resultOf({
    check: 'money',
    label: 'told, shown and metered are the same money',
    place: check.place,
    proves: check.proves,
    looked: ledger.looked,
    findings: ledger.findings,
    measures: { tellings: tellings.length },
  });
};
