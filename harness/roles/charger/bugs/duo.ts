import type { ChargerBug } from '../hooks.ts';

const ALL = ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const;
const MINUTES = 60_000;

/** What goes wrong in chargers that two systems want to steer. */
export const DUO_BUGS: readonly ChargerBug[] = [
  {
    id: 'obeys-both-systems',
    title: 'Obeys whichever of its two systems spoke last',
    source: 'https://github.com/lbbrhzn/ocpp/issues/879',
    severity: 1,
    dialects: ALL,
    caughtBy: ['DUO-001', 'DUO-002'],
    remedy: 'Connect one system only; let the other have its data from that one.',
    hooks: { portal: 'obeyed' },
  },
  {
    id: 'deceives-second-system',
    title: 'Accepts the plans of its second system and does nothing with them',
    severity: 2,
    dialects: ALL,
    caughtBy: ['DUO-001'],
    hooks: { portal: 'deceived' },
  },
  {
    id: 'stack-level-ignored',
    title: 'Keeps one profile of each purpose, whatever its stack level',
    severity: 1,
    dialects: ALL,
    caughtBy: ['DUO-004', 'DUO-005'],
    hooks: { storeProfile: (profile) => ({ ...profile, stackLevel: 0 }) },
  },
  {
    id: 'two-plans-by-turns',
    title: 'With two profiles of one purpose installed it goes from one to the other every few minutes',
    severity: 1,
    dialects: ALL,
    caughtBy: ['DUO-004'],
    hooks: {
      limit: (watts, { at, supply, installed }) =>
        installed.length > 1 && Math.floor(at / (5 * MINUTES)) % 2 === 0 ? supply : watts,
    },
  },
  {
    id: 'stale-zero-profile-persists',
    title: 'Keeps a stop of an earlier system when everything is cleared',
    source: 'https://github.com/lbbrhzn/ocpp/issues/879',
    severity: 1,
    dialects: ALL,
    caughtBy: ['DUO-006'],
    remedy: 'Connect the earlier system once more and clear there, or reset the charger to factory settings.',
    hooks: { clears: (profile) => profile.stackLevel < 5 },
  },
];

/** What goes wrong in chargers that are given another firmware. */
export const FIRMWARE_BUGS: readonly ChargerBug[] = [
  {
    id: 'firmware-update-breaks-control',
    title: 'Obeys no profile any more once it has been updated',
    source: 'https://github.com/evcc-io/evcc/issues/14056',
    severity: 1,
    dialects: ALL,
    caughtBy: ['FIR-001', 'FIR-004', 'FIR-006'],
    remedy: 'Go back to the firmware before, or on to one that its maker has repaired.',
    hooks: { limit: (watts, { supply, memory }) => (memory.firmware === '1' ? watts : supply) },
  },
  {
    id: 'update-loses-profiles',
    title: 'Forgets the default profile with an update',
    severity: 2,
    dialects: ALL,
    caughtBy: ['FIR-006'],
    remedy: 'Have the supplier send its plan after every boot.',
    hooks: {
      firmwareInstalled(memory) {
        memory.profiles = [];
      },
    },
  },
  {
    id: 'update-breaks-the-night',
    title: 'Installs beside a running transaction, and forgets its plan',
    severity: 1,
    dialects: ALL,
    caughtBy: ['FIR-002'],
    hooks: {
      installsAtOnce: true,
      firmwareInstalled(memory) {
        memory.profiles = memory.profiles.filter(({ profile }) => profile.purpose !== 'TxProfile');
      },
    },
  },
  {
    id: 'installs-anything',
    title: 'Installs an image that it could not get, or whose signature is not that of the file',
    severity: 1,
    dialects: ALL,
    caughtBy: ['FIR-003', 'FIR-005'],
    hooks: { installsAnything: true },
  },
  {
    id: 'update-claimed',
    title: 'Tells that an image is installed which it never got',
    severity: 2,
    dialects: ALL,
    caughtBy: ['FIR-003'],
    hooks: { firmwareStatus: (right) => (right === 'DownloadFailed' ? 'Installed' : right) },
  },
  {
    id: 'update-untold',
    title: 'Never tells that an update is installed',
    severity: 3,
    dialects: ALL,
    caughtBy: ['FIR-001'],
    hooks: { firmwareStatus: (right) => (right === 'Installed' ? 'Idle' : right) },
  },
];
