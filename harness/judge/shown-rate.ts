import { decimal, windows, type TariffWindow } from '../energy/index.ts';
import type { ShownRateCheck } from '../suite/index.ts';
import { instant, plus } from '../time/index.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { finding, resultOf, wrongAs } from './result.ts';
import { shownIn, textIn, UNSEEN, within } from './shown.ts';

/** `Now 7 p per kWh`, `Rate now 28 p`, `Now 0.070 per kWh`: the first price after the word "now", in pence. */
export const rateIn = (text: string): number | undefined => {
  const found = /\bnow:?\s+(?:[A-Z]{3}\s+|£\s*)?(-?\d+(?:[.,]\d+)?)\s*(p\b|pence\b|ct\b)?/i.exec(text);
  if (found?.[1] === undefined) return undefined;
  const value = decimal(found[1].replace(',', '.'));
  return (found[2] === undefined ? value.times(100) : value).toNumber();
};

/** Digits of a display: half a hundredth of a penny is no other price. */
const SAME = 0.05;

const MOST_FINDINGS = 20;

const bandsOf = (facts: Facts, check: ShownRateCheck): readonly TariffWindow[] => {
  const { tariff, now } = facts.scenario.given;
  return windows(tariff, check.from ?? now, check.to ?? facts.scenario.end);
};

/** A rate that is shown while another is in force is a false price. */
export const judgeShownRate = (facts: Facts, check: ShownRateCheck): CheckResult => {
  const all = shownIn(facts);
  const findings: Finding[] = [];
  let looked = 0;
  let seen = 0;
  for (const band of bandsOf(facts, check)) {
    const from = plus(band.from, check.settle);
    for (const each of all) {
      const part = within(each, from, instant(Math.min(band.to, facts.livedUntil)));
      if (part === undefined) continue;
      seen += 1;
      // Every place of the display is asked by itself: two prices at once are one too many.
      const texts = part.lines.has('whole') ? [textIn(part, undefined)] : [...part.lines.values()];
      const rates = texts.flatMap((text) => rateIn(text) ?? []);
      looked += rates.length;
      const wrong = rates.find((rate) => Math.abs(rate - band.price) > SAME);
      const missing = rates.length === 0 && check.shown === 'always';
      if ((wrong === undefined && !missing) || findings.length >= MOST_FINDINGS) continue;
      findings.push({
        ...finding(
          wrongAs(check.as),
          check.proves,
          missing ? 'no rate is shown' : 'the rate that is shown is not the rate of this hour',
          [`${band.price} p (${band.band}) from ${facts.clock(band.from)} to ${facts.clock(band.to)}`],
          `"${textIn(part, undefined).slice(0, 200)}" from ${facts.clock(part.from)}`,
          [part.seq],
        ),
        at: part.from,
        until: part.to,
      });
    }
  }
  if (seen === 0) findings.push(finding('unproven', check.proves, 'the display is not known', [], UNSEEN));
  return resultOf({
    check: 'shown rate',
    label: 'the rate on the display is the rate in force',
    place: check.place,
    proves: check.proves,
    looked: check.shown === 'if any' ? seen : looked,
    findings,
    measures: { rates: looked },
  });
};
