import type { DialectId } from '../dialects/index.ts';
import type { PlanStyle, RateUnit, Seconds, Supply, Tariff, VehicleSpec, Watts } from '../energy/index.ts';
import type { CallerSpec, Endpoint, Security } from './endpoint.ts';
import type { Place } from '../errors.ts';
import type { Instant, Millis } from '../time/index.ts';
import type { Side } from '../trace/index.ts';
import type { Check } from './checks/index.ts';
import type { Portal } from './portal.ts';
import type { StepDetail } from './details/index.ts';

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
  /** A second system that steers the charger as well. */
  readonly portal?: Portal;
  /** How a reference CSMS that is the subject, or a played one told `schedule: tariff`, builds its plan. */
  readonly plan: PlanStyle;
  /** What both sides are set to; absent: nothing is asked of the references. */
  readonly security?: Security;
  /** How a played CSMS meets the charger that is judged. */
  readonly endpoint?: Endpoint;
  /** How a played station introduces itself to the CSMS that is judged. */
  readonly caller?: CallerSpec;
}

export interface Station {
  readonly evses: number;
  readonly units: readonly RateUnit[];
  /** Largest random delay at each change of rate (UK SI 2021/1467 reg. 11); 0 for none. */
  readonly randomDelay: Seconds;
  /** How often it sends meter values in a transaction. */
  readonly sampleEvery: Seconds;
  /** What it takes of plans; absent: more than anybody sends. */
  readonly mostPeriods?: number;
  readonly highestStackLevel?: number;
  /** The most that its hardware lets through, which the CSMS is not told. */
  readonly rate?: Watts;
  /** Holds the car until it is told to start. */
  readonly waitsForStart?: boolean;
  /** Limitations and habits of a charger that is played, from roles/charger/traits. */
  readonly traits?: readonly string[];
}

export type When =
  | { readonly kind: 'at'; readonly at: Instant }
  | { readonly kind: 'after previous' }
  | { readonly kind: 'during'; readonly from: Instant; readonly to: Instant };

export type Severity = 'must' | 'should' | 'may';

export type Actor = 'driver' | 'vehicle' | 'charger' | 'csms' | 'tariff' | 'operator' | 'fault';

export interface Step {
  readonly index: number;
  readonly when: When;
  readonly actor: Actor;
  readonly verb: string;
  /** For an expected step: how long the subject may take. For a played one: how long it may take to answer. */
  readonly within?: Millis;
  readonly with: StepDetail;
  /** For a played CSMS step: what the subject owes. For an expected one: what we answer. */
  readonly reply?: 'accepted' | 'rejected' | 'any';
  readonly as: Severity;
  readonly proves: readonly string[];
  readonly note?: string;
  readonly place: Place;
}
