import { readTariffJson, type TariffAssignment } from '../dialects/index.ts';
import { conditionsHold, tariffProblems, windows, type TransactionTariff } from '../energy/index.ts';
import type { TariffsCheck } from '../suite/index.ts';
import { instant, type Instant } from '../time/index.ts';
import { statusOf, type Exchange } from './conversation.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { finding, resultOf, wrongAs } from './result.ts';

interface Installed {
  readonly evse: number;
  readonly tariff: TransactionTariff;
  readonly from: Instant;
}

/** Around a validFrom nobody can say which one counts. */
const EDGE = 2000;
const MOST_FINDINGS = 20;

const elementsOf = (tariff: TransactionTariff): number =>
  [
    tariff.energy,
    tariff.chargingTime,
    tariff.idleTime,
    tariff.fixedFee,
    tariff.reservationTime,
    tariff.reservationFixed,
  ]
    .map((list) => list?.prices.length ?? 0)
    .reduce((sum, count) => sum + count, 0);

const announced = (facts: Facts, name: string): string | undefined => {
  let found: string | undefined;
  for (const { intent, answer } of facts.exchanges) {
    const reply = answer?.reply as
      | { readonly variables?: readonly { name: string; value: string }[] }
      | undefined;
    if (intent?.kind === 'reads variables')
      found = reply?.variables?.find((each) => each.name === name)?.value ?? found;
  }
  return found;
};

class Shelf {
  readonly findings: Finding[] = [];
  looked = 0;
  #installed: readonly Installed[] = [];
  readonly #facts: Facts;
  readonly #check: TariffsCheck;

  constructor(facts: Facts, check: TariffsCheck) {
    this.#facts = facts;
    this.#check = check;
  }

  wrong(summary: string, expected: string, actual: string, evidence: readonly number[]): void {
    if (this.findings.length < MOST_FINDINGS)
      this.findings.push(
        finding(wrongAs(this.#check.as), this.#check.proves, summary, [expected], actual, evidence),
      );
  }

  /** Those whose time has come and whose successor's has not, and those to come. */
  #kept(at: Instant): readonly Installed[] {
    return this.#installed.filter(
      (each) =>
        each.from > at ||
        (!this.#installed.some(
          (other) =>
            other !== each &&
            other.evse === each.evse &&
            other.from <= at &&
            other.from >= each.from &&
            this.#installed.indexOf(other) > this.#installed.indexOf(each),
        ) &&
          !this.#installed.some(
            (other) => other.evse === each.evse && other.from <= at && other.from > each.from,
          )),
    );
  }

  set({ answer, at, seq }: Exchange, evse: number, json: unknown): void {
    const said = statusOf(answer);
    if (answer === undefined || said === undefined) return;
    this.looked += 1;
    const { tariff, problems } = readTariffJson(json);
    const bad = [
      ...problems,
      ...(tariff === undefined ? [] : tariffProblems(tariff, { negativePrices: true })),
    ].filter(({ worth }) => worth === 'wrong');
    const most = announced(this.#facts, 'TariffCostCtrlr.MaxElements[Tariff]');
    const { evses } = this.#facts.scenario.given.station;
    const twin = tariff !== undefined && this.#kept(at).some((each) => each.tariff.id === tariff.id);
    const many = tariff !== undefined && most !== undefined && elementsOf(tariff) > Number(most);
    const reason =
      evse > evses
        ? 'there is no such EVSE'
        : bad[0] !== undefined
          ? `${bad[0].path}: ${bad[0].problem}`
          : twin
            ? 'this id is installed'
            : many
              ? `more than ${most} elements`
              : undefined;
    const evidence = [seq, answer.seq];
    if (reason !== undefined && said === 'Accepted')
      this.wrong('a tariff was accepted that must be refused', `a refusal: ${reason}`, said, evidence);
    if (reason === undefined && said !== 'Accepted')
      this.wrong('a right tariff was refused', 'Accepted', said, evidence);
    if (
      reason !== undefined &&
      twin &&
      bad.length === 0 &&
      !many &&
      evse <= evses &&
      said !== 'DuplicateTariffId'
    )
      this.wrong('a tariff that is there twice has its own status', 'DuplicateTariffId', said, evidence);
    if (said !== 'Accepted' || tariff === undefined) return;
    const targets = evse === 0 ? Array.from({ length: evses }, (_, index) => index + 1) : [evse];
    this.#installed = [
      ...this.#installed,
      ...targets.map((target) => ({ evse: target, tariff, from: tariff.validFrom ?? at })),
    ];
  }

  ask({ answer, at, seq }: Exchange, evse: number): void {
    const said = statusOf(answer);
    if (answer === undefined || said === undefined) return;
    this.looked += 1;
    if (this.#installed.some(({ from }) => Math.abs(from - at) < EDGE && from !== at && from > at)) return;
    const reply = answer.reply as { readonly assignments?: readonly TariffAssignment[] } | undefined;
    const told = (reply?.assignments ?? []).filter(({ kind }) => kind === 'DefaultTariff');
    const due = this.#kept(at).filter((each) => evse === 0 || each.evse === evse);
    const wanted = new Set(due.map(({ tariff }) => tariff.id));
    const evidence = [seq, answer.seq];
    for (const id of wanted) {
      const line = told.find(({ tariffId }) => tariffId === id);
      if (line === undefined)
        this.wrong(
          `tariff "${id}" is installed and not reported`,
          id,
          told.map(({ tariffId }) => tariffId).join(', ') || said,
          evidence,
        );
      const places = due.filter(({ tariff }) => tariff.id === id).map((each) => each.evse);
      const missing = places.filter(
        (place) => line !== undefined && line.evses.length > 0 && !line.evses.includes(place),
      );
      if (missing.length > 0)
        this.wrong(
          `tariff "${id}" is reported for other EVSEs`,
          places.join(', '),
          line?.evses.join(', ') ?? '',
          evidence,
        );
    }
    for (const { tariffId } of told)
      if (!wanted.has(tariffId))
        this.wrong(
          `tariff "${tariffId}" is reported and must be gone`,
          [...wanted].join(', ') || 'none',
          tariffId,
          evidence,
        );
    if (wanted.size === 0 && (reply?.assignments ?? []).length === 0 && said !== 'NoTariff')
      this.wrong('there is no tariff, and the answer says otherwise', 'NoTariff', said, evidence);
  }

  clear({ answer, at, seq }: Exchange, ids: readonly string[] | undefined, evse: number | undefined): void {
    if (answer?.kind !== 'result') return;
    this.looked += 1;
    const reply = answer.reply as
      | { readonly cleared?: readonly { tariffId?: string; status: string }[] }
      | undefined;
    const matches = (each: Installed): boolean =>
      (ids === undefined || ids.includes(each.tariff.id)) &&
      (evse === undefined || evse === 0 || each.evse === evse);
    const due = new Set(
      this.#kept(at)
        .filter(matches)
        .map(({ tariff }) => tariff.id),
    );
    const cleared = (reply?.cleared ?? []).filter(({ status }) => status === 'Accepted');
    const evidence = [seq, answer.seq];
    for (const id of due)
      if (!cleared.some(({ tariffId }) => tariffId === id))
        this.wrong(
          `tariff "${id}" was not cleared`,
          'Accepted',
          JSON.stringify(reply?.cleared ?? []).slice(0, 120),
          evidence,
        );
    if (due.size === 0 && cleared.length > 0)
      this.wrong('tariffs were cleared that are not there', 'NoTariff', 'Accepted', evidence);
    this.#installed = this.#installed.filter((each) => !matches(each));
  }
}

/** The price per kWh that a tariff names at a moment, in pence; undefined: none. */
const priceAt = (tariff: TransactionTariff, at: Instant, zone: string): number | undefined => {
  const measured = { energy: 0, current: 16, power: 3680, time: 0, chargingTime: 0, idleTime: 0 };
  const moment = { at, zone, evseKind: 'AC' as const, measured };
  return tariff.energy?.prices
    .find(({ conditions }) => conditionsHold(conditions, moment))
    ?.price.times(100)
    .toNumber();
};

const SAME = 0.01;

/** What a CSMS puts on a charger must be the supplier's prices, hour by hour. */
const saysPrices = (facts: Facts, shelf: Shelf): void => {
  const { tariff, zone, now } = facts.scenario.given;
  for (const { from, intent, seq } of facts.exchanges) {
    if (from !== 'csms' || intent?.kind !== 'sets default tariff') continue;
    shelf.looked += 1;
    const read = readTariffJson(intent.tariff);
    const [problem] = [
      ...read.problems,
      ...(read.tariff === undefined ? [] : tariffProblems(read.tariff, { negativePrices: true })),
    ].filter(({ worth }) => worth === 'wrong');
    if (read.tariff === undefined || problem !== undefined) {
      shelf.wrong(
        'the tariff is wrong in itself',
        'a tariff',
        `${problem?.path ?? ''}: ${problem?.problem ?? 'unreadable'}`,
        [seq],
      );
      continue;
    }
    for (const window of windows(tariff, now, facts.scenario.end)) {
      for (const at of [window.from, instant((window.from + window.to) / 2), instant(window.to - 1000)]) {
        const price = priceAt(read.tariff, instant(Math.floor(at)), zone);
        if (price !== undefined && Math.abs(price - window.price) <= SAME) continue;
        shelf.wrong(
          'the tariff that is sent is not the supplier’s',
          `${window.price} p at ${facts.clock(at)}`,
          price === undefined ? 'no price' : `${price} p`,
          [seq],
        );
        break;
      }
    }
  }
};

/** Tariffs on the charger by their own history. */
export const judgeTariffs = (facts: Facts, check: TariffsCheck): CheckResult => {
  const shelf = new Shelf(facts, check);
  if (facts.subject === 'csms') saysPrices(facts, shelf);
  else
    for (const exchange of facts.exchanges) {
      const { intent, from } = exchange;
      if (from !== 'csms' || intent === undefined) continue;
      if (intent.kind === 'sets default tariff') shelf.set(exchange, intent.evse, intent.tariff);
      else if (intent.kind === 'asks tariffs') shelf.ask(exchange, intent.evse);
      else if (intent.kind === 'clears tariffs') shelf.clear(exchange, intent.ids, intent.evse);
    }
  return resultOf({
    check: 'tariffs',
    label: 'tariffs on the charger are kept as they were given',
    place: check.place,
    proves: check.proves,
    looked: shelf.looked,
    findings: shelf.findings,
  });
};
