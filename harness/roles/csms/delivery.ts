import type { ChargingProfile, ProfilePurpose, RateUnit } from '../../energy/index.ts';
import { seconds, type Millis } from '../../time/index.ts';
import type { CsmsHooks } from './hooks.ts';
import type { Ask } from './station-facts.ts';

/** One way to put the same plan. */
export interface Way {
  readonly unit: RateUnit;
  readonly stackLevel: number;
  readonly purpose: ProfilePurpose;
}

export interface Errand {
  readonly evse: number;
  /** The plan as it stands when it is sent; undefined: there is nothing to send any more. */
  readonly profile: (way: Way) => ChargingProfile | undefined;
  /** Ways that may be taken, the best first. */
  readonly ways: readonly Way[];
  readonly accepted: (profile: ChargingProfile, way: Way) => void;
  readonly refused: (why: 'rejected' | 'not supported') => void;
  /** Nobody was there: it is owed until the station is back. */
  readonly owed: () => void;
}

export interface Delivery {
  /** A newer errand of the same name takes the place of one that still waits. */
  send(name: string, errand: Errand): void;
  drop(name: string): void;
}

/** A refused plan is tried again, ever more rarely; a station that is busy with a start takes it a moment later. */
const AGAIN = [5, 15, 30, 60, 120, 300, 600, 900, 900, 900];
const AFTER_SILENCE = 2;

/** Brings plans to a station, and does not take the first no for an answer. */
export const createDelivery = (
  ask: Ask,
  hooks: CsmsHooks,
  schedule: (name: string, wait: Millis, task: () => void) => void,
): Delivery => {
  const current = new Map<string, number>();
  let errands = 0;
  let stuck = false;

  const attempt = async (
    name: string,
    mine: number,
    errand: Errand,
    tries: number,
    way = 0,
  ): Promise<void> => {
    const chosen = errand.ways[way] ?? errand.ways[0];
    if (chosen === undefined || current.get(name) !== mine || stuck) return;
    const profile = errand.profile(chosen);
    if (profile === undefined) return;
    const again = (wait: number): void =>
      schedule(`again ${name}`, seconds(wait), () => void attempt(name, mine, errand, tries + 1));
    const evse =
      hooks.evse?.(errand.evse) ?? (chosen.purpose === 'ChargingStationMaxProfile' ? 0 : errand.evse);
    const answer =
      hooks.clears?.(profile) === true
        ? await ask({ kind: 'clears charging profile', filter: { evse, purpose: profile.purpose } })
        : await ask({ kind: 'sets charging profile', evse, profile });
    if (answer.kind === 'timeout' && hooks.waitsForEver === true) stuck = true;
    if (current.get(name) !== mine || stuck) return;
    if (answer.kind === 'reply' && answer.reply.status === 'Accepted') {
      errand.accepted(profile, chosen);
      return;
    }
    // Nobody is there: the plan goes out again when the station is back.
    if (answer.kind === 'closed' || hooks.neverRetries === true) {
      if (answer.kind === 'closed') errand.owed();
      else errand.refused('rejected');
      return;
    }
    if (answer.kind === 'timeout') {
      if (tries < AGAIN.length) again(AFTER_SILENCE);
      return;
    }
    const unsupported =
      (answer.kind === 'error' && ['NotSupported', 'NotImplemented'].includes(answer.code)) ||
      (answer.kind === 'reply' && answer.reply.status === 'NotSupported');
    if (way + 1 < errand.ways.length) {
      await attempt(name, mine, errand, tries, way + 1);
      return;
    }
    errand.refused(unsupported ? 'not supported' : 'rejected');
    const wait = AGAIN[tries];
    if (!unsupported && wait !== undefined) again(wait);
  };

  return {
    send(name, errand) {
      errands += 1;
      current.set(name, errands);
      void attempt(name, errands, errand, 0);
    },
    drop(name) {
      current.delete(name);
    },
  };
};
