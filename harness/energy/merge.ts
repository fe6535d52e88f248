import { instant, type Instant } from '../time/index.ts';
import { lookAt, type InForce } from './in-force.ts';
import type { InstalledProfile, ProfilePurpose, RateUnit } from './profile.ts';
import type { AllowedRate, Reading, StationModel } from './station.ts';
import type { Phases } from './units.ts';

/** One purpose's say at a moment, in the unit of its own schedule. */
interface Leading {
  readonly limit: number | undefined;
  readonly unit: RateUnit;
  /** numberPhases of the period; default 3 (`16.SC.20`, `ocpp201:K01.FR.49`). */
  readonly phases: Phases;
}

/** A rate and the first moment at which it may have changed. */
export interface Merged extends AllowedRate {
  readonly until: Instant;
}

const FOREVER = instant(8.64e15);

const convert = (value: number, from: RateUnit, to: RateUnit, phases: number, voltage: number): number =>
  from === to ? value : from === 'W' ? value / (voltage * phases) : value * voltage * phases;

class Merger {
  until: Instant = FOREVER;
  readonly station: StationModel;
  readonly at: Instant;
  readonly now: Instant;
  readonly reading: Reading;

  constructor(station: StationModel, at: Instant, now: Instant, reading: Reading) {
    this.station = station;
    this.at = at;
    this.now = now;
    this.reading = reading;
  }

  /** The profile with the highest stackLevel that has a period now; a hole lets the next level through. */
  leading(
    purpose: ProfilePurpose,
    evse: number,
    owned: (installed: InstalledProfile) => boolean,
  ): Leading | undefined {
    let best: { level: number; found: InForce; unit: RateUnit } | undefined;
    for (const installed of this.station.profiles) {
      const { profile } = installed;
      if (profile.purpose !== purpose || !owned(installed)) continue;
      const look = lookAt(profile, this.station, evse, this.at, this.now, this.reading);
      if (look.until < this.until) this.until = look.until;
      if (look.period === undefined || (best !== undefined && profile.stackLevel <= best.level)) continue;
      best = { level: profile.stackLevel, found: look, unit: profile.schedules[0].unit };
    }
    if (best === undefined) return undefined;
    return { limit: best.found.period.limit, unit: best.unit, phases: best.found.period.phases ?? 3 };
  }

  /** Priority, else the transaction's own, else the default (`ocpp201:K02.FR.04`, `.08`, `16.SC.05`). */
  transactionLevel(evse: number): Leading | undefined {
    const transaction = this.station.transactions.find((each) => each.evse === evse);
    const mine = (installed: InstalledProfile): boolean => installed.evse === evse || installed.evse === 0;
    if (this.station.rules === 'ocpp2.1') {
      const priority = this.leading('PriorityCharging', evse, mine);
      if (priority !== undefined) return priority;
    }
    if (transaction !== undefined) {
      const own = this.leading('TxProfile', evse, (installed) => {
        const { transactionId } = installed.profile;
        return installed.evse === evse && (transactionId === undefined || transactionId === transaction.id);
      });
      if (own !== undefined) return own;
    }
    const isDefaultHere = (installed: InstalledProfile): boolean =>
      installed.evse === evse && installed.profile.purpose === 'TxDefaultProfile';
    // 1.6: a default on the connector replaces that of connector 0, whatever the levels (`16.SC.02`).
    const hasOwn = this.station.rules === 'ocpp1.6' && this.station.profiles.some(isDefaultHere);
    return this.leading('TxDefaultProfile', evse, hasOwn ? (installed) => installed.evse === evse : mine);
  }

  caps(): readonly (Leading | undefined)[] {
    const station = (installed: InstalledProfile): boolean => installed.evse === 0;
    const max = this.leading('ChargingStationMaxProfile', 0, station);
    const external =
      this.station.rules === 'ocpp1.6'
        ? undefined
        : this.leading('ChargingStationExternalConstraints', 0, station);
    return [max, external];
  }

  generation(unit: RateUnit): number {
    if (this.station.rules !== 'ocpp2.1') return 0;
    const local = this.leading('LocalGeneration', 0, (installed) => installed.evse === 0);
    if (local?.limit === undefined) return 0;
    return convert(local.limit, local.unit, unit, local.phases, this.station.voltage);
  }

  /** Least of what is said, in one unit; the phases are the fewest that apply (`ocpp21:K01.FR.140`). */
  least(
    parts: readonly (Leading | undefined)[],
    unit: RateUnit,
  ): { limit: number | undefined; phases: Phases } {
    let phases: Phases = 3;
    let said = false;
    for (const part of parts) {
      if (part === undefined) continue;
      said = true;
      if (part.phases < phases) phases = part.phases;
    }
    if (!said) return { limit: undefined, phases: this.station.phases };
    let limit: number | undefined;
    for (const part of parts) {
      if (part?.limit === undefined) continue;
      const by = this.reading.phaseConversion === 'merged' ? phases : part.phases;
      const value = convert(part.limit, part.unit, unit, by, this.station.voltage);
      if (limit === undefined || value < limit) limit = value;
    }
    return { limit, phases };
  }
}

/**
 * What the installed profiles allow at `at` (knowledge/protocol.md §8.3 to §8.6). EVSE 0 is the sum over the EVSEs,
 * capped by the station's own limits.
 */
export const merge = (
  station: StationModel,
  evse: number,
  at: Instant,
  unit: RateUnit,
  now: Instant,
  reading: Reading,
): Merged => {
  const merger = new Merger(station, at, now, reading);
  const caps = merger.caps();
  if (evse > 0) {
    const { limit, phases } = merger.least([...caps, merger.transactionLevel(evse)], unit);
    const extra = limit === undefined ? 0 : merger.generation(unit);
    return { limit: limit === undefined ? undefined : limit + extra, unit, phases, until: merger.until };
  }
  let sum: number | undefined = 0;
  let most: Phases = 1;
  let any = false;
  for (let each = 1; each <= station.evses; each++) {
    const own = merger.transactionLevel(each);
    if (own === undefined) {
      sum = undefined;
      continue;
    }
    any = true;
    if (own.phases > most) most = own.phases;
    const value =
      own.limit === undefined ? undefined : convert(own.limit, own.unit, unit, own.phases, station.voltage);
    sum = sum === undefined || value === undefined ? undefined : sum + value;
  }
  const total: Leading | undefined = any ? { limit: sum, unit, phases: most } : undefined;
  const { limit, phases } = merger.least([...caps, total], unit);
  return { limit, unit, phases, until: merger.until };
};
