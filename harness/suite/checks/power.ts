import { millis, type Millis } from '../../time/index.ts';
import { CURVE, readCurve, type CurveRow } from '../curve.ts';
import { map, shared } from '../json-schema.ts';
import { readMillis, readPatience } from '../quantities.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

export interface PowerCheck extends CheckBase {
  readonly check: 'power';
  /** Grace after every edge of the curve. */
  readonly settle: Millis;
  /** Longest gap between samples that still counts as evidence. */
  readonly sampled: Millis;
  /** Added to `settle` because the station declares a random delay; 0 when none. */
  readonly delay: Millis;
  readonly curve: readonly CurveRow[];
}

export const power: CheckKind<PowerCheck> = {
  check: 'power',
  schema: map(
    { settle: shared('length'), sampled: shared('length'), delay: shared('length'), curve: CURVE },
    ['settle', 'sampled', 'curve'],
  ),
  read: (field, base, { times, given, world }) => {
    const keys = field.keys(['settle', 'sampled', 'delay', 'curve'], ['settle', 'sampled', 'curve']);
    const check: PowerCheck = {
      check: 'power',
      ...base,
      settle: readMillis(keys.need('settle')),
      sampled: readPatience(keys.need('sampled')),
      delay: keys.read('delay', readMillis) ?? millis(0),
      curve: readCurve(keys.need('curve'), times, world),
    };
    const { sampleEvery, randomDelay } = given.station;
    keys
      .need('sampled')
      .later(() =>
        check.sampled < sampleEvery * 1000
          ? `the station samples every ${sampleEvery} s: no charger could show this`
          : undefined,
      );
    (keys.get('delay') ?? field).later(() => {
      const declared = randomDelay * 1000;
      if (check.delay > declared)
        return declared === 0
          ? 'no random delay is declared in "given: { station: { random delay: ... } }"'
          : `the station declares a random delay of ${randomDelay} s`;
      return check.delay < declared && check.curve.length > 1
        ? `the station declares a random delay of ${randomDelay} s: say "delay: ${randomDelay} s"`
        : undefined;
    });
    return check;
  },
};
