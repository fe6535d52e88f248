import type { DisplayCheck, DisplayRow } from '../suite/index.ts';
import { plus } from '../time/index.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { finding, resultOf, wrongAs } from './result.ts';
import { shownIn, textIn, UNSEEN, within, type Shown } from './shown.ts';

const MOST_FINDINGS = 20;

const wrongIn = (row: DisplayRow, text: string): string | undefined => {
  const has = (part: string): boolean => text.toLowerCase().includes(part.toLowerCase());
  if (row.shows !== undefined && !has(row.shows)) return `the display did not show "${row.shows}"`;
  if (row.never !== undefined && has(row.never)) return `the display showed "${row.never}"`;
  return undefined;
};

/** What stood on the display, row by row. */
export const judgeDisplay = (facts: Facts, check: DisplayCheck): CheckResult => {
  const all = shownIn(facts);
  const findings: Finding[] = [];
  let looked = 0;
  for (const row of check.rows) {
    const from = plus(row.from, check.settle);
    const seen = all.map((each) => within(each, from, row.to)).filter((each) => each !== undefined);
    looked += seen.length;
    const wanted = [
      ...(row.shows === undefined ? [] : [`"${row.shows}"`]),
      ...(row.never === undefined ? [] : [`never "${row.never}"`]),
    ].join(', ');
    const span = `${facts.clock(from)} to ${facts.clock(row.to)}`;
    if (seen.length === 0) {
      const actual = all.length === 0 ? UNSEEN : 'nobody looked at the display in this time';
      findings.push(
        finding('unproven', check.proves, 'the display is not known', [`${wanted}, ${span}`], actual),
      );
      continue;
    }
    const wrong = seen.find((each: Shown) => wrongIn(row, textIn(each, row.line)) !== undefined);
    if (wrong === undefined || findings.length >= MOST_FINDINGS) continue;
    const text = textIn(wrong, row.line);
    findings.push({
      ...finding(
        wrongAs(check.as),
        check.proves,
        wrongIn(row, text) ?? '',
        [`${wanted}, ${span}`],
        `"${text.slice(0, 200)}" from ${facts.clock(wrong.from)}`,
        [wrong.seq],
      ),
      at: wrong.from,
      until: wrong.to,
    });
  }
  return resultOf({
    check: 'display',
    label: 'the display says what it must',
    place: check.place,
    proves: check.proves,
    looked,
    findings,
  });
};
