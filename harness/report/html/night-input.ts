import type { TariffWindow } from '../../energy/index.ts';
import type { CurveRow, Scenario } from '../../suite/index.ts';
import type { Instant } from '../../time/index.ts';

/** What the drawing needs of a night. The judge's own Night has this shape; only what is drawn is named here. */
export interface NightInput {
  readonly from: Instant;
  readonly to: Instant;
  readonly zone: string;
  readonly metered: readonly { readonly at: Instant; readonly watts: number; readonly seq: number }[];
  /** A step function: each value holds until the next. */
  readonly allowed: readonly { readonly at: Instant; readonly watts: number }[];
  readonly rows: readonly CurveRow[];
  readonly bands: readonly TariffWindow[];
  readonly planChanges: readonly { readonly at: Instant; readonly seq: number; readonly label: string }[];
  readonly faults: readonly {
    readonly from: Instant;
    readonly to?: Instant | undefined;
    readonly label: string;
  }[];
  /** Stretches that no clock lived through: nothing can be said about them. */
  readonly jumps: readonly { readonly from: Instant; readonly to: Instant }[];
  readonly displays: readonly { readonly at: Instant; readonly text: string }[];
  readonly messages: readonly MessageInput[];
}

export interface MessageInput {
  readonly at: Instant;
  readonly seq: number;
  readonly from: 'charger' | 'csms';
  readonly label: string;
  readonly kind: string;
  readonly detail: string;
}

export interface NightToRender {
  readonly scenario: Scenario;
  readonly night: NightInput;
}
