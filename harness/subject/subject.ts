import type { CsmsRequestKind, DialectId, IntentOf } from '../dialects/index.ts';
import type { PlanStyle, RateUnit, Seconds, Supply, Tariff, VehicleSpec, Watts } from '../energy/index.ts';
import type { LinkSeam } from '../faults/index.ts';
import type { Clock, Instant, Millis } from '../time/index.ts';
import type { BooksEvent, Side, TraceWriter } from '../trace/index.ts';
import type { Door, Link, SecurityKit, SecurityProfile, ServerShow, StationShow } from '../wire/index.ts';

/** Who is judged, how it is reached, and what may be done to it. */
export interface Subject {
  readonly side: Side;
  readonly name: string;
  /** Where it is dialled or awaited, for messages. */
  readonly where?: string;
  /** One of our own references, in this process. */
  readonly reference: boolean;
  readonly dialects: readonly DialectId[];
  /** Capability codes (suites/capabilities.yaml); a code that is absent is undeclared, not "no". */
  readonly declares: Readonly<Record<string, boolean>>;
  readonly time: TimeControl;
  /** Most that the vehicle at the bench takes; undefined: whatever the scenario's does. */
  readonly takes?: Watts;
  /** Longest wait, in host milliseconds, for it to be reached and to answer an action. */
  readonly patience: number;
  /**
   * Made ready once before the first scenario (images pulled and built). Resolves with the reason why nothing can be
   * run against it here and now (no container engine), if there is one.
   * @throws SuiteError or SubjectError when it cannot be had at all.
   */
  prepare?(): Promise<string | undefined>;
  start(stage: Stage): Promise<RunningSubject>;
  /** Undoes `prepare` at the end of the run. */
  dispose?(): Promise<void>;
}

interface Sampling {
  /** Meter sampling that the harness asks of a charger in this mode, in the subject's own seconds. */
  readonly sampleEvery?: Seconds;
}

export type TimeControl = Sampling &
  (
    | { readonly mode: 'virtual' | 'steered' | 'real' }
    /** Steered or rebased, as a probe finds before the first night. */
    | { readonly mode: 'auto'; readonly stretch: Millis }
    /** Scenario seconds per second of the host. */
    | { readonly mode: 'scaled'; readonly rate: number }
    /** The clock of a child process starts with the night and runs at this rate; `lead`: host time to start up in. */
    | { readonly mode: 'faked'; readonly rate: number; readonly lead: Millis }
    /** Longest time of the host for a stretch between two edges of the night. */
    | { readonly mode: 'rebased'; readonly stretch: Millis }
  );

/** What a subject is given to live one scenario in. */
export interface Stage {
  readonly dialect: DialectId;
  readonly clock: Clock;
  readonly zone: string;
  readonly start: Instant;
  readonly supply: Supply;
  readonly tariff: Tariff;
  readonly plan: PlanStyle;
  readonly station: {
    readonly evses: number;
    readonly units: readonly RateUnit[];
    readonly randomDelay: Seconds;
    readonly sampleEvery: Seconds;
  };
  readonly trace: TraceWriter;
  /** 0..1, seeded. */
  readonly random: () => number;
  /** Only where the scenario asks for it: the references then meet over real sockets. */
  readonly security?: StageSecurity;
  /** What a station finds now that dials the CSMS: of the played one, and of a reference that is judged. */
  readonly endpoint: StageEndpoint;
  /** A charger that is judged has connected. */
  readonly onLink: (link: Link) => void;
  /** It has connected to its second system; undefined where the scenario has none. */
  readonly onPortal?: (link: Link) => void;
}

/** How a played station introduces itself where that is odd; what is left out is as the subject expects it. */
export interface DialWish {
  readonly identity?: string;
  readonly subprotocols?: readonly string[];
  readonly password?: 'wrong' | 'missing';
  /** What is wrong with its certificate. */
  readonly shows?: StationShow;
  readonly tls?: 'old' | 'none';
}

/** What the references are set to, and show one another. */
export interface StageSecurity {
  readonly profile: SecurityProfile;
  readonly kit: SecurityKit;
  readonly password: string;
}

/** What is wrong with the TLS of a played CSMS. */
export interface EndpointShow {
  readonly certificate?: ServerShow;
  readonly tls?: 'old';
}

/** The endpoint of a played CSMS, as those see it who bring links to it. */
export interface StageEndpoint {
  readonly locked: boolean;
  /** What it shows now to those who come with TLS. */
  shows(): EndpointShow;
  /** Told when that changes. */
  onShow(told: () => void): void;
  door(): Door;
  /** A link that came about without a version in common. */
  stray(link: Link): void;
  refused(reason: string, identity: string | undefined): void;
}

export interface Done {
  readonly ok: boolean;
  readonly detail?: string;
}

/** The books of a CSMS, or why they could not be read. */
export type BooksReading = Done & { readonly books?: Omit<BooksEvent, 'kind' | 'seq' | 'at'> };

/** An action that nobody declared is not possible; play says so and the scenario is unproven. */
export const NOT_DECLARED: Done = { ok: false, detail: 'the subject file declares no way to do this' };

export interface RunningSubject {
  /** Opens a connection to a CSMS that is judged; `as` says how the station introduces itself, where that is odd. */
  readonly dial: (as?: DialWish) => Promise<Link>;
  plugIn(vehicle: VehicleSpec): Promise<Done>;
  unplug(): Promise<Done>;
  presentToken(token: string): Promise<Done>;
  /** Switches a charger's supply off or on. */
  power(on: boolean): Promise<Done>;
  /** Tells a CSMS that the supplier's tariff changed. */
  publish(tariff: Tariff): Promise<Done>;
  /** Tells the CSMS to take in the station that dials as `identity` (an installer's or operator's work). */
  activate(identity: string): Promise<Done>;
  /** What a CSMS shows of our station: sessions, energy, pence, whether it is under control. */
  readonly books?: () => Promise<BooksReading>;
  /** Asks a CSMS that does not plan by itself to send this request; undefined where it cannot be told. */
  readonly tell: (<K extends CsmsRequestKind>(intent: IntentOf<K>) => Promise<Done>) | undefined;
  /** Its own way to harm the path to it (a proxy); the harness' end of the link is harmed where there is none. */
  readonly faults?: LinkSeam;
  /** Settles with a reason when the subject is gone for good (its process ended). */
  readonly lost: Promise<string>;
  stop(): Promise<void>;
}
