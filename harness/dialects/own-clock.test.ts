import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeSeconds, type ChargingProfile } from '../energy/index.ts';
import { hours, instant, millis, minutes, plus, stretchedCourse, type Instant } from '../time/index.ts';
import { dialectOf, DIALECT_IDS, ownClockDialect } from './index.ts';

const start = instant(Date.parse('2026-01-14T20:55:00Z'));
const now = instant(Date.parse('2026-11-25T10:00:00.250Z'));
const edges = [minutes(5), hours(2.5), hours(9), hours(11)].map((off) => plus(start, off));
const course = stretchedCourse({ from: { scenario: start, host: now }, edges, stretch: millis(8000) });

const profile = (at: Instant): ChargingProfile => ({
  id: 7,
  stackLevel: 0,
  purpose: 'TxProfile',
  kind: 'Absolute',
  transactionId: '1',
  schedules: [
    {
      id: 7,
      start: at,
      duration: wholeSeconds((plus(start, hours(11)) - at) / 1000),
      unit: 'W',
      periods: [0, ...edges.slice(1, 3).map((edge) => (edge - at) / 1000)].map((offset, index) => ({
        start: wholeSeconds(offset),
        limit: index === 1 ? 7400 : 0,
        phases: 1 as const,
      })),
    },
  ],
});

describe.each(DIALECT_IDS)('%s on the station’s own clock', (id) => {
  it('names edges of the night in the station’s time, and reads them back exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 301, max: 8990 }), (offset) => {
        const at = instant(start + offset * 1000);
        const dialect = ownClockDialect(
          dialectOf(id),
          () => course,
          () => at,
        );
        const sent = dialect.encodeRequest({ kind: 'sets charging profile', evse: 1, profile: profile(at) });
        const read = dialect.decodeRequest(sent);
        if (read?.kind !== 'sets charging profile') throw new Error('not read');
        const [schedule] = read.profile.schedules;
        const begin = schedule.start ?? instant(0);
        // It begins with the second in which it was written, never later.
        expect(begin).toBeLessThanOrEqual(at);
        expect(course.toHost(at) - course.toHost(begin)).toBeLessThan(1001);
        const found = schedule.periods.slice(1).map((period) => begin + period.start * 1000);
        expect(found.map(Math.round)).toEqual(edges.slice(1, 3));
        expect(JSON.stringify(sent.payload)).toContain('2026-11-25T10:00');
      }),
    );
  });

  it('tells the station’s time, and reads its answers in the night’s', () => {
    const dialect = ownClockDialect(
      dialectOf(id),
      () => course,
      () => plus(start, hours(2)),
    );
    const at = plus(start, hours(2.5));
    const told = dialect.encodeReply({ kind: 'heartbeats' }, { now: at });
    expect(told['currentTime']).toBe('2026-11-25T10:00:17Z');
    expect(course.toHost(at)).toBe(Date.parse('2026-11-25T10:00:17Z'));
    const question = { kind: 'asks composite schedule', evse: 1, duration: wholeSeconds(7200) } as const;
    const asked = dialect.decodeRequest(dialect.encodeRequest(question));
    expect(asked?.kind === 'asks composite schedule' ? asked.duration : 0).toBeGreaterThan(7200 - 3000);
    const answer = dialect.encodeReply(question, {
      status: 'Accepted',
      schedule: {
        evse: 1,
        start: at,
        duration: wholeSeconds(6.5 * 3600),
        unit: 'W',
        periods: [{ start: wholeSeconds(0), limit: 7400 }],
      },
    });
    const read = dialect.decodeReply(question, answer);
    expect(read?.schedule?.start).toBe(at);
    expect(read?.schedule?.duration).toBe(6.5 * 3600);
  });
});
