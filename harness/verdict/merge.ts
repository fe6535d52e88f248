import { rollUp } from './roll-up.ts';
import type { RunResult, SubjectSummary } from './result.ts';

/** Shards of a plan that are not among these runs, such as `2/4`: a part that is missing has not passed. */
export const missingShards = (runs: readonly RunResult[]): readonly string[] => {
  const shards = runs.flatMap(({ shard }) => (shard === undefined ? [] : [shard]));
  return [...new Set(shards.map(({ of }) => of))].flatMap((of) => {
    const have = new Set(shards.filter((shard) => shard.of === of).map(({ index }) => index));
    return Array.from({ length: of }, (_, at) => at + 1)
      .filter((index) => !have.has(index))
      .map((index) => `${index}/${of}`);
  });
};

/** Several runs (shards of one plan, or repetitions under other seeds) as one. Check `missingShards` first. */
export const mergeRuns = (runs: readonly [RunResult, ...RunResult[]]): RunResult => {
  const [first] = runs;
  const results = runs.flatMap((run) => run.results);
  return rollUp({
    offpeak: [...new Set(runs.map(({ offpeak }) => offpeak))].join(', '),
    started: runs.map(({ started }) => started).sort()[0] ?? first.started,
    subjects: uniqueSubjects(runs.flatMap(({ subjects }) => subjects)),
    dialects: [...new Set(runs.flatMap(({ dialects }) => dialects))].sort(),
    seed: [...new Set(runs.map(({ seed }) => seed))].join(', '),
    interrupted: runs.some(({ interrupted }) => interrupted),
    results: results.toSorted((a, b) => compareText(keyOf(a), keyOf(b))),
  });
};

const keyOf = ({ scenario, dialect, subject }: RunResult['results'][number]): string =>
  `${scenario}|${dialect}|${subject}`;

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const uniqueSubjects = (subjects: readonly SubjectSummary[]): readonly SubjectSummary[] => [
  ...new Map(
    subjects.map((subject) => [`${subject.name}|${subject.side}|${subject.timeMode}`, subject]),
  ).values(),
];
