import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SubjectError } from '../errors.ts';
import { isoInstant, type Instant } from '../time/index.ts';

/** Where packages put it: Debian and its kin by architecture, Fedora and Arch in lib64 and lib, sources in local. */
const PLACES: readonly string[] = [
  ...['/usr/lib', '/usr/local/lib', '/lib'].flatMap((folder) => {
    try {
      return readdirSync(folder)
        .filter((name) => name.endsWith('-linux-gnu'))
        .map((name) => join(folder, name));
    } catch {
      return [];
    }
  }),
  '/usr/lib64',
  '/usr/lib',
  '/usr/local/lib64',
  '/usr/local/lib',
];

/** The library for programs with threads, which serves the others too. */
const NAME = 'faketime/libfaketimeMT.so.1';

/**
 * The path of libfaketime.
 * @throws SubjectError that says how to get it.
 */
export const findFakeTime = (
  named: string | undefined,
  exists: (path: string) => boolean = existsSync,
): string => {
  const path = named ?? PLACES.map((place) => join(place, NAME)).find(exists);
  if (path !== undefined && exists(path)) return path;
  throw new SubjectError(
    named === undefined
      ? 'faked time needs libfaketime, which is not installed here'
      : `there is no libfaketime at ${named}`,
    { hint: 'apt-get install libfaketime, or name the library in OFFPEAK_LIBFAKETIME' },
  );
};

/**
 * What a program's environment must hold for its clock to start at `start` and to run at `rate`. Its monotonic clock and
 * its timers run at that rate, too. A program that starts others gives each of them this start: start it directly.
 */
export const fakedEnvironment = (
  library: string,
  start: Instant,
  rate: number,
): Readonly<Record<string, string>> => ({
  LD_PRELOAD: library,
  FAKETIME: `@${isoInstant(start).slice(0, 19).replace('T', ' ')} x${rate}`,
  // The start is written in the program's own zone.
  TZ: 'UTC',
});
