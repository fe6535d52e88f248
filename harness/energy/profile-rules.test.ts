import { describe, expect, it } from 'vitest';
import { instant } from '../time/index.ts';
import {
  allowedWatts,
  profileProblems,
  volts,
  wholeSeconds,
  type ChargingProfile,
  type Rules,
} from './index.ts';
import { amps } from './units.ts';

const START = instant(Date.UTC(2026, 0, 14, 21));
const schedule = {
  start: START,
  unit: 'W',
  periods: [
    { start: wholeSeconds(0), limit: 0 },
    { start: wholeSeconds(9000), limit: 7360 },
  ],
} as const;
const profile: ChargingProfile = {
  id: 1,
  stackLevel: 0,
  purpose: 'TxProfile',
  kind: 'Absolute',
  transactionId: 'T',
  schedules: [schedule],
};
const problems = (
  more: Partial<ChargingProfile>,
  rules: Rules = 'ocpp2.0.1',
  evse = 1,
): readonly (readonly [string, string | undefined])[] =>
  profileProblems(
    { ...profile, ...more },
    { rules, evse, units: ['W'], transactions: [{ evse: 1, id: 'T' }] },
  ).map(({ problem, requirement }) => [problem, requirement]);
const without = ({ start: _start, ...rest }: typeof schedule) => rest;

describe('the form of a profile', () => {
  it('is right', () => {
    for (const rules of ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const) expect(problems({}, rules)).toEqual([]);
    expect(problems({ kind: 'Relative', schedules: [without(schedule)] })).toEqual([]);
  });

  it('without a start: relative to the charging in 1.6, wrong in 2.x', () => {
    const bare = { schedules: [without(schedule)] as const };
    expect(problems(bare, 'ocpp1.6')).toEqual([]);
    expect(problems(bare)).toEqual([['Absolute without a startSchedule', 'ocpp201:K01.FR.40']]);
    expect(problems({ ...bare, kind: 'Recurring', recurrency: 'Daily' }, 'ocpp1.6')).toEqual([
      ['Recurring without a startSchedule', 'ocpp16:SC.13'],
    ]);
    const supply = { voltage: volts(230), phases: 1, fuse: amps(32) } as const;
    const allowed = (after: number): number =>
      allowedWatts(
        {
          rules: 'ocpp1.6',
          evses: 1,
          voltage: volts(230),
          phases: 1,
          profiles: [{ evse: 1, profile: { ...profile, ...bare } }],
          transactions: [{ evse: 1, id: 'T', start: START }],
        },
        1,
        instant(START + after * 1000),
        supply,
      );
    expect([allowed(60), allowed(9060)]).toEqual([0, 7360]);
  });

  it.each<[string, Partial<ChargingProfile>, Rules, number, string, string | undefined]>([
    [
      'a late first period',
      { schedules: [{ ...schedule, periods: [{ start: wholeSeconds(60), limit: 0 }] }] },
      'ocpp1.6',
      1,
      'the first period does not start at 0',
      'ocpp16:SC.18',
    ],
    [
      'periods out of order',
      { schedules: [{ ...schedule, periods: [...schedule.periods, { start: wholeSeconds(60), limit: 0 }] }] },
      'ocpp2.1',
      1,
      'the periods are not in ascending order',
      'ocpp201:K01.FR.35',
    ],
    [
      'a negative limit',
      { schedules: [{ ...schedule, periods: [{ start: wholeSeconds(0), limit: -1 }] }] },
      'ocpp2.0.1',
      1,
      'a limit is missing or negative',
      undefined,
    ],
    [
      'Recurring without recurrencyKind',
      { kind: 'Recurring' },
      'ocpp1.6',
      1,
      'Recurring without recurrencyKind',
      'ocpp16:SC.14',
    ],
    [
      'another transaction',
      { transactionId: 'U' },
      'ocpp2.0.1',
      1,
      'TxProfile for another transaction',
      'ocpp201:K01.FR.33',
    ],
    ['EVSE 0', {}, 'ocpp2.0.1', 0, 'TxProfile on EVSE 0', 'ocpp201:K01.FR.16'],
    ['no transaction', {}, 'ocpp1.6', 2, 'TxProfile without a transaction', 'ocpp16:SC.03'],
    [
      'a station maximum on an EVSE',
      { purpose: 'ChargingStationMaxProfile' },
      'ocpp2.0.1',
      1,
      'ChargingStationMaxProfile is only for EVSE 0',
      'ocpp201:K04.FR.03',
    ],
    [
      'a unit that is not taken',
      { schedules: [{ ...schedule, unit: 'A' }] },
      'ocpp2.0.1',
      1,
      'the station does not take A',
      'ocpp201:K01.FR.26',
    ],
  ])('is wrong: %s', (_, more, rules, evse, problem, requirement) => {
    expect(problems(more, rules, evse)).toEqual([[problem, requirement]]);
  });

  it('a Relative station maximum is wrong in 2.x alone', () => {
    const more: Partial<ChargingProfile> = {
      purpose: 'ChargingStationMaxProfile',
      kind: 'Relative',
      schedules: [without(schedule)],
    };
    expect(problems(more, 'ocpp1.6', 0)).toEqual([]);
    expect(problems(more, 'ocpp2.0.1', 0)).toEqual([
      ['a station maximum cannot be Relative', 'ocpp201:K01.FR.38'],
    ]);
  });
});
