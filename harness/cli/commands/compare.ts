import { readFileSync } from 'node:fs';
import { readReport, renderComparison, renderComparisonMarkdown } from '../../report/index.ts';
import { compareRuns, USUAL_THRESHOLDS, type Threshold } from '../../verdict/index.ts';
import { EXIT } from '../exit-codes.ts';
import { find } from '../load.ts';
import { UsageError } from '../usage-error.ts';

export interface CompareArguments {
  readonly base: string;
  readonly next: string;
  readonly thresholds: readonly string[];
  readonly form: 'console' | 'markdown' | 'json';
}

const thresholdNamed = (text: string): Threshold => {
  const [, less, name, number, percent] = /^(-?)([A-Za-z][\w ]{0,60})=(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  if (name === undefined) throw new UsageError(`--threshold ${text}: expected name=5% or name=0.02`);
  const relative = percent === '%';
  return {
    name,
    most: relative ? Number(number) / 100 : Number(number),
    relative,
    worse: less === '-' ? 'down' : 'up',
  };
};

/** `offpeak compare`: exit 1 when something got worse, is no longer run, or moved beyond its threshold. */
export const compare = (args: CompareArguments): Promise<number> => {
  const [base, next] = [args.base, args.next].map((path) =>
    readReport(readFileSync(find(path), 'utf8'), path),
  );
  if (base === undefined || next === undefined) return Promise.resolve(EXIT.usage);
  const own = args.thresholds.map(thresholdNamed);
  const usual = USUAL_THRESHOLDS.filter(({ name }) => !own.some((each) => each.name === name));
  const comparison = compareRuns(base, next, [...own, ...usual]);
  process.stdout.write(
    args.form === 'json'
      ? `${JSON.stringify(comparison, undefined, 2)}\n`
      : args.form === 'markdown'
        ? renderComparisonMarkdown(comparison)
        : renderComparison(comparison),
  );
  return Promise.resolve(comparison.holds ? EXIT.conformant : EXIT.failed);
};
