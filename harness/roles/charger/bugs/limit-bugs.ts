import type { ChargerBug } from '../hooks.ts';
import { ALL, LEGACY } from './dialects.ts';
import { instant } from '../../../time/index.ts';

/** Profiles are taken, and the power that is allowed is another. */
export const LIMIT_BUGS: readonly ChargerBug[] = [
  {
    id: 'limit-raise-ignored-stuck-low',
    title: 'Never raises a limit above the lowest that it has applied',
    source: 'https://github.com/evcc-io/evcc/issues/31597',
    seenOn: 'Wallbox Pulsar Pro fw 6.13.3',
    remedy: 'Power-cycle the charger; look for a vendor setting that caps the current',
    severity: 1,
    dialects: LEGACY,
    hooks: {
      limit: (watts, { notes }) => {
        const low = Math.min(watts > 0 ? watts : Infinity, notes.get('low') ?? Infinity);
        notes.set('low', low);
        return Math.min(watts, low);
      },
    },
  },
  {
    id: 'limit-lower-ignored-stuck-high',
    title: 'Never lowers a limit, except to nothing',
    source: 'https://github.com/evcc-io/evcc/issues/15490',
    alsoSeen: ['https://github.com/evcc-io/evcc/issues/18082'],
    seenOn: 'Wallbox Pulsar Plus fw 6.4.x (5.x and 6.1.19 fine)',
    remedy: 'Send 0 first, then the lower limit',
    severity: 1,
    dialects: LEGACY,
    hooks: {
      limit: (watts, { notes }) => {
        const high = watts === 0 ? 0 : Math.max(watts, notes.get('high') ?? 0);
        notes.set('high', high);
        return high;
      },
    },
  },
  {
    id: 'stuck-at-max-spontaneous',
    title: 'After three changes of limit charges at full rate whatever it is told',
    source: 'https://github.com/evcc-io/evcc/issues/15552',
    seenOn: 'EN+ AC7000-AE-45',
    remedy: 'Restart the charger',
    severity: 1,
    dialects: LEGACY,
    hooks: {
      limit: (watts, { notes, supply }) => {
        if (notes.get('last') !== watts) notes.set('changes', (notes.get('changes') ?? 0) + 1);
        notes.set('last', watts);
        return (notes.get('changes') ?? 0) > 2 ? supply : watts;
      },
    },
  },
  {
    id: 'local-app-cap-wins',
    title: 'Is capped by a setting of its own app, and says nothing of it',
    source: 'https://github.com/lbbrhzn/ocpp/blob/main/docs/supported-devices.md',
    alsoSeen: ['https://github.com/lbbrhzn/ocpp/blob/main/docs/user-guide.md'],
    seenOn: 'Rolec EVO ROLEC5011 fw 1.2.7',
    remedy: "Raise the current limit in the vendor's app to the circuit's",
    severity: 2,
    dialects: ALL,
    hooks: {
      limit: (watts) => Math.min(watts, 3680),
    },
  },
  {
    id: 'low-watt-limit-switches-to-dead-phase',
    title: 'Goes to one phase below 4.5 kW, on which the vehicle draws nothing',
    source: 'https://github.com/wlcrs/huawei_solar/issues/491',
    seenOn: "Huawei SCharger 22KT (reporter's hypothesis)",
    remedy: 'Lock the charger to the phases that the vehicle uses',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      limit: (watts) => (watts < 4500 ? 0 : watts),
    },
  },
  {
    id: 'current-step-quantised',
    title: 'Applies 6, 8, 10, 13, 16, 20, 25 or 32 A only, and rounds down',
    source: 'https://github.com/evcc-io/evcc/blob/master/templates/definition/charger/ocpp-necharge.yaml',
    seenOn: 'NEcharge Pro',
    remedy: 'Plan in the steps that the charger has',
    severity: 3,
    dialects: LEGACY,
    hooks: {
      limit: (watts, { supply }) => {
        const amps = (watts / supply) * 32;
        return (supply * ([32, 25, 20, 16, 13, 10, 8, 6].find((step) => step <= amps + 0.01) ?? 0)) / 32;
      },
    },
  },
  {
    id: 'sub6a-clamped-to-6a',
    title: 'Charges at 6 A when told less than 6 A',
    source: 'https://github.com/lbbrhzn/ocpp/issues/400',
    alsoSeen: [
      'https://github.com/evcc-io/evcc/issues/13953',
      'https://github.com/dirkgroenen/hass-evse-load-balancer/pull/89',
    ],
    seenOn:
      "Wallbox Pulsar ('does not support a current lower than 6A'); KEBA P30 via Modbus (1 A -> 6 A x3)",
    remedy: 'Send 0 where less than 6 A is meant',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      limit: (watts, { supply }) => (watts > 0 && watts < (supply * 6) / 32 ? (supply * 6) / 32 : watts),
    },
  },
  {
    id: 'amp-profile-treated-as-zero-power',
    title: 'Takes every limit in amperes for 0 W',
    source: 'https://github.com/matth-x/MicroOcpp/issues/310',
    seenOn: 'MicroOcpp 1.1.0 regression',
    remedy: 'Send watts, or update the firmware',
    severity: 1,
    dialects: LEGACY,
    hooks: {
      limit: (watts, { installed }) =>
        installed.some(({ profile }) => profile.schedules[0].unit === 'A') ? 0 : watts,
    },
  },
  {
    id: 'zero-limit-intermittent',
    title: 'Obeys a limit of 0 every other time',
    source: 'https://github.com/lbbrhzn/ocpp/issues/1245',
    seenOn: 'Wallbox (PUP1/PLP) 2024 fw',
    remedy: 'Read the power back after every hold, and send it again',
    severity: 1,
    dialects: LEGACY,
    hooks: {
      limit: (watts, { notes, supply }) => {
        if (notes.get('last') !== watts && watts === 0) notes.set('zeros', (notes.get('zeros') ?? 0) + 1);
        notes.set('last', watts);
        return watts === 0 && (notes.get('zeros') ?? 0) % 2 === 0 ? supply : watts;
      },
    },
  },
  {
    id: 'schedule-push-latency-10min',
    title: 'Learns of a new limit up to ten minutes late',
    source: 'https://github.com/mattrayner/pod-point-home-assistant-component/issues/24',
    seenOn: 'Pod Point Solo',
    remedy: 'Send plans at least a quarter of an hour ahead',
    severity: 3,
    dialects: ALL,
    hooks: {
      delay: () => 590,
    },
  },
  {
    id: 'random-delay-every-change',
    title: 'Waits for a random time at every change, also when it declares none',
    source: 'https://github.com/EVerest/EVerest/issues/538',
    alsoSeen: [
      'https://github.com/DJBenson/GivEVC-OCPP/issues/9',
      'https://github.com/mattrayner/pod-point-home-assistant-component/issues/24',
      'https://github.com/CJNE/pymyenergi/pull/81',
    ],
    seenOn:
      "EVerest uk_random_delay; GivEnergy ('started after the randomised period'); Pod Point; Zappi smartregs delay",
    remedy: 'Set the random delay to 0 where the supplier controls the charger',
    severity: 2,
    dialects: ALL,
    hooks: {
      delay: () => 450,
    },
  },
  {
    id: 'rtc-zone-corruption',
    title: 'Its clock is one hour ahead after its zone was set',
    source: 'https://github.com/OpenEVSE/openevse_esp32_firmware/issues/916',
    alsoSeen: ['https://github.com/OpenEVSE/openevse_esp32_firmware/issues/574'],
    seenOn: 'OpenEVSE WiFi v5.1.5',
    remedy: 'Set the zone to UTC, and restart',
    severity: 1,
    dialects: ALL,
    hooks: {
      scheduleTime: (at) => instant(at + 3_600_000),
    },
  },
];
