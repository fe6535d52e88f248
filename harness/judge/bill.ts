import { costUnder, wattHours, type Piece } from '../energy/index.ts';
import type { BillCheck } from '../suite/index.ts';
import type { Instant } from '../time/index.ts';
import type { BooksEvent, MeterEvent } from '../trace/index.ts';
import { piecesOf } from './amounts.ts';
import { statusOf } from './conversation.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { finding, resultOf, wrongAs } from './result.ts';
import { toldOf } from './told.ts';

/** A register has a resolution. */
const TRIFLE = 20;

/** Energy by the world's own meter, which knows when it flowed; by the charger's register where there is none. */
const truthOf = (facts: Facts, until: Instant): readonly Piece[] => {
  const changes = facts.trace.events.filter((each): each is MeterEvent => each.kind === 'meter');
  if (changes.length === 0) return piecesOf(facts).filter(({ to }) => to <= until);
  return changes.flatMap((event, index): readonly Piece[] => {
    const next = changes.slice(index + 1).find(({ evse }) => evse === event.evse);
    const to = Math.min(next?.at ?? facts.livedUntil, until) as Instant;
    if (to <= event.at || event.watts <= 0) return [];
    const energy = (event.watts * (to - event.at)) / 3_600_000;
    return [{ from: event.at, to, wattHours: wattHours(energy) }];
  });
};

const kilowattHours = (energy: number): string => `${(energy / 1000).toFixed(2)} kWh`;

/** What the wire says of the plan: the answer to the last profile that was set before `until`. */
const planOnTheWire = (facts: Facts, until: number): 'none' | 'accepted' | 'refused' => {
  const last = facts.exchanges.findLast(
    ({ intent, answer }) =>
      intent?.kind === 'sets charging profile' &&
      (facts.scenario.given.plan.purpose !== 'TxProfile' || intent.profile.purpose === 'TxProfile') &&
      answer !== undefined &&
      answer.at <= until,
  );
  if (last === undefined) return 'none';
  return statusOf(last.answer) === 'Accepted' ? 'accepted' : 'refused';
};

/** The CSMS' own claims, held against the wire and the meter. */
export const judgeBill = (facts: Facts, check: BillCheck): CheckResult => {
  const base = { check: 'bill', label: 'what the CSMS shows and bills is what happened', place: check.place };
  if (facts.subject === 'charger') return resultOf({ ...base, proves: [], looked: 1, findings: [] });
  const books = facts.trace.events.filter((each): each is BooksEvent => each.kind === 'books');
  const { at } = check;
  const event = at === undefined ? books.at(-1) : books.find((each) => each.at >= at);
  if (event === undefined) {
    const text = 'not judged: nobody can read the books of this CSMS';
    const said = finding('advised', [], text, ['a way to read them: offpeak driver check'], 'none declared');
    return resultOf({ ...base, proves: [], looked: 1, findings: [said] });
  }
  const findings: Finding[] = [];
  const wrong = (text: string, expected: string, actual: string): void => {
    findings.push(finding(wrongAs(check.as), check.proves, text, [expected], actual, [event.seq]));
  };
  const missing = (what: string): void => {
    findings.push(
      finding('unproven', check.proves, `its books do not say ${what}`, [what], 'not shown', [event.seq]),
    );
  };
  const { sessions } = event;
  let looked = 0;
  const measures: Record<string, number> = {};
  const pieces = truthOf(facts, event.at);
  if (check.energyWithin !== undefined) {
    looked += 1;
    const truth = pieces.reduce((sum, piece) => sum + piece.wattHours, 0);
    if (sessions === undefined) missing('how much energy there was');
    else {
      const billed = sessions.reduce((sum, each) => sum + each.wattHours, 0);
      measures['billedWattHours'] = Math.round(billed);
      measures['meteredWattHours'] = Math.round(truth);
      if (Math.abs(billed - truth) > Math.max(TRIFLE, truth * check.energyWithin))
        wrong('the energy on the bill is not what was metered', kilowattHours(truth), kilowattHours(billed));
      const negative = sessions.find((each) => each.wattHours < 0);
      if (negative !== undefined)
        wrong('a session has less energy than none', 'at least 0 kWh', kilowattHours(negative.wattHours));
    }
  }
  if (check.costWithin !== undefined) {
    looked += 1;
    const pence = sessions?.flatMap((each) => (each.pence === undefined ? [] : [each.pence]));
    if (pence === undefined || pence.length < (sessions?.length ?? 0)) missing('what it cost');
    else {
      const right = costUnder(toldOf(facts), pieces).total;
      const billed = pence.reduce((sum, each) => sum + each, 0);
      measures['billedPence'] = Math.round(billed * 100) / 100;
      measures['rightPence'] = Math.round(right * 100) / 100;
      if (Math.abs(billed - right) > check.costWithin)
        wrong(
          'the bill is not what the tariff says',
          `${right.toFixed(2)} p, give or take ${check.costWithin} p`,
          `${billed.toFixed(2)} p`,
        );
    }
  }
  if (check.sessions !== undefined) {
    looked += 1;
    if (sessions === undefined) missing('which sessions there were');
    else if (sessions.length !== check.sessions)
      wrong('the number of sessions is wrong', `${check.sessions}`, `${sessions.length}`);
  }
  if (check.plan !== undefined) {
    looked += 1;
    const real = planOnTheWire(facts, event.at);
    if (event.plan === undefined) missing('whether the station is under control');
    else if (event.plan !== check.plan || (event.plan === 'accepted' && real !== 'accepted'))
      wrong(
        real !== 'accepted' && event.plan === 'accepted'
          ? 'accepted in its books, but not on the wire'
          : 'what it shows of its plan is wrong',
        check.plan,
        `${event.plan} in its books, ${real} on the wire`,
      );
  }
  if (check.online !== undefined) {
    looked += 1;
    if (event.online === undefined) missing('whether the station is connected');
    else if (event.online !== check.online)
      wrong(
        check.online
          ? 'a station that is connected is shown as gone'
          : 'a station that is gone is shown as connected',
        check.online ? 'connected' : 'not connected',
        event.online ? 'connected' : 'not connected',
      );
  }
  return resultOf({ ...base, proves: check.proves, looked, findings, measures });
};
