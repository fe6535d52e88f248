import { describe, expect, it } from 'vitest';
import { hours, instant, minutes, PacedClock, plus } from './index.ts';

const start = instant(Date.parse('2026-01-14T21:00:00Z'));

describe('PacedClock', () => {
  it('lives an hour in 36 ms at rate 100,000', async () => {
    const clock = new PacedClock({ mode: 'scaled', start, rate: 100_000 });
    await clock.until(plus(start, hours(1)));
    expect(clock.now()).toBeGreaterThanOrEqual(plus(start, hours(1)));
    expect(clock.now()).toBeLessThan(plus(start, hours(24)));
  });

  it('fires what a jump passes over, in order, and keeps the rest', async () => {
    const clock = new PacedClock({ mode: 'steered', start, rate: 1 });
    const seen: string[] = [];
    clock.at(plus(start, minutes(20)), () => seen.push('late'));
    clock.at(plus(start, minutes(10)), () => seen.push('early'));
    clock.at(plus(start, hours(9)), () => seen.push('morning'));
    clock.jump(plus(start, minutes(30)));
    await clock.until(plus(start, minutes(30)));
    expect(seen).toEqual(['early', 'late']);
    clock.stop();
  });
});
