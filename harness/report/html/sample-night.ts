import { pence, watts } from '../../energy/index.ts';
import type { Scenario } from '../../suite/index.ts';
import { minutes, plus } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import { hostile, when } from '../sample.ts';
import type { MessageInput, NightInput, NightToRender } from './night-input.ts';

/** A made-up winter night for this room's tests: cheap from 23:30 to 05:30; the failing car starts at once. */

const from = when('2026-01-14T20:55:00Z');
const to = when('2026-01-15T07:15:00Z');
const open = when('2026-01-14T23:30:00Z');
const shut = when('2026-01-15T05:30:00Z');
const place = { file: 'suites/overnight/OVN-001-night.yaml', line: 46, column: 5 };

const powerAt = (at: Instant, fails: boolean): number => {
  if (at < when('2026-01-14T21:02:00Z') || at >= shut) return 0;
  const cheap = at >= open ? 7360 : 0;
  return fails && at < when('2026-01-14T22:05:00Z') && at >= when('2026-01-14T21:07:00Z') ? 7360 : cheap;
};

export const sampleNight = (fails: boolean): NightInput => {
  const metered = Array.from({ length: 615 }, (_, at) => plus(from, minutes(at)))
    .filter((at) => at < when('2026-01-15T02:00:00Z') || at > when('2026-01-15T02:40:00Z'))
    .map((at, index) => ({ at, watts: powerAt(at, fails), seq: 30 + index * 2 }));
  const row = (start: Instant, end: Instant, power: number): NightInput['rows'][number] => ({
    from: start,
    to: end,
    power: watts(power),
    tolerance: watts(power === 0 ? 100 : 250),
    mode: 'equals',
    place,
  });
  const messages: MessageInput[] = [
    {
      at: from,
      seq: 1,
      from: 'charger',
      label: 'BootNotification',
      kind: 'call',
      detail: '{"vendor":"ACME"}',
    },
    {
      at: plus(from, minutes(6)),
      seq: 14,
      from: 'csms',
      label: 'SetChargingProfile',
      kind: 'call',
      detail: '{"chargingProfile":{"stackLevel":1,"chargingSchedule":[{"chargingRateUnit":"W"}]}}',
    },
    {
      at: plus(from, minutes(6)),
      seq: 20,
      from: 'charger',
      label: 'SetChargingProfile',
      kind: 'result',
      detail: '{"status":"Accepted"}',
    },
    ...metered.map((sample): MessageInput => ({
      at: sample.at,
      seq: sample.seq,
      from: 'charger',
      label: 'MeterValues',
      kind: 'call',
      detail: JSON.stringify({ power: sample.watts, text: hostile }),
    })),
  ];
  return {
    from,
    to,
    zone: 'Europe/London',
    metered,
    allowed: [
      { at: from, watts: Number.POSITIVE_INFINITY },
      { at: plus(from, minutes(6)), watts: 0 },
      { at: open, watts: 7400 },
      { at: shut, watts: 0 },
    ],
    rows: [row(when('2026-01-14T21:02:00Z'), open, 0), row(open, shut, 7360), row(shut, to, 0)],
    bands: [
      { from, to: open, band: 'standard', price: pence(30.1), offPeak: false },
      { from: open, to: shut, band: 'off-peak', price: pence(7), offPeak: true },
      { from: shut, to: when('2026-01-15T06:30:00Z'), band: 'standard', price: pence(30.1), offPeak: false },
      { from: when('2026-01-15T06:30:00Z'), to, band: 'peak', price: pence(42), offPeak: false },
    ],
    planChanges: [
      { at: plus(from, minutes(6)), seq: 14, label: `plan for the night ${hostile}` },
      { at: plus(from, minutes(9)), seq: 20, label: 'the same plan again' },
    ],
    faults: [{ from: when('2026-01-15T01:00:00Z'), to: when('2026-01-15T01:30:00Z'), label: 'link lost' }],
    jumps: [{ from: when('2026-01-15T02:00:00Z'), to: when('2026-01-15T02:40:00Z') }],
    displays: [{ at: plus(from, minutes(10)), text: `Charging at 23:30 ${hostile}` }],
    messages,
  };
};

export const sampleNights = (
  keys: readonly string[],
  fails: (key: string) => boolean,
): ReadonlyMap<string, NightToRender> =>
  new Map(
    keys.map((key) => [
      key,
      {
        scenario: { why: 'The driver paid for the cheap window.' } as unknown as Scenario,
        night: sampleNight(fails(key)),
      },
    ]),
  );
