import { costUnder, supplyWatts, windows, wattHours, type Piece } from '../energy/index.ts';
import type { CostCheck, EnergyCheck } from '../suite/index.ts';
import type { Instant } from '../time/index.ts';
import { meteredOf, registersOf, without } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { gracesOf } from './grace.ts';
import { finding, resultOf, wrongAs } from './result.ts';
import { rulingAt, toldOf } from './told.ts';

/** Energy between readings of the register; from power alone, a sample holds until the next. */
export const piecesOf = (facts: Facts): readonly Piece[] => {
  const registers = registersOf(facts);
  if (registers.length > 1)
    return registers.slice(1).flatMap((reading, index) => {
      const before = registers[index];
      if (before === undefined || reading.at <= before.at) return [];
      return [
        { from: before.at, to: reading.at, wattHours: wattHours(reading.wattHours - before.wattHours) },
      ];
    });
  return meteredOf(facts).flatMap((each, index, all) => {
    const next = all[index + 1];
    if (next === undefined || next.from <= each.from) return [];
    const energy = (each.watts * (next.from - each.from)) / 3_600_000;
    return [{ from: each.from, to: next.from, wattHours: wattHours(energy) }];
  });
};

export const clipped = (pieces: readonly Piece[], from: Instant, to: Instant): readonly Piece[] =>
  pieces.flatMap((piece) => {
    const start = Math.max(piece.from, from) as Instant;
    const end = Math.min(piece.to, to) as Instant;
    if (end <= start) return [];
    const share = (end - start) / (piece.to - piece.from);
    return [{ from: start, to: end, wattHours: wattHours(piece.wattHours * share) }];
  });

const kilowattHours = (energy: number): string => `${(energy / 1000).toFixed(2)} kWh`;

/** Energy in the car by a time. */
export const judgeEnergy = (facts: Facts, check: EnergyCheck): CheckResult => {
  const { scenario } = facts;
  const from = check.from ?? scenario.given.now;
  const by = check.by ?? scenario.end;
  const pieces = clipped(piecesOf(facts), from, by);
  const total = pieces.reduce((sum, piece) => sum + piece.wattHours, 0);
  const findings: Finding[] = [];
  const when = `from ${facts.clock(from)} to ${facts.clock(by)}`;
  // What could have flowed while time ran away from a program: hours of it may be seconds of the host.
  const graced = gracesOf(facts).map((each) => Math.min(each.to, by) - Math.max(each.from, from));
  const hours = graced.reduce((sum, length) => sum + Math.max(0, length), 0) / 3_600_000;
  const unsure = hours === 0 ? 0 : hours * supplyWatts(scenario.given.supply);
  // A register has a resolution: one Wh, or a thousandth of what is asked.
  const slack = (wanted: number): number => Math.max(1, wanted * 0.001);
  const short = check.min !== undefined && total < check.min - slack(check.min);
  const much = check.max !== undefined && total > check.max + slack(check.max);
  if (pieces.length > 0 && (short || much)) {
    const early = short && facts.livedUntil < by;
    const wanted = [
      ...(check.min === undefined ? [] : [`at least ${kilowattHours(check.min)}`]),
      ...(check.max === undefined ? [] : [`at most ${kilowattHours(check.max)}`]),
    ].join(', ');
    const text = short ? 'too little energy' : 'too much energy';
    const actual = `${kilowattHours(total)} ${when}`;
    const excused = short && check.min !== undefined && total + unsure >= check.min - slack(check.min);
    const worth = early ? 'unproven' : excused ? 'advised' : wrongAs(check.as);
    const hint = 'the night passed too fast to tell; give it more time (rate, stretch)';
    findings.push({
      ...finding(worth, check.proves, text, [wanted], actual),
      ...(worth === 'advised' && excused ? { hint } : {}),
    });
  } else if (pieces.length > 0 && check.max !== undefined && facts.livedUntil < by) {
    const text = 'the trace ended before the time';
    findings.push(finding('unproven', check.proves, text, [when], facts.clock(facts.livedUntil)));
  }
  return resultOf({
    check: 'energy',
    label: 'the energy asked for is in the car',
    place: check.place,
    proves: check.proves,
    looked: pieces.length,
    findings,
    measures: { wattHours: Math.round(total) },
  });
};

const QUARTER = 900_000;
const TRIFLE = 50;

/** What the night cost by the tariff, and the share bought off-peak. */
export const judgeCost = (facts: Facts, check: CostCheck): CheckResult => {
  const told = toldOf(facts);
  const whole = { from: facts.scenario.given.now, to: facts.scenario.end };
  const metered = piecesOf(facts);
  // Of a reading across an edge nobody knows on which side of it the energy flowed.
  const unknown = gracesOf(facts).map(({ from, to }) => ({
    from: metered.find((piece) => piece.from < from && piece.to > from)?.from ?? from,
    to,
  }));
  const pieces = without(whole, unknown).flatMap(({ from, to }) => clipped(metered, from, to));
  const { total, offPeakShare } = costUnder(told, pieces);
  const energy = pieces.reduce((sum, piece) => sum + piece.wattHours, 0);
  const findings: Finding[] = [];
  const wrong = (text: string, expected: string, actual: string): void => {
    findings.push(finding(wrongAs(check.as), check.proves, text, [expected], actual));
  };
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  if (check.offPeakShare !== undefined && energy > 0 && offPeakShare < check.offPeakShare - 0.001)
    wrong(
      'too much was bought at the standard rate',
      `${percent(check.offPeakShare)} off-peak`,
      percent(offPeakShare),
    );
  if (check.atMost !== undefined && total > check.atMost + 0.5)
    wrong('the night cost too much', `at most ${check.atMost} p`, `${total.toFixed(1)} p`);
  // Within one long reading across a change of price nobody knows when the energy flowed.
  const blind = pieces.find(
    ({ from, to, wattHours: amount }) =>
      to - from > QUARTER &&
      amount > TRIFLE &&
      new Set(windows(rulingAt(told, from, facts.scenario.given.tariff), from, to).map(({ price }) => price))
        .size > 1,
  );
  if (blind !== undefined) {
    const span = `${facts.clock(blind.from)} to ${facts.clock(blind.to)}`;
    findings.push(finding('unproven', check.proves, 'no reading at a change of price', ['a reading'], span));
  }
  return resultOf({
    check: 'cost',
    label: 'the energy was bought at the right price',
    place: check.place,
    proves: check.proves,
    looked: energy > 0 ? pieces.length : 0,
    findings,
    measures: { pence: Math.round(total), offPeakShare: Number(offPeakShare.toFixed(4)) },
  });
};
