import type { CsmsRequestKind, Answer, Dialect, DialectId, IntentOf, Reply } from '../dialects/index.ts';
import type {
  Phases,
  PlanStyle,
  Seconds,
  Supply,
  Tariff,
  VehicleSpec,
  RateUnit,
  Watts,
} from '../energy/index.ts';
import type { Clock, Instant } from '../time/index.ts';
import type { Caller, Door, Link } from '../wire/index.ts';
import type { LedgerEntry } from './csms/bookings.ts';

/** What a role tells the one who plays it. Frames are in the order in which this role's end saw them. */
export interface RoleEvents {
  frame(link: number, direction: 'sent' | 'received', text: string, binary: boolean, bytes: number): void;
  link(
    link: number,
    state: 'opened' | 'closed' | 'refused',
    detail: { code?: number; reason?: string; identity?: string; subprotocol?: string },
  ): void;
  meter(evse: number, watts: number, wattHours: number): void;
  display(text: string): void;
  note(text: string): void;
}

export interface ChargerSettings {
  readonly identity: string;
  readonly dialect: DialectId;
  readonly evses: number;
  readonly phases: Phases;
  readonly units: readonly RateUnit[];
  readonly supply: Supply;
  /** Largest random delay at each change of rate; 0: none. */
  readonly randomDelay: Seconds;
  readonly sampleEvery: Seconds;
  /** Token presented by the driver, or by the station itself where it charges without one. */
  readonly token: string;
  /** Adopt currentTime from the CSMS. Off when the harness owns the clock of both ends. */
  readonly adoptsTime: boolean;
  /** Most periods in one schedule; default 1000. */
  readonly mostPeriods?: number;
  /** Default 100. */
  readonly highestStackLevel?: number;
  /** The most that its own hardware lets through, W; unknown to the CSMS. */
  readonly rate?: Watts;
  /** A car that is plugged in is held until a remote start (or a token) comes. */
  readonly waitsForStart?: boolean;
  /** Default 0. */
  readonly securityProfile?: number;
  /** Where the box hangs, for its display alone; default UTC. */
  readonly zone?: string;
}

export interface ChargerParts {
  readonly settings: ChargerSettings;
  readonly clock: Clock;
  /** Opens a connection to the CSMS; rejects when it cannot. Called again, with back-off, after every loss. */
  readonly dial: () => Promise<Link>;
  /** Opens a connection to a second system, where this charger has one: it may look, and steers nothing. */
  readonly dialPortal?: () => Promise<Link>;
  /** 0..1, seeded by the caller. */
  readonly random: () => number;
  readonly events: Partial<RoleEvents>;
  /** Ids of bugs from roles/charger/bugs. */
  readonly bugs: readonly string[];
  /** Ids from roles/charger/traits: what a CSMS must cope with. */
  readonly traits?: readonly string[];
}

export interface ChargerRole {
  powerOn(): void;
  /** Cuts power: what is not persistent is gone. `powerOn` boots again. */
  powerOff(): void;
  plugIn(vehicle: VehicleSpec, evse?: number): void;
  unplug(evse?: number): void;
  presentToken(token: string, evse?: number): void;
  readonly connected: boolean;
  stop(): void;
}

/** How a BootNotification is answered; without an interval, with that of the heartbeat. */
export interface Registration {
  readonly status: Reply<'boots'>['status'];
  readonly interval?: Seconds;
}

export interface CsmsSettings {
  readonly dialect: DialectId;
  readonly zone: string;
  readonly tariff: Tariff;
  readonly plan: PlanStyle;
  readonly supply: Supply;
  /** Plans by itself when a car is plugged in (the CSMS is the subject); else it only does what `ask` says. */
  readonly autonomous: boolean;
  readonly heartbeatEvery: Seconds;
  /** Asked at each BootNotification; default: accepted. */
  readonly registration?: () => Registration;
  /** Identities that were provisioned; absent: everybody is let in. */
  readonly known?: readonly string[];
  /** Asked of every station (security profiles 1 and 2). */
  readonly password?: string;
  /** Common name that a station's certificate must have (security profile 3). */
  readonly serial?: string;
}

export interface CsmsParts {
  readonly settings: CsmsSettings;
  /** The dialect as the station's own clock wants it; default: the plain one. */
  readonly spoken?: Dialect;
  readonly clock: Clock;
  readonly random: () => number;
  readonly events: Partial<RoleEvents>;
  /** Ids of bugs from roles/csms/bugs. */
  readonly bugs: readonly string[];
}

/** One session as a CSMS shows it to its people and bills it to its customer. */
export interface BookedSession {
  readonly id: string;
  readonly from: Instant;
  /** Absent: it goes on. */
  readonly to?: Instant;
  readonly wattHours: number;
  readonly pence: number;
  /** What the CSMS itself found strange. */
  readonly flags: readonly string[];
  readonly entries: readonly { readonly from: Instant; readonly to: Instant; readonly wattHours: number }[];
}

/** What a CSMS shows of one station: its own claims, to be held against the wire. */
export interface Books {
  readonly online: boolean;
  /** Whether it says that the station is under its control. */
  readonly plan: 'none' | 'accepted' | 'refused';
  readonly sessions: readonly BookedSession[];
}

export interface CsmsRole {
  /** Whether somebody who dials is let in, before a connection exists. */
  door(caller: Caller): Door;
  /** Provisions a station, as an operator would. */
  activate(identity: string): void;
  /** What it would show and bill now. */
  readonly books: Books;
  /** A station has connected. */
  accept(link: Link): void;
  /** Sends a request to the connected station and waits for its answer. */
  ask<K extends CsmsRequestKind>(intent: IntentOf<K>): Promise<Answer<K>>;
  /** The tariff changed (a supplier publishes new windows): an autonomous CSMS plans again. */
  learnTariff(tariff: Tariff): void;
  /** Transaction ids by EVSE, as far as this CSMS knows. */
  readonly transactions: ReadonlyMap<number, { readonly id: string; readonly since: number }>;
  /** What it has booked, by the time at which it flowed. */
  ledger(): readonly LedgerEntry[];
  readonly connected: boolean;
  stop(): void;
}
