import type { RunResult } from '../verdict/index.ts';

/** Reading order of the published report; anything else (measures) follows by name. See report.schema.json. */
const order = (
  'format offpeak started verdict exitCode interrupted shard index of seed dialects subjects totals likely bug score seen sources seenOn remedy results name ' +
  'scenario title place dialect side subject reference reason timeMode clock ended lived took trace ' +
  'reproduce proved checks check label outcome proves looked findings measures requirements summary ' +
  'expected actual evidence at until hint shape file line column'
).split(' ');
const rank = new Map(order.map((key, at) => [key, at]));

const byRank = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => {
  const difference = (rank.get(a) ?? order.length) - (rank.get(b) ?? order.length);
  if (difference !== 0) return difference;
  return a < b ? -1 : Number(a > b);
};

const ordered = (value: unknown): unknown => {
  // JSON would turn them into null and so lose what was measured.
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.sort(byRank).map(([key, each]) => [key, ordered(each)]));
};

/** `report.json`: same run, same bytes; valid against report.schema.json. Ends with a newline. */
export const renderJson = (run: RunResult): string => `${JSON.stringify(ordered(run), undefined, 2)}\n`;
