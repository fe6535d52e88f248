import type { DialectId, RequestKind } from '../dialects/index.ts';
import type {
  Fraction,
  Limit,
  Pence,
  PlanStyle,
  RateUnit,
  Seconds,
  Supply,
  Tariff,
  VehicleSpec,
  WattHours,
  Watts,
} from '../energy/index.ts';
import type { Place } from '../errors.ts';
import type { Way } from '../faults/index.ts';
import type { Instant, Millis } from '../time/index.ts';
import type { Side } from '../trace/index.ts';

/** A scenario as loaded: every quantity in its type, every time resolved to an instant, every part with its place. */

export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly why?: string;
  readonly file: string;
  /** SHA-256 of the file's bytes. */
  readonly hash: string;
  readonly subject: Side | 'either';
  readonly dialects: readonly DialectId[];
  readonly needs: Needs;
  readonly proves: readonly string[];
  readonly given: Given;
  readonly timeline: readonly Step[];
  readonly checks: readonly Check[];
  /** When the scenario is over: the last step's end or the last curve row, whichever is later. */
  readonly end: Instant;
  readonly place: Place;
}

/** Capability codes (suites/capabilities.yaml) that decide whether a scenario applies. */
export interface Needs {
  readonly all: readonly string[];
  readonly any: readonly string[];
  readonly none: readonly string[];
}

export interface Given {
  readonly zone: string;
  readonly now: Instant;
  readonly tariff: Tariff;
  readonly vehicle: VehicleSpec;
  readonly supply: Supply;
  readonly station: Station;
  /** How a reference CSMS that is the subject, or a played one told `schedule: tariff`, builds its plan. */
  readonly plan: PlanStyle;
}

export interface Station {
  readonly evses: number;
  readonly units: readonly RateUnit[];
  /** Largest random delay at each change of rate (UK SI 2021/1467 reg. 11); 0 for none. */
  readonly randomDelay: Seconds;
  /** How often it sends meter values in a transaction. */
  readonly sampleEvery: Seconds;
}

export type When =
  | { readonly kind: 'at'; readonly at: Instant }
  | { readonly kind: 'after previous' }
  | { readonly kind: 'during'; readonly from: Instant; readonly to: Instant };

export type Severity = 'must' | 'should' | 'may';

export type Actor = 'driver' | 'vehicle' | 'charger' | 'csms' | 'tariff' | 'fault';

export interface Step {
  readonly index: number;
  readonly when: When;
  readonly actor: Actor;
  readonly verb: string;
  /** For an expected step: how long the subject may take. For a played one: how long it may take to answer. */
  readonly within?: Millis;
  readonly with: StepDetail;
  /** For a played CSMS step: what the subject owes. For an expected one: what we answer. */
  readonly reply?: 'accepted' | 'rejected';
  readonly as: Severity;
  readonly proves: readonly string[];
  readonly note?: string;
  readonly place: Place;
}

export interface StepDetail {
  /** `tariff`: built from the tariff in force; or literal rows. */
  readonly schedule?: 'tariff' | readonly ScheduleRow[];
  /** Overrides `given.plan` for this step. */
  readonly plan?: Partial<PlanStyle>;
  readonly stackLevel?: number;
  readonly evse?: number;
  /** tariff: publishes */
  readonly tariff?: Tariff;
  /** csms: asks composite schedule */
  readonly duration?: Seconds;
  readonly unit?: RateUnit;
  readonly token?: string;
  /** fault: link slow: how late each message is, each way */
  readonly late?: Millis;
  /** fault: link half open */
  readonly way?: Way;
  /** fault: link flapping: how long the link is down and up, by turns */
  readonly down?: Millis;
  readonly up?: Millis;
}

export interface ScheduleRow {
  readonly from: Instant;
  readonly to: Instant;
  readonly limit: Limit;
  readonly place: Place;
}

interface CheckBase {
  readonly as: Severity;
  readonly proves: readonly string[];
  readonly place: Place;
}

export interface CurveRow {
  readonly from: Instant;
  readonly to: Instant;
  readonly power: Watts;
  /** Half-width of the band around `power`. */
  readonly tolerance: Watts;
  /** `at most`: any power from 0 to power + tolerance is right (a full or slow car draws less). */
  readonly mode: 'equals' | 'at most';
  readonly place: Place;
}

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

export interface EnergyCheck extends CheckBase {
  readonly check: 'energy';
  readonly from?: Instant;
  readonly by?: Instant;
  readonly min?: WattHours;
  readonly max?: WattHours;
}

export interface CostCheck extends CheckBase {
  readonly check: 'cost';
  /** Smallest share of the energy bought inside off-peak windows. */
  readonly offPeakShare?: Fraction;
  readonly atMost?: Pence;
}

/** The messages of these kinds appear in this order (others may stand between them). */
export interface OrderCheck extends CheckBase {
  readonly check: 'order';
  readonly of: readonly RequestKind[];
}

export interface CountCheck extends CheckBase {
  readonly check: 'count';
  readonly of: RequestKind;
  readonly from?: Instant;
  readonly to?: Instant;
  readonly min?: number;
  readonly max?: number;
}

/** The plan that governs the night, by the oracle: whole night covered, in the station's units, right in form. */
export interface PlanCheck extends CheckBase {
  readonly check: 'plan';
  readonly from: Instant;
  readonly to: Instant;
  /** Most power the plan may allow outside the off-peak windows; default 0. */
  readonly outside: Watts;
  /** Least power it must allow inside them. */
  readonly inside: Watts;
}

/** Every composite schedule that was answered agrees with the oracle, and with the power metered afterwards. */
export interface CompositeCheck extends CheckBase {
  readonly check: 'composite';
  readonly tolerance: Watts;
}

export type Check =
  | PowerCheck
  | EnergyCheck
  | CostCheck
  | OrderCheck
  | CountCheck
  | PlanCheck
  | CompositeCheck;
