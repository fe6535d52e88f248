import { describe, expect, it } from 'vitest';
import { watts } from '../energy/index.ts';
import type { PowerCheck } from '../suite/index.ts';
import { minutes } from '../time/index.ts';
import { judge } from './judge.ts';
import { at, BASE, PLACE, SampleNight, scenarioOf } from './sample-night.ts';

const row = { tolerance: watts(100), mode: 'equals', place: PLACE } as const;
const power: PowerCheck = {
  check: 'power',
  ...BASE,
  settle: minutes(1),
  sampled: minutes(6),
  delay: minutes(0),
  curve: [
    { from: at(0), to: at(150), power: watts(0), ...row },
    { from: at(150), to: at(450), power: watts(7360), ...row },
    { from: at(450), to: at(500), power: watts(0), ...row },
  ],
};
const hint = (says: (minute: number) => number, counts: (minute: number) => number): string | undefined => {
  const night = new SampleNight().starts(0);
  let register = 0;
  for (let minute = 0; minute <= 500; minute += 5) {
    night.meter(minute, { power: says(minute), register });
    register += counts(minute) / 12;
  }
  const found = judge(scenarioOf([power]), night.ended(510)).find(({ check }) => check === 'power');
  return found?.findings[0]?.hint;
};
const right = (minute: number): number => (minute >= 150 && minute < 450 ? 7360 : 0);

describe('the hint of a wrong power', () => {
  it('says when the samples lie and the register does not', () => {
    expect(hint(() => 0, right)).toContain('the energy register counted what was right');
    expect(hint((minute) => right(minute) / 1000, right)).toContain('the energy register counted');
  });

  it('does not when the register says the same', () => {
    expect(
      hint(
        () => 0,
        () => 0,
      ),
    ).toBe('accepted but not applied: the power never changes');
    expect(
      hint(
        (minute) => right(minute) / 3,
        (minute) => right(minute) / 3,
      ),
    ).toContain('phases');
  });
});
