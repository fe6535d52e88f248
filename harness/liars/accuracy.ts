import { diagnose, scenarioOf, type KnownBug } from '../diagnosis/index.ts';
import type { LiarResult } from './liar.ts';

export interface Accuracy {
  readonly top1: number;
  readonly top3: number;
  readonly of: number;
  /** Bugs that leave the very same findings in every scenario: nothing can tell them apart. */
  readonly twins: number;
}

/**
 * How often the diagnosis names the bug that was played. Each liar is shown in one dialect only, as a user would have
 * run it, against the signatures of all bugs in all dialects.
 */
export const accuracyOf = (results: readonly LiarResult[], known: readonly KnownBug[]): Accuracy => {
  let top1 = 0;
  let top3 = 0;
  let of = 0;
  const ran = new Set(known.flatMap(({ signature }) => signature.map(scenarioOf)));
  for (const { id, side, caught } of results) {
    const [first] = caught;
    if (first === undefined) continue;
    const observed = new Set(
      caught.filter(({ dialect }) => dialect === first.dialect).flatMap(({ tokens }) => tokens),
    );
    const sameSide = known.filter((bug) => bug.side === side);
    const ranked = diagnose(observed, ran, sameSide, 3).map(({ bug }) => bug);
    of += 1;
    if (ranked[0] === id) top1 += 1;
    if (ranked.includes(id)) top3 += 1;
  }
  const shapes = known.map(({ side, signature }) => `${side} ${signature.join('\n')}`);
  const twins = shapes.filter((shape) => shapes.filter((other) => other === shape).length > 1).length;
  return { top1, top3, of, twins };
};

export const accuracyInWords = ({ top1, top3, of, twins }: Accuracy): string => {
  const share = (count: number): string => (of === 0 ? '-' : `${Math.round((100 * count) / of)} %`);
  return (
    `The diagnosis, shown one dialect, names the right bug first in ${share(top1)} (${top1} of ${of}) and among its first ` +
    `three in ${share(top3)}; ${twins} bugs leave the same findings as another.`
  );
};
