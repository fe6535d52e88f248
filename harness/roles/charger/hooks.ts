import type {
  Answer,
  FirmwareStatus,
  IntentOf,
  Refusal,
  Reply,
  RequestKind,
  Sample,
} from '../../dialects/index.ts';
import type { ChargingProfile, CompositeSchedule, InstalledProfile } from '../../energy/index.ts';
import type { Instant } from '../../time/index.ts';
import type { Defect } from '../defect.ts';
import type { FrameHooks } from '../spoiled-link.ts';
import type { Memory } from './memory.ts';
import type { Letter, TransactionKind } from './outbox.ts';

/** What a limit hook may know of the session it spoils. One object per EVSE and power cycle; `notes` is its memory. */
export interface LimitContext {
  readonly at: Instant;
  readonly evse: number;
  /** The most the supply allows, W. */
  readonly supply: number;
  readonly charging: boolean;
  readonly installed: readonly InstalledProfile[];
  readonly notes: Map<string, number>;
  readonly memory: Memory;
}

export interface SampleContext {
  readonly notes: Map<string, number>;
}

/** A way to say something that a station should keep to itself. */
export interface Mouth {
  readonly send: <K extends RequestKind>(intent: IntentOf<K>) => void;
  readonly now: () => Instant;
}

/** What a hook may do besides: speak out of turn, later. */
export interface OutOfTurn {
  readonly ask: <K extends RequestKind>(intent: IntentOf<K>) => Promise<Answer<K>>;
  readonly after: (seconds: number, task: () => void) => void;
  readonly now: () => Instant;
}

/** Where a charger can go wrong. A bug declares some of these; a good charger has none. */
export interface ChargerHooks extends FrameHooks {
  /** Answers in place of the station's judgement. */
  readonly acceptProfile?: (profile: ChargingProfile) => Reply<'sets charging profile'> | undefined;
  /** What is installed of an accepted profile; `undefined`: nothing. */
  readonly storeProfile?: (
    profile: ChargingProfile,
    installed: readonly InstalledProfile[],
  ) => ChargingProfile | undefined;
  /** The limit in W that is applied in place of the right one. */
  readonly limit?: (watts: number, context: LimitContext) => number;
  readonly samples?: (samples: readonly Sample[], context: SampleContext) => readonly Sample[];
  /** At which instant schedules are read, given the right one. */
  readonly scheduleTime?: (at: Instant) => Instant;
  /** Postponement of a change of rate, s, in place of the random one. */
  readonly delay?: () => number;
  readonly composite?: (schedule: CompositeSchedule, supplyLimit: number) => CompositeSchedule;
  /** Transaction messages that are never sent. */
  readonly loses?: (kind: TransactionKind) => boolean;
  readonly transactionId?: (id: string) => string;
  readonly seqNo?: (seqNo: number) => number;
  /** Wait before the next dial, s, in place of the right one; undefined: it never dials again. */
  readonly backOff?: (right: number) => number | undefined;
  /** Sends a BootNotification whenever the link comes back. */
  readonly bootsAtReconnect?: boolean;
  /** Never finds out that a link is open in name only. */
  readonly trustsDeadLinks?: boolean;
  /** What the link's loss does to the station's memory. */
  readonly linkLost?: (memory: Memory) => void;
  /** What a loss of power does to it. */
  readonly powerLost?: (memory: Memory) => void;
  /** What becomes of the messages that wait for the link, before the first of them is sent. */
  readonly outbox?: (waiting: readonly Letter[], now: Instant) => readonly Letter[];
  /** Messages that never get into the queue while there is no link. */
  readonly queues?: (letter: Letter, waiting: readonly Letter[]) => boolean;
  /** Seconds until the next BootNotification after Pending or Rejected, given the right ones; undefined: never. */
  readonly bootRetry?: (right: number) => number | undefined;
  /** The CSMS answered a BootNotification with anything but Accepted. */
  readonly unregistered?: (status: Reply<'boots'>['status'], mouth: Mouth) => void;
  /** Connected, and nothing was said yet. */
  readonly beforeBoot?: (mouth: Mouth) => void;
  /** Goes on as usual where the CSMS did not choose its version. */
  readonly anySubprotocol?: boolean;
  /** What becomes of requests of the CSMS while it is not accepted, in place of the right thing. */
  readonly whilePending?: 'as usual' | 'silence';
  /** Takes no judgement on a profile: refuses the call as such, or stays silent. */
  readonly refusesCall?: (profile: ChargingProfile, evse: number) => Refusal | undefined;
  /** Refuses a remote start. */
  readonly refusesStart?: (intent: IntentOf<'starts remotely'>) => boolean;
  /** A transaction message was delivered. */
  readonly delivered?: (letter: Letter, turn: OutOfTurn) => void;
  /** A profile was installed; `forget` loses all that are. */
  readonly installed?: (forget: () => void, turn: OutOfTurn) => void;
  /** Whether it takes the 1.6 transaction id from the answer to this start. */
  readonly learnsId?: (letter: Letter) => boolean;
  /** Whether a session may begin now. */
  readonly begins?: (memory: Memory) => boolean;
  readonly firmwareStatus?: (right: FirmwareStatus) => FirmwareStatus;
  /** Installs, and boots, whatever runs. */
  readonly installsAtOnce?: boolean;
  /** Installs what it could not get, or what is not signed as it must be. */
  readonly installsAnything?: boolean;
  /** What an update does to its memory. */
  readonly firmwareInstalled?: (memory: Memory) => void;
  /** Which profiles a clear may take. */
  readonly clears?: (profile: ChargingProfile) => boolean;
  /** What a second system is: told that it steers nothing (undefined), obeyed like the first, or deceived. */
  readonly portal?: 'obeyed' | 'deceived';
  /** A car is plugged in again. */
  readonly replugged?: (installed: readonly InstalledProfile[]) => readonly InstalledProfile[];
}

/** A liar: a good charger but for these hooks. */
export interface ChargerBug extends Defect {
  readonly hooks: ChargerHooks;
}

/**
 * A limitation or habit that a charger has by right or by accident, which a CSMS must cope with; the charger is played,
 * not judged. Made anew for each charger, so that it can count.
 */
export interface ChargerTrait {
  readonly id: string;
  readonly title: string;
  /** Where such a charger was seen. */
  readonly source?: string;
  readonly hooks: () => ChargerHooks;
}

/** One set of hooks out of several bugs; where two spoil the same thing, the last one wins. */
export const joinHooks = (hooks: readonly ChargerHooks[]): ChargerHooks =>
  Object.assign({}, ...hooks) as ChargerHooks;
