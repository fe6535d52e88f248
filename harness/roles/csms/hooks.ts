import type { Defect } from '../defect.ts';
import type { Caller, Door } from '../../wire/index.ts';
import type { Registration } from '../role.ts';
import type { FrameHooks } from '../spoiled-link.ts';
import type { ChargingProfile, PlanStyle, Tariff } from '../../energy/index.ts';
import type { CsmsPricingHooks } from './pricing/pricing-hooks.ts';

/** Where a supplier can go wrong. */
export interface CsmsHooks extends FrameHooks {
  readonly pricing?: CsmsPricingHooks;
  readonly profile?: (profile: ChargingProfile, tariff: Tariff) => ChargingProfile | undefined;
  readonly style?: (style: PlanStyle) => PlanStyle;
  /** Wait before a plan is sent, s. */
  readonly sendAfter?: number;
  readonly ignoresTariffs?: boolean;
  readonly ignoresReplug?: boolean;
  readonly ignoresUnits?: boolean;
  /** Whether somebody is let in, given the right answer. */
  readonly door?: (right: Door, caller: Caller) => Door;
  readonly registration?: (right: Registration) => Registration;
  /** False: stations that are activated while they wait stay unknown. */
  readonly activates?: boolean;
  /** Answers a station that never booted as if it had. */
  readonly anybody?: boolean;
}

export interface CsmsBug extends Defect {
  readonly hooks: CsmsHooks;
}
