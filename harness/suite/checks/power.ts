import { millis, type Millis } from '../../time/index.ts';
import { CURVE, readCurve, type CurveRow } from '../curve.ts';
import { map, shared } from '../json-schema.ts';
import { readMillis } from '../quantities.ts';
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
  read: (field, base, { times }) => {
    const keys = field.keys(['settle', 'sampled', 'delay', 'curve'], ['settle', 'sampled', 'curve']);
    return {
      check: 'power',
      ...base,
      settle: readMillis(keys.need('settle')),
      sampled: readMillis(keys.need('sampled')),
      delay: keys.read('delay', readMillis) ?? millis(0),
      curve: readCurve(keys.need('curve'), times),
    };
  },
};
