import type { ChargerBug } from '../hooks.ts';
import { LEGACY, NEWER } from './dialects.ts';

import { instant } from '../../../time/index.ts';

const DAY = 86_400_000;

/** Profiles are accepted, and what is kept of them is something else. */
export const PROFILE_BUGS: readonly ChargerBug[] = [
  {
    id: 'chargepointmax-accepted-unhandled',
    title: 'Accepts a maximum for the station, and does nothing with it',
    source: 'https://github.com/lbbrhzn/ocpp/blob/main/docs/supported-devices.md',
    seenOn: 'United Chargers Grizzl-E fw 03.09.0 (vendor promised 03.11.0)',
    remedy: 'Use a default profile on connector 1 as well',
    severity: 1,
    dialects: LEGACY,
    hooks: {
      storeProfile: (profile) => (profile.purpose === 'ChargingStationMaxProfile' ? undefined : profile),
    },
  },
  {
    id: 'chargepointmax-rejected',
    title: 'Refuses a maximum for the station',
    source: 'https://github.com/lbbrhzn/ocpp/issues/1245',
    alsoSeen: ['https://github.com/lbbrhzn/ocpp/issues/221', 'https://github.com/lbbrhzn/ocpp/issues/2158'],
    seenOn:
      'Timxon A0 (NotSupported); EVBox Elvi; Wallbox Pulsar (Rejected at level 1; level may be the cause); Schneider (gate, see local-feature-gate-rejects)',
    remedy: 'Use a default profile',
    severity: 3,
    dialects: LEGACY,
    hooks: {
      acceptProfile: (profile) =>
        profile.purpose === 'ChargingStationMaxProfile' ? { status: 'Rejected' } : undefined,
    },
  },
  {
    id: 'profile-discarded-while-suspended',
    title: 'Accepts a plan while it holds, and throws it away',
    source: 'https://github.com/JoaoPedroBelo/bmw-wallbox-ha/pull/20',
    alsoSeen: ['https://github.com/JoaoPedroBelo/bmw-wallbox-ha/issues/19'],
    seenOn: 'BMW Wallbox Gen 4 / Delta fw 01.20.06.71',
    remedy: 'Send the plan again when charging has begun',
    severity: 1,
    dialects: NEWER,
    hooks: {
      storeProfile: (profile, installed) =>
        profile.purpose === 'TxProfile' && installed.some((each) => each.profile.purpose === 'TxProfile')
          ? undefined
          : profile,
    },
  },
  {
    id: 'expired-profile-kept',
    title: 'Keeps a profile that has run out',
    source: 'https://github.com/EVerest/libocpp/pull/1054',
    alsoSeen: ['https://github.com/EVerest/libocpp/commit/5d97eedc'],
    seenOn: 'EVerest/libocpp before #1054/#1055',
    remedy: 'Clear old profiles before new ones are sent',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      storeProfile: (profile) => {
        const [first, ...others] = profile.schedules;
        const { duration: _, ...endless } = first;
        const { validTo: __, ...kept } = profile;
        return { ...kept, schedules: [endless, ...others] };
      },
    },
  },
  {
    id: 'recurrence-anchored-wrong',
    title: 'Counts a daily schedule from midnight, whatever its start',
    source: 'https://github.com/SAP/e-mobility-charging-stations-simulator/pull/634',
    seenOn: 'SAP charging-station simulator before PR 634',
    remedy: 'Let daily schedules begin at midnight',
    severity: 1,
    dialects: LEGACY,
    hooks: {
      storeProfile: (profile) => {
        const [first, ...others] = profile.schedules;
        if (profile.kind !== 'Recurring' || first.start === undefined) return profile;
        const midnight = instant(Math.floor(first.start / DAY) * DAY);
        return { ...profile, schedules: [{ ...first, start: midnight }, ...others] };
      },
    },
  },
  {
    id: 'max-periods-not-enforced',
    title: 'Accepts any number of periods, and keeps the first eight',
    source: 'https://github.com/matth-x/MicroOcpp/pull/260',
    alsoSeen: ['https://github.com/c-jimenez/open-ocpp/pull/234'],
    seenOn: 'MicroOcpp before #260; open-ocpp before #234',
    remedy: 'Send no more periods than the charger can keep',
    severity: 1,
    dialects: LEGACY,
    hooks: {
      storeProfile: (profile) => {
        const [first, ...others] = profile.schedules;
        return { ...profile, schedules: [{ ...first, periods: first.periods.slice(0, 8) }, ...others] };
      },
    },
  },
];
