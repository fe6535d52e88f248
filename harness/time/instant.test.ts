import { describe, expect, it } from 'vitest';
import { instant, isoInstant, parseInstant } from './index.ts';

describe('parseInstant', () => {
  it.each([
    ['2026-03-29T01:30:00+01:00', '2026-03-29T00:30:00.000Z'],
    ['2026-01-14T21:00:00Z', '2026-01-14T21:00:00.000Z'],
    ['2026-01-14T21:00:00.123456Z', '2026-01-14T21:00:00.123Z'],
  ])('reads %s', (text, iso) => {
    const read = parseInstant(text);
    expect(read === undefined ? undefined : isoInstant(read)).toBe(iso);
  });

  it.each(['2026-01-14T21:00:00', '2026-13-40T21:00:00Z', 'now', '2026-01-14'])('refuses %s', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('writes what it reads', () => {
    expect(parseInstant(isoInstant(instant(1_768_424_400_000)))).toBe(1_768_424_400_000);
  });
});
