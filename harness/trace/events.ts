import type { Instant, TimeMode } from '../time/index.ts';

/** Links from this number on are those of a second system, such as an installer's portal. */
export const PORTAL_LINKS = 1000;
/** The link of a second connection under the charger's own identity. */
export const TWIN_LINK = 2000;

export type Side = 'charger' | 'csms';

export interface TraceHeader {
  readonly kind: 'header';
  readonly format: 'offpeak-trace/1';
  readonly offpeak: string;
  readonly scenario: string;
  /** SHA-256 of the scenario file as played. */
  readonly scenarioHash: string;
  readonly dialect: string;
  /** Who is judged. */
  readonly subject: Side;
  readonly subjectName: string;
  /** Whether the judged side is one of our own references. */
  readonly reference: boolean;
  readonly timeMode: TimeMode;
  /** Scenario seconds per second of the host, where that is not 1 (scaled time). */
  readonly rate?: number;
  readonly seed: string;
  readonly zone: string;
  readonly tzdata: string;
  readonly at: Instant;
  /** Most power that the vehicle at the bench takes, W, where that was declared. */
  readonly takes?: number;
  /** What the subject declared, as capability codes. */
  readonly declares: Readonly<Record<string, string | number | boolean>>;
}

interface Stamped {
  readonly seq: number;
  /** The scenario's time. */
  readonly at: Instant;
}

/** One WebSocket message as it was on the wire. `text` is bounded; what was cut is said in `cut`. */
export interface FrameEvent extends Stamped {
  readonly kind: 'frame';
  readonly link: number;
  readonly from: Side;
  readonly text: string;
  readonly binary?: true;
  /** Length in bytes of a frame that was too long to keep whole. */
  readonly cut?: number;
}

/**
 * Links that came about without a version in common are numbered from here on: what is said on them is evidence, and
 * no conversation.
 */
export const FIRST_STRAY_LINK = 100_000;

export interface LinkEvent extends Stamped {
  readonly kind: 'link';
  readonly link: number;
  readonly state: 'opened' | 'closed' | 'refused';
  readonly by?: Side | 'fault' | 'unknown';
  readonly code?: number;
  readonly reason?: string;
  readonly subprotocol?: string;
  readonly identity?: string;
}

/** What the world did: a driver, a vehicle, a tariff. `ok` false: it was asked for and did not happen. */
export interface ActionEvent extends Stamped {
  readonly kind: 'action';
  readonly actor: 'driver' | 'vehicle' | 'tariff' | 'operator';
  readonly verb: string;
  readonly ok: boolean;
  readonly detail?: string;
}

/** A fault began, was seen to bite (`proof`), or ended. */
export interface FaultEvent extends Stamped {
  readonly kind: 'fault';
  readonly fault: string;
  /** Index into the scenario's timeline. */
  readonly step?: number;
  readonly phase: 'begins' | 'bit' | 'ends';
  readonly proof?: string;
}

/** Power at the cable, known to the harness because it plays the world or reads an independent meter. */
export interface MeterEvent extends Stamped {
  readonly kind: 'meter';
  readonly evse: number;
  readonly watts: number;
  readonly wattHours: number;
  readonly by: 'world' | 'independent';
}

/** What a CSMS has booked, as it showed it when it was asked. Stretches of any length; one may stand for a half-hour. */
export interface BooksEvent extends Stamped {
  readonly kind: 'books';
  readonly entries: readonly BookEntry[];
  /** Whether it shows the station as connected. */
  readonly online?: boolean;
  /** Whether it shows the station as under its control. */
  readonly plan?: 'none' | 'accepted' | 'refused';
  readonly sessions?: readonly BookedSession[];
}

/** One session as a CSMS shows it to its people and bills it to its customer. */
export interface BookedSession {
  readonly id: string;
  readonly start?: Instant;
  /** Absent: it goes on. */
  readonly end?: Instant;
  readonly wattHours: number;
  readonly pence?: number;
}

export interface BookEntry {
  /** Milliseconds since the epoch, half-open. */
  readonly start: Instant;
  readonly end: Instant;
  readonly wattHours: number;
}

/** A message of the subject that a fault kept from its receiver, for a while or for good. */
export interface HeldEvent extends Stamped {
  readonly kind: 'held';
  readonly from: Side;
  readonly text: string;
}

export interface DisplayEvent extends Stamped {
  readonly kind: 'display';
  readonly text: string;
}

/** The clock did something other than pass: a jump, a telling of the time to the subject, what a probe found. */
export interface ClockEvent extends Stamped {
  readonly kind: 'clock';
  readonly what: 'jumped' | 'told' | 'followed' | 'did not follow' | 'set out';
  readonly to?: Instant;
  readonly detail?: string;
  /** With "set out": how the scenario's time passes against the host's from here on. */
  readonly course?: WrittenCourse;
}

/** A course as a trace holds it: knots of [scenario, host], both ISO 8601. */
export interface WrittenCourse {
  readonly knots: readonly (readonly [scenario: string, host: string])[];
  readonly rate: number;
}

/** Facts on what play did with a step of the timeline: from when it waited, and when it went on. */
export interface StepEvent extends Stamped {
  readonly kind: 'step';
  /** Index into the scenario's timeline. */
  readonly step: number;
  readonly phase: 'begins' | 'done' | 'gave up' | 'skipped';
  readonly detail?: string;
}

/** What a subject printed or how its process ended. Bounded, control characters removed. */
export interface NoteEvent extends Stamped {
  readonly kind: 'note';
  readonly by: 'subject' | 'harness';
  readonly text: string;
}

export type TraceEvent =
  | FrameEvent
  | LinkEvent
  | ActionEvent
  | FaultEvent
  | MeterEvent
  | HeldEvent
  | BooksEvent
  | DisplayEvent
  | ClockEvent
  | StepEvent
  | NoteEvent;

/** An event before the writer has given it its number and time. */
export type Unstamped<E extends TraceEvent = TraceEvent> = E extends TraceEvent
  ? Omit<E, 'seq' | 'at'>
  : never;

export type TraceEnding = 'complete' | 'subject lost' | 'subject unreachable' | 'interrupted' | 'broken';

export interface TraceFooter {
  readonly kind: 'footer';
  readonly at: Instant;
  readonly ended: TraceEnding;
  readonly reason?: string;
  readonly events: number;
}

export interface Trace {
  readonly header: TraceHeader;
  readonly events: readonly TraceEvent[];
  readonly footer: TraceFooter;
}
