import { describe, expect, it } from 'vitest';
import { hours, instant, plus } from '../time/index.ts';
import {
  amps,
  costOf,
  parseTimeOfDay,
  pence,
  planProfile,
  volts,
  wattHours,
  watts,
  windows,
  type PlanStyle,
  type Tariff,
} from './index.ts';

const tariff = (clock: 'local' | 'utc', from: string, to: string): Tariff => ({
  id: 't',
  name: 'T',
  zone: 'Europe/London',
  clock,
  bands: [
    { name: 'off-peak', from: parseTimeOfDay(from) ?? 0, to: parseTimeOfDay(to) ?? 0, price: pence(7) },
  ],
  standard: pence(28),
});
const at = (text: string): ReturnType<typeof instant> => instant(Date.parse(text));

/** knowledge/uk-tariffs.md §1.3 */
describe('off-peak windows', () => {
  it.each([
    ['local', '23:30', '05:30', '2026-01-14', 6, '23:30'],
    ['local', '23:30', '05:30', '2026-03-28', 5, '23:30'],
    ['local', '23:30', '05:30', '2026-10-24', 7, '22:30'],
    ['local', '00:30', '05:30', '2026-03-28', 4, '00:30'],
    ['local', '00:00', '07:00', '2026-10-24', 8, '23:00'],
    ['utc', '00:30', '07:30', '2026-10-24', 7, '00:30'],
    ['utc', '00:30', '07:30', '2026-03-28', 7, '00:30'],
  ] as const)('%s %s to %s on the night of %s last %i h from %sZ', (clock, from, to, date, length, start) => {
    const noon = at(`${date}T12:00:00Z`);
    const found = windows(tariff(clock, from, to), noon, plus(noon, hours(24)));
    const cheap = found.filter((window) => window.offPeak);
    expect(cheap.map((window) => (window.to - window.from) / 3_600_000)).toEqual([length]);
    expect(new Date(cheap[0]?.from ?? 0).toISOString().slice(11, 16)).toBe(start);
    for (const [index, window] of found.entries())
      expect(window.from).toBe(index === 0 ? noon : found[index - 1]?.to);
  });

  it('split what straddles an edge by time', () => {
    const cost = costOf(tariff('local', '23:30', '06:00'), [
      { from: at('2026-01-14T23:00:00Z'), to: at('2026-01-15T00:00:00Z'), wattHours: wattHours(2000) },
    ]);
    expect(cost.offPeakShare).toBeCloseTo(0.5);
    expect(cost.total).toBeCloseTo(28 + 7);
  });
});

describe('planProfile', () => {
  const style: PlanStyle = {
    purpose: 'TxProfile',
    kind: 'Absolute',
    unit: 'W',
    hold: { unit: 'W', value: watts(0) },
  };
  const input = {
    tariff: tariff('local', '23:30', '06:00'),
    supply: { voltage: volts(230), phases: 1, fuse: amps(32) },
    from: at('2026-01-14T21:00:00.400Z'),
    transactionId: '7',
    id: 1,
    stackLevel: 0,
    rules: 'ocpp1.6',
    phases: 1,
  } as const;
  const rows = (more: Partial<PlanStyle>): string =>
    planProfile({ ...input, style: { ...style, ...more } })
      .schedules[0].periods.map((period) => `${period.start}:${period.limit ?? ''}`)
      .join(',');

  it('holds, charges and holds again', () => {
    expect(rows({})).toBe('0:0,9000:7360,32400:0');
    expect(rows({ unit: 'A' })).toBe('0:0,9000:32,32400:0');
    expect(rows({ charge: { unit: 'A', value: amps(16) } })).toBe('0:0,9000:3680,32400:0');
    expect(rows({ kind: 'Relative' })).toBe('0:0,9000:7360,32400:0');
  });

  it('recurs from midnight', () => {
    expect(rows({ kind: 'Recurring' })).toBe('0:7360,21600:0,84600:7360');
  });
});
