import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../time/index.ts';
import {
  composite,
  volts,
  wholeSeconds,
  type ChargingProfile,
  type InstalledProfile,
  type StationModel,
} from './index.ts';

/**
 * A second evaluator, written from the rules alone and one second at a time: it shares nothing with the oracle, so
 * that a slip in one shows against the other.
 */
const T0 = Date.parse('2026-01-14T00:00:00Z');
const MAX = 'ChargingStationMaxProfile';

const limitOf = (
  profile: ChargingProfile,
  second: number,
  transaction: number | undefined,
  now: number,
): number | undefined => {
  const t = T0 + second * 1000;
  if (profile.validFrom !== undefined && t < profile.validFrom) return undefined;
  if (profile.validTo !== undefined && t >= profile.validTo) return undefined;
  const [schedule] = profile.schedules;
  let start: number;
  if (profile.kind === 'Relative') start = transaction ?? now;
  else start = ((schedule.start ?? 0) - T0) / 1000;
  if (second < start) return undefined;
  let into = second - start;
  if (profile.kind === 'Recurring') into %= profile.recurrency === 'Weekly' ? 604_800 : 86_400;
  if (schedule.duration !== undefined && into >= schedule.duration) return undefined;
  let limit: number | undefined;
  for (const period of schedule.periods) if (period.start <= into) limit = period.limit;
  return limit;
};

const naive = (station: StationModel, second: number, now: number): number | undefined => {
  const transaction = station.transactions[0];
  const begun = transaction === undefined ? undefined : (transaction.start - T0) / 1000;
  const lead = (wanted: (installed: InstalledProfile) => boolean): number | undefined =>
    station.profiles
      .filter(wanted)
      .map(({ profile }) => ({ level: profile.stackLevel, limit: limitOf(profile, second, begun, now) }))
      .filter((each) => each.limit !== undefined)
      .sort((a, b) => b.level - a.level)[0]?.limit;
  const cap = lead(({ profile }) => profile.purpose === MAX);
  const own = transaction === undefined ? undefined : lead(({ profile }) => profile.purpose === 'TxProfile');
  const onConnector = station.profiles.some(
    (each) => each.evse === 1 && each.profile.purpose === 'TxDefaultProfile',
  );
  const byDefault = lead(
    ({ evse, profile }) =>
      profile.purpose === 'TxDefaultProfile' && (station.rules !== 'ocpp1.6' || !onConnector || evse === 1),
  );
  const said = [cap, own ?? byDefault].filter((each) => each !== undefined);
  return said.length === 0 ? undefined : Math.min(...said);
};

const second = fc.integer({ min: 0, max: 900 });
const anyProfile = fc
  .record({
    purpose: fc.constantFrom<ChargingProfile['purpose'][]>(MAX, 'TxDefaultProfile', 'TxProfile'),
    kind: fc.constantFrom<('Absolute' | 'Recurring' | 'Relative')[]>('Absolute', 'Recurring', 'Relative'),
    weekly: fc.boolean(),
    // A recurrence that ends and begins again inside the window, too.
    start: fc.integer({ min: -86_900, max: 900 }),
    duration: fc.option(fc.integer({ min: 1, max: 87_000 }), { nil: undefined }),
    validFrom: fc.option(second, { nil: undefined }),
    validTo: fc.option(second, { nil: undefined }),
    offsets: fc.uniqueArray(fc.integer({ min: 1, max: 86_399 }), { maxLength: 6 }),
    near: fc.uniqueArray(fc.integer({ min: 1, max: 900 }), { maxLength: 4 }),
    limits: fc.array(fc.integer({ min: 0, max: 32 }), { minLength: 12, maxLength: 12 }),
    station: fc.boolean(),
  })
  .map((drawn) => {
    const kind = drawn.purpose === MAX && drawn.kind === 'Relative' ? 'Absolute' : drawn.kind;
    const starts = [...new Set([0, ...drawn.offsets, ...drawn.near])].sort((a, b) => a - b);
    return { drawn, kind, starts };
  });

const stationOf = (
  rules: StationModel['rules'],
  drawn: readonly (typeof anyProfile extends fc.Arbitrary<infer T> ? T : never)[],
  transaction: number | undefined,
): StationModel => {
  const profiles = drawn.map(({ drawn: it, kind, starts }, index): InstalledProfile => ({
    evse: it.purpose === MAX ? 0 : it.purpose === 'TxDefaultProfile' && it.station ? 0 : 1,
    profile: {
      id: index,
      // Levels differ: equal ones are refused when a profile is set.
      stackLevel: index,
      purpose: it.purpose,
      kind,
      ...(kind === 'Recurring' ? { recurrency: it.weekly ? ('Weekly' as const) : ('Daily' as const) } : {}),
      ...(it.validFrom === undefined ? {} : { validFrom: instant(T0 + it.validFrom * 1000) }),
      ...(it.validTo === undefined ? {} : { validTo: instant(T0 + it.validTo * 1000) }),
      schedules: [
        {
          ...(kind === 'Relative' ? {} : { start: instant(T0 + it.start * 1000) }),
          ...(it.duration === undefined ? {} : { duration: wholeSeconds(it.duration) }),
          unit: 'A',
          periods: starts.map((start, at) => ({
            start: wholeSeconds(start),
            limit: it.limits[at] ?? 0,
            phases: 1 as const,
          })),
        },
      ],
    },
  }));
  return {
    rules,
    evses: 1,
    voltage: volts(230),
    phases: 1,
    profiles,
    transactions:
      transaction === undefined ? [] : [{ evse: 1, id: 't', start: instant(T0 + transaction * 1000) }],
  };
};

describe('the oracle against a naive evaluator', () => {
  it.each(['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const)(
    'agrees at every second of random stacks in %s',
    (rules) => {
      fc.assert(
        fc.property(
          fc.array(anyProfile, { maxLength: 6 }),
          fc.option(fc.integer({ min: -300, max: 300 }), { nil: undefined }),
          fc.integer({ min: 0, max: 300 }),
          (drawn, begun, from) => {
            const transaction = begun === undefined ? undefined : Math.min(begun, from);
            const model = stationOf(rules, drawn, transaction);
            const { periods } = composite(model, {
              evse: 1,
              start: instant(T0 + from * 1000),
              duration: wholeSeconds(600),
              unit: 'A',
            });
            for (let offset = 0; offset < 600; offset++) {
              const said = periods.findLast((period) => period.start <= offset)?.limit;
              expect([offset, said]).toEqual([offset, naive(model, from + offset, from)]);
            }
          },
        ),
        { numRuns: 150, seed: 20_260_114 },
      );
    },
  );
});
