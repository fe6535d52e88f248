import { formatPlace, SuiteError } from '../errors.ts';
import type { Problem } from './fields.ts';

/** One error for all problems: it stands at the first, and lists the others below. */
export const refuseProblems = (problems: readonly Problem[]): void => {
  const sorted = [...problems].sort(
    (a, b) =>
      (a.place.file < b.place.file ? -1 : a.place.file > b.place.file ? 1 : 0) ||
      (a.place.line ?? 0) - (b.place.line ?? 0) ||
      (a.place.column ?? 0) - (b.place.column ?? 0),
  );
  const [first, ...others] = sorted;
  if (first === undefined) return;
  const further = others.map(({ place, message }) => `\n${formatPlace(place)} ${message}`);
  throw new SuiteError(`${first.message}${further.join('')}`, { place: first.place });
};
