import type { DialectId } from '../dialects/index.ts';
import type { Side } from '../trace/index.ts';
import type { Action } from './action.ts';
import type { DriverSpec } from './driver.ts';
import type { ContainerBlock } from './container-spec.ts';
import type { TimeControl } from './subject.ts';

/** A subject file (`fixtures/subjects/*.yaml`) as read. */
export interface SubjectFile {
  readonly file: string;
  readonly id: string;
  readonly name: string;
  readonly side: Side;
  readonly dialects: readonly DialectId[];
  readonly reach: Reach;
  readonly process?: ChildProcess;
  /** Started for each scenario, and removed with everything of theirs after it. */
  readonly containers?: ContainerBlock;
  readonly basic?: { readonly user: string; readonly password: string };
  readonly token: string;
  readonly time: TimeControl;
  /** Host milliseconds. */
  readonly patience: number;
  readonly actions: Readonly<Partial<Record<ActionName, readonly Action[]>>>;
  readonly declares: Readonly<Record<string, boolean>>;
  /** How a CSMS is told and asked what OCPP cannot. */
  readonly driver?: DriverSpec;
}

export type ActionName =
  | 'plug in'
  | 'unplug'
  | 'present token'
  | 'publish tariff'
  | 'send request'
  | 'activate station'
  | 'power-cycle'
  | 'cut power'
  | 'restore power'
  | 'network cut';

export const ACTION_NAMES: readonly ActionName[] = [
  'plug in',
  'unplug',
  'present token',
  'publish tariff',
  'send request',
  'activate station',
  'power-cycle',
  'cut power',
  'restore power',
  'network cut',
];

/** Who opens the WebSocket: a charger dials in to us, a CSMS is dialled. */
export type Reach =
  | { readonly kind: 'dials in'; readonly host: string; readonly port: number; readonly identity?: string }
  | { readonly kind: 'is dialled'; readonly url: string; readonly identity: string };

/** A program that the harness starts before each scenario and stops after it. */
export interface ChildProcess {
  readonly command: readonly [string, ...string[]];
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
  /** Wait until this text appears in its output before dialling. */
  readonly ready?: string;
}
