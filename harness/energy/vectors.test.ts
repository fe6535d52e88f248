import { describe, expect, it } from 'vitest';
import { instant } from '../time/index.ts';
import {
  composite,
  volts,
  wholeSeconds,
  type ChargingProfile,
  type InstalledProfile,
  type Phases,
  type ProfileKind,
  type ProfilePurpose,
  type RateUnit,
  type Rules,
  type StationModel,
} from './index.ts';

/** The worked vectors of knowledge/protocol.md §9, in strict mode. `offset:limit`. */

const at = (text: string): ReturnType<typeof instant> => instant(Date.parse(text));

interface Short {
  readonly evse?: number;
  readonly purpose?: ProfilePurpose;
  readonly kind?: ProfileKind;
  readonly level?: number;
  readonly start?: string;
  readonly duration?: number;
  readonly unit?: RateUnit;
  readonly periods: string;
  readonly phases?: Phases;
}

let ids = 0;
const profile = (short: Short): InstalledProfile => {
  const kind = short.kind ?? 'Absolute';
  const made: ChargingProfile = {
    id: ++ids,
    stackLevel: short.level ?? 0,
    purpose: short.purpose ?? 'TxProfile',
    kind,
    ...(kind === 'Recurring' ? { recurrency: 'Daily' as const } : {}),
    schedules: [
      {
        ...(short.start === undefined ? {} : { start: at(short.start) }),
        ...(short.duration === undefined ? {} : { duration: wholeSeconds(short.duration) }),
        unit: short.unit ?? 'A',
        periods: short.periods.split(',').map((each) => {
          const [start = '0', limit = '0'] = each.split(':');
          return {
            start: wholeSeconds(Number(start)),
            limit: Number(limit),
            ...(short.phases === undefined ? {} : { phases: short.phases }),
          };
        }),
      },
    ],
  };
  const evse =
    short.evse ??
    (made.purpose === 'ChargingStationMaxProfile' || made.purpose === 'ChargingStationExternalConstraints'
      ? 0
      : 1);
  return { evse, profile: made };
};

const station = (
  profiles: readonly InstalledProfile[],
  transaction?: string,
  evses = 1,
  rules: Rules = 'ocpp2.0.1',
): StationModel => ({
  rules,
  evses,
  voltage: volts(230),
  phases: 3,
  profiles,
  transactions: transaction === undefined ? [] : [{ evse: 1, id: 't', start: at(transaction) }],
});

const print = (model: StationModel, from: string, length: number, unit: RateUnit, evse = 1): string =>
  composite(model, { evse, start: at(from), duration: wholeSeconds(length), unit })
    .periods.map((period) => `${period.start}:${period.limit ?? 'open'}`)
    .join(',');

const hourly = (step: number): string =>
  Array.from({ length: 24 }, (_, hour) => `${hour * 3600}:${(hour + 1) * step}`).join(',');

describe('worked vectors', () => {
  const start = '2024-08-21T12:24:36Z';
  const k41 = [
    profile({ purpose: 'ChargingStationMaxProfile', start, duration: 86_404, periods: '0:10' }),
    profile({ purpose: 'TxDefaultProfile', start, duration: 304, periods: '0:6,60:10,120:8,180:15,260:8' }),
    profile({ start, duration: 264, periods: '0:8,50:11,140:16,200:6,240:12' }),
  ];

  it.each(['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const)('V-K41 in %s', (rules) => {
    const model = station(k41, start, 1, rules);
    expect(print(model, '2024-08-21T12:24:40Z', 400, 'A')).toBe('0:8,46:10,196:6,236:10,260:8,300:10');
  });

  const caseOne = [
    profile({
      kind: 'Recurring',
      start: '2024-01-17T17:00:00Z',
      unit: 'W',
      periods: '0:11000,28800:6000,72000:12000',
    }),
    profile({ level: 1, start: '2024-01-17T18:00:00Z', duration: 1080, unit: 'W', periods: '0:2000' }),
  ];
  it('V-one-17 and V-one-19', () => {
    const model = station(caseOne, '2024-01-17T17:30:00Z');
    expect(print(model, '2024-01-17T18:00:00Z', 43_200, 'W')).toBe('0:2000,1080:11000,25200:6000');
    expect(print(model, '2024-01-19T18:00:00Z', 43_200, 'W')).toBe('0:11000,25200:6000');
  });

  const grid = profile({ kind: 'Recurring', start: '2024-01-01T00:00:00Z', unit: 'W', periods: hourly(1) });
  it('V-layer: a single period over an hourly grid', () => {
    const single = profile({
      level: 1,
      start: '2024-01-17T18:04:00Z',
      duration: 1080,
      unit: 'W',
      periods: '0:2000',
    });
    expect(print(station([grid, single], '2024-01-17T17:30:00Z'), '2024-01-17T18:04:00Z', 3600, 'W')).toBe(
      '0:2000,1080:19,3360:20',
    );
  });

  it('V-rel: a relative profile counts from the transaction', () => {
    const relative = profile({ kind: 'Relative', level: 1, duration: 3601, unit: 'W', periods: '0:2000' });
    const model = station([grid, relative], '2024-05-17T05:00:00Z');
    expect(print(model, '2024-05-17T05:00:00Z', 3660, 'W')).toBe('0:2000,3601:7');
  });

  it.each(['ChargingStationMaxProfile', 'ChargingStationExternalConstraints'] as const)(
    'V-max, V-ext: the least of %s and the transaction',
    (purpose) => {
      const cap = profile({
        purpose,
        kind: 'Recurring',
        start: '2024-01-01T00:00:00Z',
        unit: 'W',
        periods: hourly(10),
      });
      const own = profile({
        kind: 'Recurring',
        start: '2024-01-01T00:00:00Z',
        unit: 'W',
        periods: '0:2000,82800:10',
      });
      const model = station([cap, own], '2024-01-16T23:00:00Z');
      expect(print(model, '2024-01-17T00:00:00Z', 7200, 'W')).toBe('0:10,3600:20');
      expect(print(model, '2024-01-17T22:00:00Z', 7200, 'W')).toBe('0:230,3600:10');
    },
  );

  it('V-e0-n: the station is the sum of its EVSEs', () => {
    const model = (evses: number): StationModel =>
      station(
        [
          profile({
            evse: 0,
            purpose: 'TxDefaultProfile',
            kind: 'Relative',
            periods: '0:16,1800:15,2700:14',
          }),
        ],
        undefined,
        evses,
      );
    expect(print(model(1), '2024-08-21T08:00:00Z', 3600, 'A', 0)).toBe('0:16,1800:15,2700:14');
    expect(print(model(3), '2024-08-21T08:00:00Z', 3600, 'A', 0)).toBe('0:48,1800:45,2700:42');
  });

  it('V-e0-W: watts of two EVSEs in amps', () => {
    const model = station(
      [
        profile({
          evse: 0,
          purpose: 'TxDefaultProfile',
          kind: 'Relative',
          unit: 'W',
          periods: '0:12420,300:8280,600:6210,900:4140,1200:2070',
        }),
      ],
      undefined,
      2,
    );
    expect(print(model, '2024-08-21T08:00:00Z', 1500, 'A', 0)).toBe('0:36,300:24,600:18,900:12,1200:6');
  });

  it('V-mix-16A3, V-mix-10A3', () => {
    const inWatts = profile({
      purpose: 'TxDefaultProfile',
      kind: 'Relative',
      unit: 'W',
      periods: '0:12420,300:8280,600:6210,900:4140,1200:2070',
    });
    const cap = (limit: number): InstalledProfile =>
      profile({
        purpose: 'ChargingStationMaxProfile',
        start: '2024-01-01T00:00:00Z',
        periods: `0:${limit}`,
        phases: 3,
      });
    expect(print(station([inWatts, cap(16)]), '2024-01-20T08:00:00Z', 1500, 'A')).toBe(
      '0:16,300:12,600:9,900:6,1200:3',
    );
    expect(print(station([inWatts, cap(10)]), '2024-01-20T08:00:00Z', 1500, 'A')).toBe(
      '0:10,600:9,900:6,1200:3',
    );
    expect(print(station([inWatts, cap(10)]), '2024-01-20T08:00:00Z', 1500, 'W')).toBe(
      '0:6900,600:6210,900:4140,1200:2070',
    );
  });

  it('V-gap: after the last period nothing is said', () => {
    const model = station([
      profile({ purpose: 'TxDefaultProfile', kind: 'Relative', level: 1, duration: 300, periods: '0:16' }),
      profile({ purpose: 'TxDefaultProfile', kind: 'Relative', level: 0, duration: 600, periods: '0:12' }),
    ]);
    expect(print(model, '2024-08-21T08:00:00Z', 1200, 'A')).toBe('0:16,300:12,600:open');
  });

  it('V-reltx, V-reltx-2: each EVSE counts from its own transaction', () => {
    const relative = profile({
      evse: 0,
      purpose: 'TxDefaultProfile',
      kind: 'Relative',
      unit: 'W',
      periods: '0:1000,70:7000,140:0,210:6000,280:1500,350:5000',
    });
    expect(print(station([relative], undefined, 2), '2024-01-20T08:00:00Z', 400, 'W')).toBe(
      '0:1000,70:7000,140:0,210:6000,280:1500,350:5000',
    );
    const running = station([relative], '2024-01-20T08:00:00Z', 2);
    expect(print(running, '2024-01-20T08:03:00Z', 400, 'W')).toBe('0:0,30:6000,100:1500,170:5000');
    expect(print(running, '2024-01-20T08:03:00Z', 400, 'W', 0)).toBe(
      '0:1000,30:7000,70:13000,100:8500,140:1500,170:5000,210:11000,280:6500,350:10000',
    );
  });

  it('1.6: a default on the connector replaces that of connector 0, whatever the level (`16.SC.02`)', () => {
    const both = [
      profile({ evse: 0, purpose: 'TxDefaultProfile', level: 5, start, periods: '0:16' }),
      profile({ evse: 1, purpose: 'TxDefaultProfile', level: 0, start, periods: '0:10' }),
    ];
    expect(print(station(both, start, 2, 'ocpp1.6'), start, 60, 'A')).toBe('0:10');
    expect(print(station(both, start, 2, 'ocpp1.6'), start, 60, 'A', 2)).toBe('0:16');
    expect(print(station(both, start, 2, 'ocpp2.0.1'), start, 60, 'A')).toBe('0:16');
  });
});
