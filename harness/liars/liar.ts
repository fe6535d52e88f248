import type { DialectId } from '../dialects/index.ts';
import { CHARGER_BUGS, CSMS_BUGS, type Defect } from '../roles/index.ts';
import { referenceCharger, referenceCsms, type Subject } from '../subject/index.ts';
import type { Side } from '../trace/index.ts';

/** One deliberate bug on its side. */
export interface Liar {
  readonly side: Side;
  readonly defect: Defect;
}

export const LIARS: readonly Liar[] = [
  ...CHARGER_BUGS.map((defect) => ({ side: 'charger' as const, defect })),
  ...CSMS_BUGS.map((defect) => ({ side: 'csms' as const, defect })),
];

export const subjectOf = ({ side, defect }: Liar): Subject =>
  side === 'charger' ? referenceCharger([defect.id]) : referenceCsms([defect.id]);

/** What one liar was caught doing in one scenario and dialect. */
export interface Caught {
  readonly scenario: string;
  readonly dialect: DialectId;
  readonly verdict: 'failed' | 'unproven' | 'advised' | 'broken';
  readonly checks: readonly string[];
  readonly tokens: readonly string[];
}

export interface LiarResult {
  readonly side: Side;
  readonly id: string;
  readonly nights: number;
  readonly caught: readonly Caught[];
}
