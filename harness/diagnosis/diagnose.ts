import type { LikelyCause } from '../verdict/index.ts';
import { scenarioOf, tokenInWords, type Signature } from './signature.ts';

/** A bug that was seen in the field, and what it leaves behind when we play it ourselves. */
export interface KnownBug {
  readonly id: string;
  readonly side: 'charger' | 'csms';
  readonly title: string;
  readonly sources: readonly string[];
  readonly seenOn?: string;
  readonly remedy?: string;
  readonly signature: readonly string[];
}

const LEAST_SCORE = 0.2;

/**
 * Ranks known bugs by how well they explain what was seen: a weighted overlap in which a token that many bugs leave says
 * little. Only scenarios that ran are compared, so a short run can be diagnosed too.
 *
 * @param ran ids of the scenarios that were played and judged.
 */
export const diagnose = (
  observed: Signature,
  ran: ReadonlySet<string>,
  known: readonly KnownBug[],
  most = 5,
): readonly LikelyCause[] => {
  if (observed.size === 0) return [];
  const seenBy = new Map<string, number>();
  for (const { signature } of known)
    for (const token of signature) seenBy.set(token, (seenBy.get(token) ?? 0) + 1);
  const weight = (token: string): number => Math.log1p((known.length + 1) / ((seenBy.get(token) ?? 0) + 1));
  const ranked = known.flatMap((bug): readonly LikelyCause[] => {
    const comparable = bug.signature.filter((token) => ran.has(scenarioOf(token)));
    const shared = comparable.filter((token) => observed.has(token));
    if (shared.length === 0) return [];
    const sum = (tokens: Iterable<string>): number => {
      let total = 0;
      for (const token of tokens) total += weight(token);
      return total;
    };
    const score = sum(shared) / sum(new Set([...comparable, ...observed]));
    if (score < LEAST_SCORE) return [];
    const telling = shared.toSorted((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
    return [
      {
        bug: bug.id,
        title: bug.title,
        score: Number(score.toFixed(3)),
        seen: [...new Set(telling.map(tokenInWords))].slice(0, 3),
        sources: bug.sources,
        ...(bug.seenOn === undefined ? {} : { seenOn: bug.seenOn }),
        ...(bug.remedy === undefined ? {} : { remedy: bug.remedy }),
      },
    ];
  });
  return ranked.sort((a, b) => b.score - a.score || (a.bug < b.bug ? -1 : 1)).slice(0, most);
};
