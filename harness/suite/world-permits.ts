import { instant } from '../time/index.ts';
import type { Check } from './checks/index.ts';
import type { CurveRow } from './curve.ts';
import type { Problem } from './fields.ts';
import type { World } from './world.ts';

const ROUNDING = 1.001;

const overlap = (row: CurveRow, from: number, to: number): number =>
  Math.max(0, Math.min(row.to, to) - Math.max(row.from, from));

const low = (row: CurveRow): number => (row.mode === 'at most' ? 0 : row.power - row.tolerance);
const high = (row: CurveRow): number => row.power + row.tolerance;

/** Rows of two checks that cannot both be right. */
const contradictions = (checks: readonly Check[]): readonly Problem[] => {
  const powers = checks.flatMap((check) => (check.check === 'power' ? [check] : []));
  const problems: Problem[] = [];
  for (const [index, later] of powers.entries())
    for (const earlier of powers.slice(0, index))
      for (const row of later.curve) {
        const twin = earlier.curve.find(
          (each) => overlap(row, each.from, each.to) > 0 && (low(row) > high(each) || low(each) > high(row)),
        );
        if (twin === undefined) continue;
        const message = `contradicts the row in line ${twin.place.line ?? 0}: they overlap, and no power is right for both`;
        problems.push({ place: row.place, message });
      }
  return problems;
};

/** What curves demand that no vehicle on this supply could do: the suite would fail the innocent. */
export const worldProblems = (world: World, checks: readonly Check[]): readonly Problem[] => {
  const { given, plugged, most } = world;
  const { vehicle } = given;
  const rows = checks.flatMap((check) => (check.check === 'power' ? check.curve : []));
  const exact = rows.filter((row) => row.mode === 'equals');
  const problems: Problem[] = [...contradictions(checks)];
  for (const row of exact) {
    if (row.power > most * ROUNDING) {
      const message = `the world does not permit ${row.power / 1000} kW: vehicle and supply allow ${most / 1000} kW`;
      problems.push({ place: row.place, message });
    }
  }
  const room = Math.max(0, vehicle.battery * ((vehicle.tapersFrom ?? 1) - vehicle.charged));
  plugged.forEach(({ from }, index) => {
    const to = plugged[index + 1]?.from ?? instant(Infinity);
    let drawn = 0;
    for (const row of exact) {
      const before = drawn;
      drawn += (row.power * overlap(row, from, to)) / 3_600_000;
      if (before <= room && drawn > room) {
        const message = `the world does not permit this: ${Math.round(drawn) / 1000} kWh by the end of the row, but the battery has room for ${Math.round(room) / 1000} kWh${vehicle.tapersFrom === undefined ? '' : ' at full power'}`;
        problems.push({ place: row.place, message });
      }
    }
  });
  for (const check of checks) {
    if (check.check !== 'energy' || check.max === undefined) continue;
    const from = check.from ?? given.now;
    const by = check.by ?? Infinity;
    const least = exact.reduce(
      (sum, row) => sum + (Math.max(0, low(row)) * overlap(row, from, by)) / 3_600_000,
      0,
    );
    if (least > check.max * ROUNDING + 1) {
      const message = `"max" contradicts the power curve, which asks for ${Math.round(least) / 1000} kWh at least`;
      problems.push({ place: check.place, message });
    }
  }
  return problems;
};
