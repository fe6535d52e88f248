import { describe, expect, it } from 'vitest';
import { hours, instant, millis, minutes, plus, VirtualClock } from './index.ts';

const start = instant(Date.parse('2026-01-14T21:00:00Z'));
const horizon = plus(start, hours(24));

describe('VirtualClock', () => {
  it('runs alarms by time, equal ones in the order they were set', async () => {
    const clock = new VirtualClock(start);
    const seen: string[] = [];
    clock.after(minutes(2), () => seen.push('c'));
    clock.after(minutes(1), () => seen.push('a'));
    clock.after(minutes(1), () => seen.push('b'));
    clock.after(minutes(1), () => seen.push('never')).cancel();
    await clock.run(clock.until(plus(start, minutes(5))), horizon);
    expect(seen).toEqual(['a', 'b', 'c']);
    expect(clock.now()).toBe(plus(start, minutes(5)));
  });

  it('keeps order over a thousand alarms set in random order', async () => {
    const clock = new VirtualClock(start);
    const seen: number[] = [];
    for (let i = 0; i < 1000; i++) {
      const delay = (i * 7919) % 1000;
      clock.after(millis(delay), () => seen.push(delay));
    }
    await clock.run(clock.until(plus(start, millis(1000))), horizon);
    expect(seen).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });

  it('never advances while a promise chain is running', async () => {
    const clock = new VirtualClock(start);
    const at: number[] = [];
    const chain = (async () => {
      await clock.until(plus(start, minutes(1)));
      for (let i = 0; i < 50; i++) await Promise.resolve();
      at.push(clock.now());
      await clock.until(plus(start, minutes(3)));
    })();
    clock.after(minutes(2), () => undefined);
    await clock.run(chain, horizon);
    expect(at).toEqual([plus(start, minutes(1))]);
  });

  it('waits for a held token and for a source that is not quiet', async () => {
    const clock = new VirtualClock(start);
    let quiet = false;
    clock.watch({ quiet: () => quiet });
    const release = clock.hold();
    setTimeout(() => {
      quiet = true;
    }, 5);
    let early = true;
    setTimeout(() => {
      early = false;
      release();
    }, 10);
    const fired = new Promise<boolean>((resolve) => {
      clock.after(minutes(1), () => resolve(early));
    });
    expect(await clock.run(fired, horizon)).toBe(false);
  });

  it('reports a deadlock instead of hanging', async () => {
    const clock = new VirtualClock(start);
    await expect(clock.run(new Promise(() => undefined), horizon)).rejects.toThrow(
      /deadlock at 2026-01-14T21:00/,
    );
  });

  it('reports a night without end', async () => {
    const clock = new VirtualClock(start);
    const beat = (): void => {
      clock.after(hours(1), beat);
    };
    beat();
    await expect(clock.run(new Promise(() => undefined), horizon)).rejects.toThrow(/did not end by/);
  });

  it('passes a failure of the night on', async () => {
    const clock = new VirtualClock(start);
    await expect(clock.run(Promise.reject(new Error('boom')), horizon)).rejects.toThrow('boom');
  });
});
