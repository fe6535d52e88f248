import { cheapestCost, costUnder, settled, watts, wattHours } from '../energy/index.ts';
import type { CheapestCheck } from '../suite/index.ts';
import { clipped, piecesOf } from './amounts.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { finding, resultOf, wrongAs } from './result.ts';
import { toldOf } from './told.ts';

const SLACK = 0.005;

/** The energy by the time, at hardly more than it could have cost with all prices known at plug-in. */
export const judgeCheapest = (facts: Facts, check: CheapestCheck): CheckResult => {
  const { given } = facts.scenario;
  const told = toldOf(facts);
  const from = facts.transactions[0]?.start ?? given.now;
  const pieces = clipped(piecesOf(facts), from, check.by);
  const energy = pieces.reduce((sum, piece) => sum + piece.wattHours, 0);
  const { voltage, phases, fuse } = given.supply;
  const power = watts(
    Math.min(voltage * phases * fuse, given.vehicle.takes, given.station.rate ?? Number.POSITIVE_INFINITY),
  );
  const findings: Finding[] = [];
  const wrong = (text: string, expected: string, actual: string): void => {
    const early = facts.livedUntil < check.by;
    findings.push(finding(early ? 'unproven' : wrongAs(check.as), check.proves, text, [expected], actual));
  };
  const kWh = (value: number): string => `${(value / 1000).toFixed(2)} kWh`;
  if (energy < check.energy * (1 - SLACK))
    wrong('the car was not ready in time', `${kWh(check.energy)} by ${facts.clock(check.by)}`, kWh(energy));
  const paid = costUnder(told, pieces).total;
  // Hindsight: with the last list of prices and dispatches, as they were billed.
  const last = settled(told).at(-1)?.tariff ?? given.tariff;
  const least = cheapestCost(last, {
    from,
    by: check.by,
    energy: wattHours(energy),
    power,
  });
  const most = least + Math.max(check.slack, Math.abs(least) * check.within);
  if (energy >= check.energy * (1 - SLACK) && paid > most)
    wrong(
      'the same energy could have been cheaper',
      `at most ${most.toFixed(1)} p (the cheapest possible is ${least.toFixed(1)} p)`,
      `${paid.toFixed(1)} p`,
    );
  return resultOf({
    check: 'cheapest',
    label: 'ready in time, and hardly dearer than it could have been',
    place: check.place,
    proves: check.proves,
    looked: pieces.length,
    findings,
    measures: {
      wattHours: Math.round(energy),
      pence: Math.round(paid * 10) / 10,
      cheapestPence: Math.round(least * 10) / 10,
    },
  });
};
