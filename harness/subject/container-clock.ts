import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { SubjectError } from '../errors.ts';
import { hostNow, instant, wallClock, type Clock } from '../time/index.ts';
import { findFakeTime } from './fake-time.ts';
import type { TimeControl } from './subject.ts';

/** Where libfaketime and its start are mounted in a container; nothing of an image is touched. */
const INSIDE = '/run/offpeak-time';
/** From telling a container its start to its first instruction, in host milliseconds, before any was measured. */
const FIRST_GUESS = 250;

let launches: readonly number[] = [];
const expected = (): number =>
  launches.length === 0 ? FIRST_GUESS : (launches.toSorted((a, b) => a - b)[launches.length >> 1] ?? 0);

/** Another time for one container. */
export interface ContainerClock {
  readonly environment: Readonly<Record<string, string>>;
  readonly mounts: readonly { readonly source: string; readonly target: string; readonly mode: 'ro' }[];
  /** Right before a container starts: its clock is set to the moment at which it will have started. */
  set(): void;
  /** It has started; `host` is the host's clock, in ms, when the engine saw it start. What was guessed is learnt from. */
  started(host: number): void;
  remove(): void;
}

/** Folders that harnesses have left that were killed; the engine's leftovers are removed at the same time. */
export const removeClocks = (isAlive: (pid: number) => boolean): void => {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = /^offpeak-time-(\d+)-\w+$/.exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
};

/**
 * libfaketime for an unmodified container: the library of this machine is mounted beside a file with the start, which is written
 * at the last moment, since each tenth of a second that an engine needs is a minute of the night at x600. The file is
 * the container's own and written once: the library reads it again from time to time.
 * @param zone the TZ of the container, on whose clock libfaketime reads the start.
 * @throws SubjectError where libfaketime is not installed, or the engine cannot mount files of this machine.
 */
export const containerClock = (
  time: Extract<TimeControl, { mode: 'faked' }>,
  clock: Clock,
  zone: string,
  direct: boolean,
): ContainerClock => {
  if (!direct)
    throw new SubjectError('an engine in another machine cannot be given another time', {
      hint: 'run offpeak on the machine of the engine, or choose another time mode',
    });
  const library = findFakeTime(process.env['OFFPEAK_LIBFAKETIME']);
  const folder = mkdtempSync(join(tmpdir(), `offpeak-time-${process.pid}-`));
  // Whoever the container's user is, it reads this.
  chmodSync(folder, 0o755);
  const start = join(folder, 'start');
  let told = 0;
  return {
    environment: {
      LD_PRELOAD: `${INSIDE}/lib/${basename(library)}`,
      FAKETIME_TIMESTAMP_FILE: `${INSIDE}/start/start`,
      TZ: zone,
    },
    mounts: [
      { source: dirname(library), target: `${INSIDE}/lib`, mode: 'ro' },
      { source: folder, target: `${INSIDE}/start`, mode: 'ro' },
    ],
    set() {
      told = hostNow();
      const then = instant(clock.now() + expected() * time.rate);
      const { date, secondOfDay } = wallClock(zone, then);
      const two = (value: number): string => String(value).padStart(2, '0');
      const local = [secondOfDay / 3600, (secondOfDay / 60) % 60, secondOfDay % 60].map((part) =>
        two(Math.floor(part)),
      );
      writeFileSync(start, `@${date} ${local.join(':')} x${time.rate}\n`, { mode: 0o644 });
    },
    started(host) {
      launches = [...launches, Math.max(0, host - told)].slice(-9);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
