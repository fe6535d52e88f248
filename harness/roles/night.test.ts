import { describe, expect, it } from 'vitest';
import { DIALECT_IDS, type DialectId } from '../dialects/index.ts';
import {
  amps,
  fraction,
  pence,
  volts,
  wattHours,
  watts,
  wholeSeconds,
  type PlanStyle,
  type Tariff,
} from '../energy/index.ts';
import { hours, instant, minutes, plus, VirtualClock, type Instant } from '../time/index.ts';
import { memoryLinkPair } from '../wire/index.ts';
import { createCharger, createCsms } from './index.ts';

const start = instant(Date.parse('2026-01-14T20:55:00Z'));
const at = (text: string): Instant => instant(Date.parse(`2026-01-${text}:00Z`));
const supply = { voltage: volts(230), phases: 1, fuse: amps(32) } as const;
const vehicle = {
  battery: wattHours(77_000),
  charged: fraction(0.2),
  takes: watts(7360),
  phases: 1,
} as const;
const plan: PlanStyle = {
  purpose: 'TxProfile',
  kind: 'Absolute',
  unit: 'W',
  hold: { unit: 'W', value: watts(0) },
};
const tariff: Tariff = {
  id: 'night',
  name: 'Night',
  zone: 'Europe/London',
  clock: 'local',
  bands: [{ name: 'off-peak', from: 23 * 60 + 30, to: 6 * 60, price: pence(7) }],
  standard: pence(28),
};

interface Night {
  readonly power: readonly { at: Instant; watts: number }[];
  readonly frames: readonly string[];
}

const live = async (dialect: DialectId, chargerBugs: readonly string[] = []): Promise<Night> => {
  const clock = new VirtualClock(start);
  const power: { at: Instant; watts: number }[] = [];
  const frames: string[] = [];
  const csms = createCsms({
    settings: {
      dialect,
      zone: 'Europe/London',
      tariff,
      plan,
      supply,
      autonomous: true,
      heartbeatEvery: wholeSeconds(3600),
    },
    clock,
    random: () => 0.5,
    events: { frame: (_, direction, text) => frames.push(`${direction} ${text}`) },
    bugs: [],
  });
  const charger = createCharger({
    settings: {
      identity: 'C1',
      dialect,
      evses: 1,
      phases: 1,
      units: ['W', 'A'],
      supply,
      randomDelay: wholeSeconds(0),
      sampleEvery: wholeSeconds(300),
      token: 'T',
      adoptsTime: false,
    },
    clock,
    dial() {
      const pair = memoryLinkPair(clock, { identity: 'C1', subprotocol: dialect });
      csms.accept(pair.csms);
      return Promise.resolve(pair.charger);
    },
    random: () => 0.5,
    events: { meter: (_, watts) => power.push({ at: clock.now(), watts }) },
    bugs: chargerBugs,
  });
  charger.powerOn();
  const night = (async () => {
    await clock.until(plus(start, minutes(5)));
    charger.plugIn(vehicle);
    await clock.until(at('15T07:15'));
    charger.unplug();
    await clock.until(at('15T07:20'));
    charger.stop();
    csms.stop();
  })();
  await clock.run(night, plus(start, hours(48)));
  return { power, frames };
};

const powerAt = (night: Night, when: Instant): number =>
  night.power.findLast((each) => each.at <= when)?.watts ?? 0;

describe.each(DIALECT_IDS)('a good charger and a good supplier in %s', (dialect) => {
  it('hold, charge in the window, and stop', async () => {
    const night = await live(dialect);
    expect(night.power.length).toBeGreaterThan(0);
    expect(powerAt(night, at('14T22:00'))).toBe(0);
    expect(powerAt(night, at('14T23:29'))).toBe(0);
    expect(powerAt(night, at('14T23:31'))).toBeCloseTo(7360);
    expect(powerAt(night, at('15T05:59'))).toBeCloseTo(7360);
    expect(powerAt(night, at('15T06:01'))).toBe(0);
    expect(
      night.frames.filter((frame) =>
        /"(Formation|Format|Property|Type|Occur|Internal|NotImpl|NotSupp)/.test(frame),
      ),
    ).toEqual([]);
  });

  it('live the same night twice', async () => {
    expect(await live(dialect)).toEqual(await live(dialect));
  });
});

describe('a liar', () => {
  it('accepts the plan and charges on', async () => {
    const night = await live('ocpp1.6', ['accept-ignore-profile']);
    expect(powerAt(night, at('14T22:00'))).toBeCloseTo(7360);
  });
});
