import type { Sample } from '../../dialects/index.ts';
import type { Defect } from '../defect.ts';
import type { Caller, Door, ServerTls } from '../../wire/index.ts';
import type { Registration } from '../role.ts';
import type { FrameHooks } from '../spoiled-link.ts';
import type { Instant } from '../../time/index.ts';
import type { ChargingProfile, PlanStyle, Tariff } from '../../energy/index.ts';
import type { Books, BookedSession } from '../role.ts';

/** Where a supplier can go wrong. A bug declares some of these; a good supplier has none. */
export interface CsmsHooks extends FrameHooks {
  /** The profile that is sent in place of the right one; `undefined`: none. */
  readonly profile?: (profile: ChargingProfile, tariff: Tariff) => ChargingProfile | undefined;
  readonly style?: (style: PlanStyle) => PlanStyle;
  /** On which EVSE a profile is put. */
  readonly evse?: (evse: number) => number;
  /** The profile that goes with a remote start. */
  readonly startProfile?: (profile: ChargingProfile, transactions: number) => ChargingProfile | undefined;
  /** The token of a remote start. */
  readonly token?: string;
  /** A profile like this takes the plans back in place of setting one. */
  readonly clears?: (profile: ChargingProfile) => boolean;
  /** Wait before a plan is sent, s. */
  readonly sendAfter?: number;
  readonly ignoresTariffs?: boolean;
  /** What is kept of a tariff that is learned, given the one before. */
  readonly learns?: (learned: Tariff, before: Tariff, now: Instant) => Tariff;
  /** How long it takes to hear of a tariff, s. */
  readonly hearsAfter?: number;
  readonly ignoresReplug?: boolean;
  readonly ignoresUnits?: boolean;
  /** Whether somebody is let in, given the right answer. */
  readonly door?: (right: Door, caller: Caller) => Door;
  /** What it asks of those who come with TLS, given the right things. */
  readonly tls?: (right: ServerTls) => ServerTls;
  readonly registration?: (right: Registration) => Registration;
  /** False: stations that are activated while they wait stay unknown. */
  readonly activates?: boolean;
  /** Answers a station that never booted as if it had. */
  readonly anybody?: boolean;
  /** Takes the station's own word for how many periods it takes and how high a level, or not. */
  readonly ignoresLimits?: boolean;
  /** A plan begins now, not a little before. */
  readonly beginsNow?: boolean;
  readonly noDefault?: boolean;
  readonly neverRetries?: boolean;
  readonly waitsForEver?: boolean;
  readonly neverRenews?: boolean;
  readonly neverVerifies?: boolean;
  /** Reads the numbers of a composite schedule in the unit that it asked for, whatever the answer says. */
  readonly assumesUnit?: boolean;
  /** Plans when the cable is plugged, before there is a transaction, and never again. */
  readonly plansAtPlug?: boolean;
  /** Changes of a running session go out as a default profile. */
  readonly changesDefault?: boolean;
  /** Forgets to plan once its driver has asked for power at once. */
  readonly stopsAfterBoost?: boolean;
  readonly ignoresMeter?: boolean;
  /** Asks the station something as soon as the socket is open. */
  readonly hasty?: boolean;
  /** Cuts a station that was silent for so many seconds. */
  readonly cutsAfter?: number;
  /** Triggers meter values every so many seconds. */
  readonly triggersEvery?: number;
  /** Sets the station's measurands to these. */
  readonly measurands?: string;
  /** What is heard of samples, before anything is done with them. */
  readonly samples?: (samples: readonly Sample[]) => readonly Sample[];
  /** A limit, A, that is taken from what was heard, for ever after. */
  readonly adopts?: (samples: readonly Sample[]) => number | undefined;
  readonly transactionId?: (id: string) => string;
  /** Ends whatever runs, whatever id is said. */
  readonly endsAnything?: boolean;
  readonly revives?: boolean;
  /** A call that is answered with CALLERROR, or not at all. */
  readonly refuses?: (
    kind: string,
    facts: object,
  ) => 'FormatViolation' | 'InternalError' | 'NotSupported' | 'silence' | undefined;
  readonly bill?: (
    session: BookedSession,
    parts: { readonly meterStart: number; readonly meterStop: number | undefined; readonly standard: number },
  ) => BookedSession;
  readonly books?: (books: Books) => Books;
  /** Takes the plan for granted when a link comes back. */
  readonly ignoresReconnect?: boolean;
  /** Keeps every connection of one identity, and says everything on each. */
  readonly speaksToAll?: boolean;
  /** A start that is sent again is a new transaction. */
  readonly booksTwice?: boolean;
  /** When energy is booked, in place of the time that its message tells. */
  readonly bookedAt?: (now: Instant) => Instant;
  /** Refuses transaction messages of this age, ms. */
  readonly refusesOlderThan?: (age: number) => boolean;
}

export interface CsmsBug extends Defect {
  readonly hooks: CsmsHooks;
}
