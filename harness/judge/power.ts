import { instant, leastWait, millis, plus, type Instant } from '../time/index.ts';
import type { CurveRow, PowerCheck } from '../suite/index.ts';
import { jumpsOf, meteredOf, registersOf, without, type Metered, type Span } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { freshOf } from './grace.ts';
import { unpoweredOf } from './outages.ts';
import { hintOf, registerHint } from './power-hint.ts';
import { finding, resultOf, wrongAs } from './result.ts';

const kilowatts = (watts: number): string => `${(watts / 1000).toFixed(2)} kW`;
const SLACK = 2000;

/** Half-width of a row's band in W: never under what a meter resolves. */
const bandOf = (row: CurveRow): number => Math.max(row.tolerance, 10, row.power * 0.01);

const fits = (row: CurveRow, watts: number): boolean =>
  row.mode === 'at most'
    ? watts <= row.power + bandOf(row) && watts >= -bandOf(row)
    : Math.abs(watts - row.power) <= bandOf(row);

const distance = (row: CurveRow, watts: number): number =>
  row.mode === 'at most' ? Math.max(0, watts - row.power) : Math.abs(watts - row.power);

interface Judged {
  readonly row: CurveRow;
  readonly either: CurveRow | undefined;
  readonly span: Span;
}

/**
 * When the edge at the start of a row has settled: never sooner than is fair to a program on this host. A judged CSMS
 * is given that time where it owes a new plan, for the charger that follows it is ours.
 */
const settledAt = (facts: Facts, check: PowerCheck, row: CurveRow): Instant => {
  const settled = plus(row.from, check.settle);
  if (facts.course === undefined) return settled;
  const owed = facts.subject === 'csms' ? freshOf(facts).filter((at) => at <= settled) : [row.from];
  return instant(Math.max(settled, ...owed.map((at) => at + leastWait(facts.course, at))));
};

/** Half-open parts of the night with what is right there: after an edge with random delay, either row's power. */
const partsOf = (facts: Facts, check: PowerCheck): readonly Judged[] =>
  check.curve.flatMap((row, index) => {
    const settled = settledAt(facts, check, row);
    const sure = plus(settled, check.delay);
    const before = check.curve[index - 1];
    const touching = before !== undefined && before.to === row.from ? before : undefined;
    const parts: Judged[] = [];
    const delayed = { from: settled, to: Math.min(sure, row.to) as Instant };
    if (touching !== undefined && delayed.to > delayed.from)
      parts.push({ row, either: touching, span: delayed });
    if (row.to > sure) parts.push({ row, either: undefined, span: { from: sure, to: row.to } });
    return parts;
  });

const inside = (each: Metered, span: Span): boolean =>
  each.from === each.to
    ? each.from >= span.from && each.from < span.to
    : each.from >= span.from && each.to <= span.to;

/** Stretches of [span] outside every transaction, in which 0 W may be taken for granted. */
const idleOf = (facts: Facts, span: Span): readonly Span[] => {
  if (!facts.exchanges.some(({ from }) => from === 'charger')) return [];
  const busy = facts.transactions.map(({ start, end }) => ({
    from: start,
    to: end ?? (Number.MAX_SAFE_INTEGER as Instant),
  }));
  const lived = { from: span.from, to: Math.min(span.to, facts.livedUntil) as Instant };
  return lived.to > lived.from ? without(lived, busy) : [];
};

/** Lived time in `span` that is too long without evidence. */
const gapsOf = (
  span: Span,
  found: readonly Metered[],
  holes: readonly Span[],
  longest: (from: Instant) => number,
): readonly Span[] => {
  const edges = [...found.flatMap(({ from, to }) => [{ from, to }]), { from: span.to, to: span.to }];
  const gaps: Span[] = [];
  let at = span.from;
  for (const edge of edges) {
    const blind = without({ from: at, to: edge.from }, holes);
    gaps.push(...blind.filter((part) => edge.from > at && part.to - part.from > longest(part.from)));
    if (edge.to > at) at = edge.to;
  }
  return gaps;
};

/** A sample that is late by this much of the host's time was held up by the host. */
const HELD_UP = millis(2000);

/**
 * A charger that keeps its own time samples in seconds of the host, however fast the night passes; one that lives in
 * the night's time may be held up for a moment, which is minutes of it.
 */
const longestGap =
  (facts: Facts, check: PowerCheck) =>
  (from: Instant): number =>
    facts.trace.header.timeMode === 'rebased'
      ? Math.max(check.sampled + SLACK, leastWait(facts.course, from))
      : check.sampled + SLACK + leastWait(facts.course, from, HELD_UP);

/** Rows that are over before their edge can be held to have settled at the pace of this night. */
const tooFast = (facts: Facts, check: PowerCheck): readonly Finding[] =>
  check.curve.flatMap((row) =>
    facts.course === undefined || settledAt(facts, check, row) < row.to
      ? []
      : [
          {
            ...finding(
              'unproven',
              check.proves,
              `the night passed too fast to judge ${facts.clock(row.from)} to ${facts.clock(row.to)}`,
              ['more than five seconds of the host'],
              'give it more time (rate, stretch)',
            ),
            at: row.from,
            until: row.to,
          },
        ],
  );

/** Runs of wrong samples, broken by right ones of the same part. */
const stretches = (wrong: readonly Metered[], all: readonly Metered[]): readonly (readonly Metered[])[] => {
  const bad = new Set(wrong);
  const runs: Metered[][] = [];
  let run: Metered[] | undefined;
  for (const each of all) {
    if (!bad.has(each)) run = undefined;
    else if (run === undefined) runs.push((run = [each]));
    else run.push(each);
  }
  return runs;
};

const rightText = (facts: Facts, row: CurveRow): string =>
  `${row.mode === 'at most' ? 'at most ' : ''}${kilowatts(row.power)} ± ${kilowatts(bandOf(row))} until ${facts.clock(row.to)}`;

const LITTLE = 100;

/** `drew at hold`, `nothing at limit`, ...: the same on every night. */
const shapeOf = (row: CurveRow, watts: number): string => {
  const wanted = row.power === 0 ? 'hold' : 'charge';
  if (wanted === 'hold') return watts < 0 ? 'gave at hold' : watts < 1500 ? 'little at hold' : 'drew at hold';
  if (watts < LITTLE) return watts < -LITTLE ? 'gave at charge' : 'nothing at charge';
  return watts < row.power ? 'too little at charge' : 'too much at charge';
};

/** Power at the car against the curve that the tariff promises (`ours:HOLD-UNTIL-WINDOW` and its neighbours). */
export const judgePower = (facts: Facts, check: PowerCheck): CheckResult => {
  const metered = meteredOf(facts);
  const jumps = jumpsOf(facts);
  const dark = unpoweredOf(facts);
  const findings: Finding[] = [...tooFast(facts, check)];
  let looked = 0;
  let worst = 0;
  const wrongSamples: Metered[] = [];
  for (const { row, either, span } of partsOf(facts, check)) {
    const found = metered.filter((each) => inside(each, span));
    const right = (watts: number): boolean =>
      fits(row, watts) || (either !== undefined && fits(either, watts));
    const wrong = found.filter(({ watts }) => !right(watts));
    looked += found.length;
    for (const { watts } of found)
      worst = Math.max(worst, Math.min(distance(row, watts), either ? distance(either, watts) : Infinity));
    wrongSamples.push(...wrong);
    const rows = either === undefined ? [row] : [either, row];
    for (const run of stretches(wrong, found)) {
      const [first] = run;
      const last = run.at(-1);
      if (first === undefined || last === undefined) continue;
      const mean = run.reduce((sum, { watts }) => sum + watts, 0) / run.length;
      const actual = `metered ${kilowatts(mean)} from ${facts.clock(first.from)} to ${facts.clock(last.to)}, ${run.length} of ${found.length} samples`;
      findings.push({
        ...finding(
          wrongAs(check.as),
          check.proves,
          `wrong power at ${facts.clock(first.from)}`,
          rows.map((each) => rightText(facts, each)),
          actual,
          run.map(({ seq }) => seq),
        ),
        at: first.from,
        until: last.to,
        shape: shapeOf(row, mean),
      });
    }
    const idle = row.power === 0 || row.mode === 'at most' ? idleOf(facts, span) : [];
    if (idle.length > 0) looked += 1;
    if (either !== undefined) continue;
    const gaps = gapsOf(span, found, [...jumps, ...idle, ...dark], longestGap(facts, check));
    const lived = without(span, jumps).length > 0;
    if (found.length === 0 && without(span, dark).length === 0) continue;
    const [gap = found.length === 0 && (idle.length === 0 || !lived) ? span : undefined] = gaps;
    if (gap === undefined) continue;
    const text = `no evidence from ${facts.clock(gap.from)} to ${facts.clock(gap.to)}`;
    findings.push({
      ...finding(
        'unproven',
        check.proves,
        text,
        [`a sample every ${check.sampled / 1000} s`],
        `${found.length} samples`,
      ),
      at: gap.from,
      until: gap.to,
    });
  }
  const byRegister = registerHint(check.curve, registersOf(facts), wrongSamples, fits);
  const byShape = hintOf(check.curve, metered, wrongSamples, fits, check.settle + check.delay);
  const hint = byRegister ?? byShape;
  const explained = findings.map((each) =>
    hint === undefined || each.outcome === 'unproven' ? each : { ...each, hint },
  );
  return resultOf({
    check: 'power',
    label: 'the power at the car follows the tariff',
    place: check.place,
    proves: check.proves,
    looked,
    findings: explained.slice(0, 100),
    measures: { samples: metered.length, worst: Math.round(worst) },
  });
};
