import type { Defect } from '../defect.ts';
import type { ChargingProfile, PlanStyle, Tariff } from '../../energy/index.ts';

/** Where a supplier can go wrong. */
export interface CsmsHooks {
  readonly profile?: (profile: ChargingProfile, tariff: Tariff) => ChargingProfile | undefined;
  readonly style?: (style: PlanStyle) => PlanStyle;
  /** Wait before a plan is sent, s. */
  readonly sendAfter?: number;
  readonly ignoresTariffs?: boolean;
  readonly ignoresReplug?: boolean;
  readonly ignoresUnits?: boolean;
}

export interface CsmsBug extends Defect {
  readonly hooks: CsmsHooks;
}
