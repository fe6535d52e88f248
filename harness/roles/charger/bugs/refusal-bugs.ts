import type { ChargerBug } from '../hooks.ts';
import { ALL, LEGACY, NEWER } from './dialects.ts';
import { ACCEPTED, profileIn, REJECTED, unitOf } from './spoil.ts';

/** Requests about profiles are refused, dropped or left unanswered. */
export const REFUSAL_BUGS: readonly ChargerBug[] = [
  {
    id: 'transaction-burned-after-reject',
    title: 'Refuses every plan of a transaction once it has refused one',
    source: 'https://github.com/JoaoPedroBelo/bmw-wallbox-ha/pull/18',
    alsoSeen: ['https://github.com/JoaoPedroBelo/bmw-wallbox-ha/pull/25'],
    seenOn: 'BMW/Delta Gen 4',
    remedy: 'Begin a new transaction',
    severity: 1,
    dialects: NEWER,
    hooks: {
      hears: (action, payload, notes) => {
        const profile = profileIn(action, payload);
        if (profile === undefined) return undefined;
        if (Number(profile['stackLevel']) > 100) notes.set('burned', 1);
        return notes.has('burned') ? REJECTED : undefined;
      },
    },
  },
  {
    id: 'smartcharging-absent',
    title: 'Has no smart charging',
    source: 'https://github.com/evcc-io/evcc/issues/17836',
    alsoSeen: [
      'https://github.com/evcc-io/evcc/issues/20846',
      'https://github.com/evcc-io/evcc/issues/27499',
    ],
    seenOn:
      'Heidelberg Amperfied connect.business; myenergi Zappi (OCPP cloud only); Zaptec Go 2 (cloud mode; Off does not stop)',
    remedy: 'Choose another charger, or have its firmware updated',
    severity: 1,
    dialects: LEGACY,
    hooks: {
      hears: (action) => (action === 'SetChargingProfile' ? { error: 'NotSupported' } : undefined),
    },
  },
  {
    id: 'local-feature-gate-rejects',
    title: 'Refuses every plan while a switch in its own settings is off',
    source: 'https://github.com/lbbrhzn/ocpp/issues/877',
    alsoSeen: ['https://github.com/lbbrhzn/ocpp/issues/263'],
    seenOn: 'Schneider EVlink SmartWallbox (fw 3400)',
    remedy: 'Switch smart charging on at the charger: an installer can',
    severity: 1,
    dialects: LEGACY,
    hooks: {
      hears: (action) => (action === 'SetChargingProfile' ? REJECTED : undefined),
    },
  },
  {
    id: 'absolute-profile-no-reply',
    title: 'Never answers an absolute profile',
    source: 'https://github.com/lbbrhzn/ocpp/issues/2158',
    seenOn: 'Timxon A0',
    remedy: 'Send relative profiles, or update the firmware',
    severity: 1,
    dialects: LEGACY,
    hooks: {
      hears: (action, payload) =>
        profileIn(action, payload)?.['chargingProfileKind'] === 'Absolute' ? 'silence' : undefined,
    },
  },
  {
    id: 'absolute-poorly-supported',
    title: 'Accepts absolute profiles, and follows relative ones only',
    source: 'https://github.com/evcc-io/evcc/pull/25042',
    alsoSeen: ['https://github.com/evcc-io/evcc/issues/15492'],
    seenOn: 'Wallbox Pulsar/Copper/Commander fw 6.x',
    remedy: 'Send relative profiles, or update the firmware',
    severity: 1,
    dialects: LEGACY,
    hooks: {
      hears: (action, payload) =>
        profileIn(action, payload)?.['chargingProfileKind'] === 'Absolute' ? ACCEPTED : undefined,
    },
  },
  {
    id: 'w-only-station',
    title: 'Refuses limits in amperes, and does not say so beforehand',
    source: 'https://github.com/lbbrhzn/ocpp/pull/2084',
    alsoSeen: [
      'https://github.com/lbbrhzn/ocpp/issues/2134',
      'https://github.com/evcc-io/evcc/blob/master/templates/definition/charger/ocpp-huawei.yaml',
    ],
    seenOn: 'Huawei FusionCharge/SCharger; FoxESS reports A,W',
    remedy: 'Send watts',
    severity: 2,
    dialects: ALL,
    hooks: {
      hears: (action, payload) => {
        const profile = profileIn(action, payload);
        return profile !== undefined && unitOf(profile) === 'A' ? REJECTED : undefined;
      },
    },
  },
  {
    id: 'max-stacklevel-overstated',
    title: 'Refuses every stack level above 0, though it says that it has more',
    source: 'https://github.com/lbbrhzn/ocpp/issues/1737',
    alsoSeen: [
      'https://github.com/evcc-io/evcc/issues/15493',
      'https://github.com/evcc-io/evcc/issues/15581',
      'https://github.com/evcc-io/evcc/issues/15864',
    ],
    seenOn:
      "ABB Terra AC fw 1.8.0-1.8.21 (says 3); Wallbox Pulsar Plus 5.17.87 / Pulsar Max (level 1 Rejected, level 0 Accepted in the same state); a vendor's reply 'we only do support StackLevel 0'",
    remedy: 'Use stack level 0 alone',
    severity: 2,
    dialects: ALL,
    hooks: {
      hears: (action, payload) =>
        Number(profileIn(action, payload)?.['stackLevel'] ?? 0) > 0 ? REJECTED : undefined,
    },
  },
  {
    id: 'connector0-profile-ignored',
    title: 'Accepts a profile for the whole station, and does nothing with it',
    source: 'https://github.com/lbbrhzn/ocpp/issues/1851',
    alsoSeen: [
      'https://github.com/lbbrhzn/ocpp/commit/a3bc732',
      'https://github.com/EVerest/libocpp/pull/1021',
    ],
    seenOn: 'EN+ Caro; single-connector chargers handled in HA #1736; libocpp before #1021 (duplicates)',
    remedy: 'Send it to connector 1',
    severity: 1,
    dialects: LEGACY,
    hooks: {
      hears: (action, payload) =>
        action === 'SetChargingProfile' && payload['connectorId'] === 0 ? ACCEPTED : undefined,
    },
  },
  {
    id: 'profile-validated-with-1.6-schema',
    title: 'Finds a fault in the form of every 2.0.1 profile',
    source: 'https://github.com/lbbrhzn/ocpp/issues/2050',
    alsoSeen: ['https://github.com/lbbrhzn/ocpp/commit/b59f98f'],
    seenOn: 'FoxESS A022KP1 fw 1.10/1.06',
    remedy: 'Update the firmware, or run the charger on 1.6',
    severity: 1,
    dialects: NEWER,
    hooks: {
      hears: (action) =>
        action === 'SetChargingProfile' ? { error: 'PropertyConstraintViolation' } : undefined,
    },
  },
  {
    id: 'txprofile-accepted-no-tx',
    title: 'Accepts a plan for a transaction that does not run',
    source: 'https://github.com/EVerest/libocpp/pull/616',
    alsoSeen: [
      'https://github.com/EVerest/libocpp/pull/821',
      'https://github.com/matth-x/MicroOcpp/pull/260',
    ],
    seenOn: 'libocpp before #616/#821; MicroOcpp before #260',
    remedy: 'Wait for the transaction before the plan is sent',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      hears: (action, payload) =>
        profileIn(action, payload)?.['chargingProfilePurpose'] === 'TxProfile' ? ACCEPTED : undefined,
    },
  },
  {
    id: 'remotestart-profile-rejected',
    title: 'Refuses to start remotely with a plan',
    source: 'https://github.com/goecharger/go-eCharger-API-v2/issues/243',
    seenOn: 'go-e V4 fw 56.9',
    remedy: 'Start without a plan, and send the plan when the transaction runs',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      hears: (action, payload) =>
        action === 'RemoteStartTransaction' && 'chargingProfile' in payload ? REJECTED : undefined,
    },
  },
  {
    id: 'remote-stop-always-rejected',
    title: 'Refuses every remote stop',
    source: 'https://github.com/evcc-io/evcc/issues/14056',
    seenOn: 'Wallbox Pulsar Plus (2024-05 update)',
    remedy: 'Hold at 0 in place of stopping',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      hears: (action) => (action === 'RemoteStopTransaction' ? REJECTED : undefined),
    },
  },
  {
    id: 'clear-empty-unknown',
    title: 'Says that there is no profile to clear while one limits it',
    source: 'https://github.com/lbbrhzn/ocpp/issues/1078',
    seenOn: 'ZJ Beny',
    remedy: 'Replace the profile by one that allows all',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      hears: (action) => (action === 'ClearChargingProfile' ? { result: { status: 'Unknown' } } : undefined),
    },
  },
  {
    id: 'clear-accepted-no-effect',
    title: 'Accepts that profiles be cleared, and keeps them',
    source: 'https://github.com/lbbrhzn/ocpp/issues/1737',
    seenOn: 'ABB Terra AC (2025-09)',
    remedy: 'Replace the profile by one that allows all',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      hears: (action) => (action === 'ClearChargingProfile' ? ACCEPTED : undefined),
    },
  },
];
