import { wholeSeconds } from '../../../energy/index.ts';
import type { ChargerBug } from '../hooks.ts';
import type { Letter } from '../outbox.ts';

const ALL = ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const;
const NEW = ['ocpp2.0.1', 'ocpp2.1'] as const;

const MINUTES = 60_000;
const FOR_EVER = wholeSeconds(31_536_000);

/** Letters as if everything in them had happened at `now`. */
const restamped = (waiting: readonly Letter[], now: Letter['transaction']['since']): readonly Letter[] =>
  waiting.map((letter) => {
    const samples = letter.intent.samples.map((sample) => ({ ...sample, at: now }));
    const intent =
      letter.intent.kind === 'sends meter values'
        ? { ...letter.intent, samples }
        : { ...letter.intent, samples, at: now };
    return { ...letter, intent };
  });

/** What goes wrong in chargers when the link or the power does. */
export const NIGHT_BUGS: readonly ChargerBug[] = [
  {
    id: 'profile-invalidated-on-ws-drop',
    title: 'Forgets its profiles when the link breaks, and charges at full rate',
    source: 'https://github.com/goecharger/go-eCharger-API-v2/issues/217',
    dialects: ALL,
    severity: 1,
    caughtBy: ['OFF-001', 'OFF-003'],
    remedy: 'Update the firmware (go-e 56.8 and later), or let a default profile hold the night.',
    hooks: {
      linkLost(memory) {
        memory.profiles = [];
      },
    },
  },
  {
    id: 'offline-means-free',
    title: 'Takes the loss of the link for leave to charge at full rate, as long as it lasts',
    dialects: ALL,
    severity: 1,
    caughtBy: ['OFF-001', 'OFF-004', 'OFF-009'],
    hooks: {
      limit: (watts, { supply, memory }) => (memory.offlineSince === undefined ? watts : supply),
    },
  },
  {
    id: 'offline-means-stop',
    title: 'Stops charging as long as there is no link',
    dialects: ALL,
    severity: 1,
    caughtBy: ['OFF-002', 'OFF-003'],
    hooks: { limit: (watts, { memory }) => (memory.offlineSince === undefined ? watts : 0) },
  },
  {
    id: 'no-reconnect',
    title: 'Never dials again after a loss of the link',
    source: 'https://github.com/EVerest/EVerest/issues/1808',
    dialects: ALL,
    severity: 1,
    caughtBy: ['OFF-001', 'OFF-009'],
    remedy: 'Power-cycle it after outages, or have the router do so; update the firmware.',
    hooks: { backOff: () => 10_000_000 },
  },
  {
    id: 'reconnect-storm',
    title: 'Dials every second while it is refused',
    source: 'https://github.com/EVerest/EVerest/pull/2475',
    dialects: ALL,
    severity: 2,
    caughtBy: ['OFF-001', 'OFF-005'],
    remedy: 'Raise the reconnect interval in its settings; update the firmware.',
    hooks: { backOff: () => 1 },
  },
  {
    id: 'trusts-dead-link',
    title: 'Does not find out that a link is open in name only',
    source: 'https://github.com/dingo35/SmartEVSE-3.5/issues/202',
    dialects: ALL,
    severity: 1,
    caughtBy: ['OFF-009'],
    remedy: 'Set a WebSocketPingInterval of a minute or two.',
    hooks: { trustsDeadLinks: true },
  },
  {
    id: 'queues-nothing',
    title: 'Throws away what it cannot send at once',
    dialects: ALL,
    severity: 1,
    caughtBy: ['OFF-001', 'OFF-006'],
    hooks: { queues: () => false },
  },
  {
    id: 'offline-queue-overflow-drops',
    title: 'Keeps a hundred messages and drops what comes then, the end of the transaction too',
    source: 'https://github.com/mikuso/ocpp-rpc/issues/69',
    dialects: ALL,
    severity: 2,
    caughtBy: ['OFF-021'],
    remedy: 'Sample less often, so that a night fits into its queue.',
    hooks: { queues: (_, waiting) => waiting.length < 100 },
  },
  {
    id: 'queue-newest-first',
    title: 'Sends what waited with the newest first',
    dialects: ALL,
    severity: 2,
    caughtBy: ['OFF-001', 'OFF-005'],
    hooks: { outbox: (waiting) => waiting.toReversed() },
  },
  {
    id: 'queue-restamped',
    title: 'Gives what waited the time at which it is sent',
    dialects: ALL,
    severity: 2,
    caughtBy: ['OFF-002', 'OFF-003'],
    hooks: { outbox: restamped },
  },
  {
    id: 'queue-sent-twice',
    title: 'Sends each message that waited twice',
    dialects: ALL,
    severity: 2,
    caughtBy: ['OFF-001'],
    hooks: { outbox: (waiting) => waiting.flatMap((letter) => [letter, { ...letter }]) },
  },
  {
    id: 'offline-flag-forgotten',
    title: 'Does not mark messages of an offline time',
    dialects: NEW,
    severity: 3,
    caughtBy: ['OFF-001'],
    hooks: {
      outbox: (waiting) =>
        waiting.map((letter) =>
          letter.intent.kind === 'sends meter values'
            ? letter
            : { ...letter, intent: { ...letter.intent, offline: false } },
        ),
    },
  },
  {
    id: 'stoptx-id-minus1',
    title: 'Ends a transaction that began offline with the id -1',
    source: 'https://github.com/EVerest/libocpp/issues/495',
    dialects: ['ocpp1.6'],
    severity: 1,
    caughtBy: ['OFF-019'],
    remedy: 'Update the firmware (EVerest after 2024-02).',
    hooks: {
      learnsId: ({ intent }) => !('offline' in intent && intent.offline),
    },
  },
  {
    id: 'offline-tx-freeze',
    title: 'After a reboot without a link it begins no session until the link is back',
    source: 'https://github.com/matth-x/MicroOcpp/issues/298',
    dialects: ALL,
    severity: 1,
    caughtBy: ['OFF-020'],
    remedy: 'Update the firmware (MicroOcpp 1.1 and later).',
    hooks: { begins: ({ boots, offlineSince }) => boots < 2 || offlineSince === undefined },
  },
  {
    id: 'profile-lost-at-reboot',
    title: 'Forgets its profiles when the power goes',
    source: 'https://github.com/lbbrhzn/ocpp/issues/1078',
    dialects: ALL,
    severity: 1,
    caughtBy: ['PWR-001', 'OFF-010'],
    remedy: 'Have the supplier send its plan after every boot.',
    hooks: {
      powerLost(memory) {
        memory.profiles = [];
      },
    },
  },
  {
    id: 'full-rate-after-boot',
    title: 'Charges at full rate in the minutes after a boot',
    dialects: ALL,
    severity: 1,
    caughtBy: ['PWR-001', 'PWR-007'],
    hooks: {
      limit: (watts, { supply, at, memory: { boots, bootedAt } }) =>
        boots > 1 && at - (bootedAt ?? at) < 5 * MINUTES ? supply : watts,
    },
  },
  {
    id: 'queue-lost-at-reboot',
    title: 'Loses what it had not sent when the power goes',
    dialects: ALL,
    severity: 2,
    caughtBy: ['OFF-020'],
    hooks: {
      powerLost(memory) {
        memory.outbox.length = 0;
      },
    },
  },
  {
    id: 'transaction-forgotten-at-reboot',
    title: 'Forgets the running transaction when the power goes, and begins another without ending it',
    source: 'https://github.com/lbbrhzn/ocpp/issues/1078',
    dialects: ALL,
    severity: 1,
    caughtBy: ['PWR-001', 'PWR-002'],
    hooks: {
      powerLost(memory) {
        memory.transactions.clear();
      },
    },
  },
  {
    id: 'register-lost-at-reboot',
    title: 'Counts energy from nothing after a loss of power',
    dialects: ALL,
    severity: 2,
    caughtBy: ['PWR-002'],
    hooks: {
      powerLost(memory) {
        memory.registers.clear();
      },
    },
  },
  {
    id: 'max-offline-ignored',
    title: 'Keeps to a profile longer offline than its maxOfflineDuration allows',
    dialects: ['ocpp2.1'],
    severity: 2,
    caughtBy: ['OFF-016'],
    hooks: {
      storeProfile: (profile) =>
        profile.maxOfflineDuration === undefined
          ? profile
          : { ...profile, maxOfflineDuration: FOR_EVER, invalidAfterOffline: false },
    },
  },
  {
    id: 'invalid-after-offline-ignored',
    title: 'Takes a profile up again that was to be void after a long offline time',
    dialects: ['ocpp2.1'],
    severity: 2,
    caughtBy: ['OFF-017'],
    hooks: {
      storeProfile: (profile) => ({ ...profile, invalidAfterOffline: false }),
    },
  },
];
