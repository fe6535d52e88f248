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

export interface CsmsBug {
  readonly id: string;
  readonly title: string;
  readonly source?: string;
  readonly dialects: readonly ('ocpp1.6' | 'ocpp2.0.1' | 'ocpp2.1')[];
  readonly hooks: CsmsHooks;
}
