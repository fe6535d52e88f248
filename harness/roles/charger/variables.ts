import type { Reply, Variable } from '../../dialects/index.ts';
import type { ChargerHooks } from './hooks.ts';
import type { ChargerSettings } from '../role.ts';
import type { Memory } from './memory.ts';
import { ALL_MEASURANDS } from './meter.ts';
import { HIGHEST_LEVEL, MOST_PERIODS } from './profile-store.ts';

/** The station's settings, by the neutral names of `dialects/variables.ts`. */
export interface Variables {
  sampleEvery(): number;
  randomDelay(): number;
  measurands(): readonly string[];
  set(variable: Variable): Reply<'sets variables'>['results'][number];
  read(names: readonly string[]): Reply<'reads variables'>;
}

const LONGEST_INTERVAL = 86_400;
const MOST_READ = 100;

const isInterval = (value: string): boolean => /^\d{1,5}$/.test(value) && Number(value) <= LONGEST_INTERVAL;

const isMeasurands = (value: string): boolean =>
  value === '' || value.split(',').every((name) => ALL_MEASURANDS.includes(name.trim()));

/** Writable variables and what they take; the others that are known are read-only. */
const WRITABLE: Readonly<Record<string, (value: string) => boolean>> = {
  MeterSampleInterval: isInterval,
  HeartbeatInterval: (value) => isInterval(value) && Number(value) > 0,
  RandomDelay: (value) => isInterval(value) && Number(value) <= 1800,
  MeterMeasurands: isMeasurands,
};

export const createVariables = (
  settings: ChargerSettings,
  memory: Memory,
  hooks: Pick<ChargerHooks, 'takesAnyProfile'> = {},
): Variables => {
  const factory = new Map<string, string>([
    ['MeterSampleInterval', String(settings.sampleEvery)],
    ['HeartbeatInterval', '300'],
    ['RandomDelay', String(settings.randomDelay)],
    ['MeterMeasurands', ALL_MEASURANDS.join(',')],
    ['RateUnits', settings.units.join(',')],
    ['MaxStackLevel', String(settings.highestStackLevel ?? HIGHEST_LEVEL)],
    ['MaxPeriods', String(settings.mostPeriods ?? MOST_PERIODS)],
    ['SecurityProfile', String(settings.securityProfile ?? 0)],
  ]);
  const value = (name: string): string | undefined => memory.variables.get(name) ?? factory.get(name);
  const number = (name: string): number => Number(value(name) ?? 0);

  return {
    sampleEvery: () => number('MeterSampleInterval'),
    randomDelay: () => number('RandomDelay'),
    measurands: () =>
      (value('MeterMeasurands') ?? '')
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    set({ name, value: wanted }) {
      if (!factory.has(name)) return { name, status: 'Unknown' };
      const takes = Object.hasOwn(WRITABLE, name) ? WRITABLE[name] : undefined;
      // A profile is never lowered over OCPP (`ocpp201:A00.FR.005`); raising it needs more than this station has.
      const spoiled = name === 'SecurityProfile' && hooks.takesAnyProfile === true;
      if (!spoiled && (takes === undefined || !takes(wanted))) return { name, status: 'Rejected' };
      memory.variables.set(name, wanted);
      return { name, status: 'Accepted' };
    },
    read(names) {
      // 1.6: an empty list asks for everything (`16.CF.*`).
      const asked = names.length === 0 ? [...factory.keys()] : names.slice(0, MOST_READ);
      return {
        variables: asked.flatMap((name) => {
          const found = value(name);
          return found === undefined ? [] : [{ name, value: found }];
        }),
        unknown: asked.filter((name) => value(name) === undefined),
      };
    },
  };
};
