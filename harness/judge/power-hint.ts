import type { CurveRow } from '../suite/index.ts';
import type { Metered, RegisterReading } from './evidence.ts';

const HOUR = 3_600_000;

/** A likely cause of wrong power, when the shape of what was metered gives one away. */
export const hintOf = (
  curve: readonly CurveRow[],
  metered: readonly Metered[],
  wrong: readonly Metered[],
  fits: (row: CurveRow, watts: number) => boolean,
  grace: number,
): string | undefined => {
  if (wrong.length < 2) return undefined;
  const first = curve[0]?.from ?? 0;
  const last = curve.at(-1)?.to ?? 0;
  const night = metered.filter(({ from, to }) => from >= first && to < last);
  for (const shift of [-HOUR, HOUR]) {
    const explained = night.filter(({ from, watts }) => {
      const at = from + shift;
      const row = curve.find((each) => at >= each.from && at < each.to);
      return row === undefined || at < row.from + grace || fits(row, watts);
    });
    if (night.length > 0 && explained.length === night.length)
      return 'local time taken for UTC or the reverse: the curve fits when shifted by one hour';
  }
  const rowOf = ({ from }: Metered): CurveRow | undefined =>
    curve.find((row) => from >= row.from && from < row.to);
  const scaled = (factor: number): boolean =>
    wrong.every((each) => {
      const row = rowOf(each);
      return row !== undefined && row.power > 0 && fits(row, each.watts * factor);
    });
  if (scaled(3) || scaled(1 / 3))
    return 'phases: a factor of three between what was allowed and what was drawn';
  const powers = night.map(({ watts }) => watts);
  const flat = Math.max(...powers) - Math.min(...powers) < 50;
  if (flat && new Set(curve.map(({ power }) => power)).size > 1)
    return 'accepted but not applied: the power never changes';
  return undefined;
};

/** Power samples are all wrong, but the register counted what the curve wants: the samples lie, not the power. */
export const registerHint = (
  curve: readonly CurveRow[],
  registers: readonly RegisterReading[],
  wrong: readonly Metered[],
  fits: (row: CurveRow, watts: number) => boolean,
): string | undefined => {
  let shown = 0;
  for (const sample of wrong) {
    const index = registers.findIndex(({ at }) => at > sample.from);
    const before = registers[index - 1];
    const after = registers[index];
    const row = curve.find(({ from, to }) => sample.from >= from && sample.from < to);
    if (before === undefined || after === undefined || row === undefined || after.at > row.to) continue;
    const watts = ((after.wattHours - before.wattHours) * HOUR) / (after.at - before.at);
    if (before.at < row.from || !fits(row, watts)) return undefined;
    shown += 1;
  }
  return shown > 1
    ? 'the energy register counted what was right: the power samples are wrong, not the power'
    : undefined;
};
