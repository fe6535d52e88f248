import type { ChargerBug } from '../hooks.ts';
import { LEGACY, NEWER } from './dialects.ts';
import { instant, isoInstant, parseInstant } from '../../../time/index.ts';
import { inside, isObject } from './spoil.ts';

import { wholeSeconds } from '../../../energy/index.ts';

/** The composite schedule says something else than the charger does. */
export const COMPOSITE_BUGS: readonly ChargerBug[] = [
  {
    id: 'composite-always-rejected',
    title: 'Refuses every question for its composite schedule',
    source: 'https://github.com/evcc-io/evcc/issues/15612',
    alsoSeen: [
      'https://github.com/steve-community/steve/issues/44',
      'https://github.com/steve-community/steve/issues/564',
    ],
    seenOn: 'Entratek Power Dot Pro; Delta AC Mini fw v04.04.30.03; SteVe user',
    remedy: 'Trust the metered power alone',
    severity: 3,
    dialects: LEGACY,
    hooks: {
      hears: (action) => (action === 'GetCompositeSchedule' ? { result: { status: 'Rejected' } } : undefined),
    },
  },
  {
    id: 'composite-wrong-unit',
    title: 'Gives amperes, and calls them watts',
    source: 'https://github.com/sap-labs-france/ev-server/issues/1837',
    seenOn: 'DC station seen by SAP Mougins (vendor not named)',
    remedy: 'Trust the metered power alone',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      composite: (schedule) => ({
        ...schedule,
        periods: schedule.periods.map((period) => ({
          ...period,
          ...(period.limit === undefined ? {} : { limit: period.limit / 230 }),
        })),
      }),
    },
  },
  {
    id: 'composite-garbage-period',
    title: 'Adds a period that starts in thirty years',
    source: 'https://github.com/evcc-io/evcc/issues/20881',
    seenOn: 'Orbis Viaris 7.3.39',
    remedy: 'Read the first period only',
    severity: 3,
    dialects: LEGACY,
    hooks: {
      says: inside(['GetCompositeSchedule'], (object) => {
        const periods = object['chargingSchedulePeriod'];
        return Array.isArray(periods)
          ? {
              ...object,
              chargingSchedulePeriod: [
                ...(periods as readonly unknown[]),
                { startPeriod: 1_006_632_455, limit: 20 },
              ],
            }
          : object;
      }),
    },
  },
  {
    id: 'composite-start-local-as-utc',
    title: 'Gives the start of its schedule in local time, marked as UTC',
    source: 'https://github.com/evcc-io/evcc/issues/20881',
    seenOn: 'Orbis Viaris Combi+ fw 7.3.39',
    remedy: 'Read scheduleStart, not startSchedule',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      says: inside(['GetCompositeSchedule'], (object) => {
        const { scheduleStart, chargingSchedule } = object;
        if (typeof scheduleStart !== 'string' || !isObject(chargingSchedule)) return object;
        const startSchedule = isoInstant(instant((parseInstant(scheduleStart) ?? 0) + 7_200_000));
        return { ...object, chargingSchedule: { ...chargingSchedule, startSchedule } };
      }),
    },
  },
  {
    id: 'composite-misses-profiles',
    title: 'Leaves profiles out of its composite schedule',
    source: 'https://github.com/EVerest/libocpp/issues/819',
    alsoSeen: ['https://github.com/EVerest/libocpp/pull/837'],
    seenOn: 'EVerest/libocpp before #837',
    remedy: 'Trust the metered power alone',
    severity: 2,
    dialects: NEWER,
    hooks: {
      composite: (schedule, most) => ({
        ...schedule,
        periods: [{ start: wholeSeconds(0), limit: most }],
      }),
    },
  },
];
