import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Course, instant, leastWait, millis, stretchedCourse, type Instant } from './index.ts';

const start = instant(Date.parse('2026-01-14T20:55:00Z'));
const now = instant(Date.parse('2026-11-25T10:00:00.250Z'));

const courses = fc
  .record({
    steps: fc.array(
      fc.tuple(fc.integer({ min: 1, max: 40_000_000 }), fc.integer({ min: 1000, max: 60_000 })),
      {
        maxLength: 12,
      },
    ),
    rate: fc.double({ min: 0.5, max: 3600, noNaN: true }),
  })
  .map(({ steps, rate }) => {
    let scenario: number = start;
    let host: number = now;
    const rest = steps.map(([s, h]) => ({
      scenario: instant((scenario += s)),
      host: instant((host += h)),
    }));
    return new Course([{ scenario: start, host: now }, ...rest], rate);
  });
const moments = fc.integer({ min: -3_600_000, max: 100_000_000 }).map((off) => instant(start + off));

describe('Course', () => {
  it('is strictly increasing and its own inverse', () => {
    fc.assert(
      fc.property(courses, moments, moments, (course, one, other) => {
        // A double holds a quarter of a microsecond here; the steepest stretch makes 40,000 of each.
        expect(Math.abs(course.toScenario(course.toHost(one)) - one)).toBeLessThan(20);
        const [a, b] = [Math.min(one, other), Math.max(one, other)] as [Instant, Instant];
        expect(Math.sign(course.toHost(b) - course.toHost(a))).toBe(Math.sign(b - a));
      }),
    );
  });

  it('passes through its knots and runs one to one before them', () => {
    fc.assert(
      fc.property(courses, fc.integer({ min: 0, max: 60_000 }), (course, before) => {
        for (const { scenario, host } of course.knots) expect(course.toHost(scenario)).toBe(host);
        expect(course.toHost(instant(start - before))).toBe(now - before);
      }),
    );
  });

  it('refuses clocks that stand still or run back', () => {
    const first = { scenario: start, host: now };
    expect(() => new Course([first, { scenario: start, host: instant(now + 1) }], 1)).toThrow(RangeError);
    expect(() => new Course([first, { scenario: instant(start + 1), host: now }], 1)).toThrow(RangeError);
    expect(() => new Course([first], 0)).toThrow(RangeError);
  });
});

describe('stretchedCourse', () => {
  it('gives every stretch at most its time, and every edge a whole second', () => {
    fc.assert(
      fc.property(fc.array(moments, { maxLength: 20 }), fc.integer({ min: 1, max: 60 }), (edges, seconds) => {
        const stretch = millis(seconds * 1000);
        const course = stretchedCourse({ from: { scenario: start, host: now }, edges, stretch });
        for (const [index, knot] of course.knots.entries()) {
          const before = course.knots[index - 1];
          if (before === undefined) continue;
          expect(knot.host % 1000).toBe(0);
          expect(knot.host - before.host).toBeLessThanOrEqual(stretch + 1000);
        }
        for (const edge of edges.filter((each) => each > start))
          expect(course.knots.some(({ scenario }) => scenario === edge)).toBe(true);
      }),
    );
  });
});

describe('leastWait', () => {
  it('is five seconds of the host in the scenario’s time, and nothing where time is not compressed', () => {
    const course = new Course([{ scenario: start, host: now }], 600);
    expect(leastWait(course, start)).toBe(3_000_000);
    expect(leastWait(undefined, start)).toBe(0);
  });
});
