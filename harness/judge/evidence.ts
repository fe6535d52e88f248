import { powerSamples, registerSamples, samplesOf } from '../dialects/index.ts';
import type { Instant } from '../time/index.ts';
import type { Facts } from './facts.ts';

/** Power at an instant (`from` equals `to`), or its mean over an interval between two register readings. */
export interface Metered {
  readonly from: Instant;
  readonly to: Instant;
  readonly watts: number;
  readonly seq: number;
}

export interface RegisterReading {
  readonly at: Instant;
  readonly wattHours: number;
  readonly seq: number;
}

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

const MOST = 200_000;

const byTime = <T extends { readonly at: Instant }>(readings: readonly T[]): readonly T[] => {
  const seen = new Set<number>();
  return readings
    .toSorted((a, b) => a.at - b.at)
    .filter(({ at }) => (seen.has(at) ? false : seen.add(at) !== undefined))
    .slice(0, MOST);
};

/** The EVSE of the night: the first that had a transaction, else the first that sent samples. */
const evseOf = ({ transactions, exchanges }: Facts): number => {
  if (transactions[0] !== undefined) return transactions[0].evse;
  const first = exchanges.find(({ intent }) => intent !== undefined && samplesOf(intent).length > 0);
  return first?.intent !== undefined && 'evse' in first.intent ? (first.intent.evse ?? 1) : 1;
};

const reported = (
  facts: Facts,
): readonly { readonly seq: number; readonly samples: ReturnType<typeof samplesOf> }[] => {
  const evse = evseOf(facts);
  return facts.exchanges.flatMap(({ from, intent, seq }) =>
    from === 'charger' && intent !== undefined && 'samples' in intent && intent.evse === evse
      ? [{ seq, samples: samplesOf(intent) }]
      : [],
  );
};

/**
 * A register that ran by another clock, as it would stand had each stretch lasted as long as the night's: between two
 * readings, energy grows as time was compressed. Power is untouched.
 */
const stretched = (facts: Facts, readings: readonly RegisterReading[]): readonly RegisterReading[] => {
  const { course } = facts;
  const [first] = readings;
  if (course === undefined || facts.trace.header.timeMode !== 'rebased' || first === undefined)
    return readings;
  let total = first.wattHours;
  return readings.map((reading, index) => {
    const before = readings[index - 1];
    if (before === undefined || reading.at <= before.at) return { ...reading, wattHours: total };
    const lived = course.toHost(reading.at) - course.toHost(before.at);
    total += ((reading.wattHours - before.wattHours) * (reading.at - before.at)) / lived;
    return { ...reading, wattHours: total };
  });
};

/** Readings of the imported-energy register, by the charger's own timestamps; an independent meter's before its. */
export const registersOf = (facts: Facts): readonly RegisterReading[] => {
  const independent = facts.trace.events.flatMap((event) =>
    event.kind === 'meter' && event.by === 'independent'
      ? [{ at: event.at, wattHours: event.wattHours, seq: event.seq }]
      : [],
  );
  if (independent.length > 1) return stretched(facts, byTime(independent));
  const readings = byTime(
    reported(facts).flatMap(({ seq, samples }) =>
      registerSamples(samples).map(({ at, value }) => ({ at, wattHours: value, seq })),
    ),
  );
  return stretched(facts, readings);
};

/** All evidence of power: an independent meter, else power samples, else means between register readings. */
export const meteredOf = (facts: Facts): readonly Metered[] => {
  const point = ({
    at,
    watts,
    seq,
  }: {
    readonly at: Instant;
    readonly watts: number;
    readonly seq: number;
  }) => ({
    from: at,
    to: at,
    watts,
    seq,
  });
  const independent = facts.trace.events.flatMap((event) =>
    event.kind === 'meter' && event.by === 'independent' ? [event] : [],
  );
  if (independent.length > 0) return byTime(independent).map(point);
  const powers = reported(facts).flatMap(({ seq, samples }) =>
    powerSamples(samples).map(({ at, value }) => ({ at, watts: value, seq })),
  );
  if (powers.length > 0) return byTime(powers).map(point);
  const registers = registersOf(facts);
  return registers.flatMap((reading, index) => {
    const before = registers[index - 1];
    if (before === undefined || reading.at <= before.at) return [];
    const watts = ((reading.wattHours - before.wattHours) * 3_600_000) / (reading.at - before.at);
    return [{ from: before.at, to: reading.at, watts, seq: reading.seq }];
  });
};

/** Time that the clock jumped over: nobody lived it. */
export const jumpsOf = ({ trace }: Facts): readonly Span[] =>
  trace.events.flatMap((event) =>
    event.kind === 'clock' && event.what === 'jumped' && event.to !== undefined && event.to > event.at
      ? [{ from: event.at, to: event.to }]
      : [],
  );

/** `span` without `holes`. */
export const without = (span: Span, holes: readonly Span[]): readonly Span[] => {
  let left: readonly Span[] = [span];
  for (const hole of holes) {
    left = left.flatMap(({ from, to }) =>
      hole.to <= from || hole.from >= to
        ? [{ from, to }]
        : [
            { from, to: hole.from },
            { from: hole.to, to },
          ].filter((part) => part.to > part.from),
    );
  }
  return left;
};
