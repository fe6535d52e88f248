import { describe, expect, it } from 'vitest';
import { SubjectError } from '../errors.ts';
import { parseInstant } from '../time/index.ts';
import { fakedEnvironment, findFakeTime } from './fake-time.ts';

describe('libfaketime', () => {
  it('is found where packages put it, or where the user says', () => {
    expect(findFakeTime(undefined, (path) => path === '/usr/lib64/faketime/libfaketimeMT.so.1')).toBe(
      '/usr/lib64/faketime/libfaketimeMT.so.1',
    );
    expect(findFakeTime('/opt/lib.so', (path) => path === '/opt/lib.so')).toBe('/opt/lib.so');
  });

  it.each([
    [undefined, 'faked time needs libfaketime, which is not installed here'],
    ['/opt/lib.so', 'there is no libfaketime at /opt/lib.so'],
  ])('is missed with one clear line (%s)', (named, message) => {
    expect(() => findFakeTime(named, () => false)).toThrow(
      expect.objectContaining({
        message,
        hint: 'apt-get install libfaketime, or name the library in OFFPEAK_LIBFAKETIME',
        exitCode: new SubjectError('').exitCode,
      }),
    );
  });

  it('is told the start in UTC, to the second, and the rate', () => {
    const start = parseInstant('2026-01-14T20:55:00.900Z');
    if (start === undefined) throw new Error('not an instant');
    expect(fakedEnvironment('/lib.so', start, 480)).toEqual({
      LD_PRELOAD: '/lib.so',
      FAKETIME: '@2026-01-14 20:55:00 x480',
      TZ: 'UTC',
    });
  });
});
