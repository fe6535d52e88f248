import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../finding.ts';
import { judge } from '../judge.ts';
import { SampleNight, scenarioOf } from '../sample-night.ts';

const monitored = (night: SampleNight): CheckResult | undefined =>
  judge(scenarioOf([]), night.ended()).find(({ check }) => check === 'monitor.meter');

interface Meter {
  readonly power: (minute: number) => number;
  /** Wh counted in five minutes, given the Wh that the power makes of them. */
  readonly counts?: (wattHours: number, minute: number) => number;
  readonly resolution?: number;
}

const night = ({ power, counts = (each) => each, resolution = 1 }: Meter, to = 600): SampleNight => {
  const made = new SampleNight().starts(0);
  let register = 5000;
  for (let minute = 0; minute <= to; minute += 5) {
    made.meter(minute, { power: power(minute), register: Math.floor(register / resolution) * resolution });
    register += counts((power(minute) * 5) / 60, minute);
  }
  return made;
};
const steady = (minute: number): number => (minute >= 150 && minute < 450 ? 7360 : 0);

describe('power and register', () => {
  it('agree', () => {
    const result = monitored(night({ power: steady }));
    expect(result).toMatchObject({ outcome: 'passed', looked: 3, proves: ['rpc:meter'] });
  });

  it.each<[string, Meter]>([
    ['a supply a tenth off the nominal voltage', { power: steady, counts: (each) => each * 1.09 }],
    ['a register in whole kWh', { power: steady, resolution: 1000 }],
    ['a register in tenths of a kWh', { power: steady, resolution: 100 }],
    ['a standby load', { power: steady, counts: (each) => each + 0.8 }],
    ['a taper', { power: (minute) => 7360 * Math.exp(-minute / 60) }],
    [
      'a car that switches on and off',
      { power: (minute) => (minute % 10 === 0 ? 7360 : 0), counts: () => 400 },
    ],
  ])('agree in spite of %s', (_, meter) => {
    expect(monitored(night(meter))?.findings ?? []).toEqual([]);
  });

  it.each<[string, Meter, string]>([
    ['the register counts half', { power: steady, counts: (each) => each / 2 }, 'failed'],
    ['the register counts a third more', { power: steady, counts: (each) => each * 1.4 }, 'failed'],
    ['the register stands still', { power: steady, counts: () => 0 }, 'failed'],
    ['the power is always 0', { power: () => 0, counts: (_, minute) => steady(minute) / 12 }, 'failed'],
    [
      'watts are kilowatts',
      { power: (minute) => steady(minute) / 1000, counts: (each) => each * 1000 },
      'failed',
    ],
    ['the register is a sixth off', { power: steady, counts: (each) => each * 1.17 }, 'advised'],
  ])('disagree when %s', (_, meter, outcome) => {
    expect(monitored(night(meter))?.outcome).toBe(outcome);
  });

  it('disagree with figures and times', () => {
    expect(monitored(night({ power: steady, counts: (each) => each / 2 }))?.findings[0]).toMatchObject({
      summary: 'charger: power and register disagree',
      actual: '36.19 kWh by its power, 18.09 kWh by its register from 23:30 to 04:25',
      requirements: ['rpc:meter'],
    });
  });

  it('are only advised of where the clock runs fast', () => {
    const lying = (): SampleNight => night({ power: steady, counts: (each) => each / 2 });
    expect(monitored(lying().header({ timeMode: 'scaled' }))?.outcome).toBe('advised');
    expect(monitored(lying().header({ timeMode: 'faked' }))?.outcome).toBe('advised');
    expect(monitored(lying().header({ timeMode: 'real' }))?.outcome).toBe('failed');
  });

  it('say nothing over time that nobody lived, over long gaps, or in a short stretch', () => {
    const still = { power: () => 7360, counts: () => 0 };
    expect(monitored(night(still))?.outcome).toBe('failed');
    const jumped = night(still, 60);
    for (let minute = 0; minute < 60; minute += 10) jumped.jump(minute + 1, minute + 9);
    expect(monitored(jumped)).toBeUndefined();
    expect(monitored(night(still, 25))).toBeUndefined();
    const sparse = new SampleNight();
    for (let minute = 0; minute <= 600; minute += 20) sparse.meter(minute, { power: 7360, register: 0 });
    expect(monitored(sparse)).toBeUndefined();
    const apart = new SampleNight();
    for (let minute = 0; minute <= 60; minute += 5)
      apart.meter(minute, minute % 10 === 0 ? { power: 7360 } : { register: 0 });
    expect(monitored(apart)).toBeUndefined();
  });

  it('a register that falls is told of elsewhere', () => {
    const night2 = night({ power: () => 0, counts: () => -50 });
    expect(monitored(night2)).toBeUndefined();
  });

  it('is our own fault when the charger is ours', () => {
    const made = new SampleNight('ocpp2.0.1', 'csms');
    for (let minute = 0; minute <= 60; minute += 5) made.meter(minute, { power: 7360, register: 0 });
    expect(monitored(made)).toMatchObject({ outcome: 'broken', proves: [] });
  });
});
