import { instant, type Instant } from '../time/index.ts';
import type { Check } from './checks/index.ts';
import type { CurveRow } from './curve.ts';
import type { Problem } from './fields.ts';
import type { Given } from './scenario.ts';

const ROUNDING = 1.001;

const overlap = (row: CurveRow, from: Instant, to: Instant): number =>
  Math.max(0, Math.min(row.to, to) - Math.max(row.from, from));

/** What a curve demands that no vehicle on this supply could do: the suite would fail the innocent. */
export const worldProblems = (
  given: Given,
  plugIns: readonly Instant[],
  checks: readonly Check[],
): readonly Problem[] => {
  const { vehicle, supply } = given;
  const most = Math.min(vehicle.takes, supply.fuse * supply.voltage * supply.phases);
  const rows = checks.flatMap((check) => (check.check === 'power' ? check.curve : []));
  const exact = rows.filter((row) => row.mode === 'equals');
  const problems: Problem[] = [];
  for (const row of exact) {
    if (row.power > most * ROUNDING) {
      const message = `the world does not permit ${row.power / 1000} kW: vehicle and supply allow ${most / 1000} kW`;
      problems.push({ place: row.place, message });
    }
  }
  const room = Math.max(0, vehicle.battery * ((vehicle.tapersFrom ?? 1) - vehicle.charged));
  plugIns.forEach((from, index) => {
    const to = plugIns[index + 1] ?? instant(Infinity);
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
  return problems;
};
