import type { EXIT } from './exit-codes.ts';

/** What a manual page says beyond the command's own options. `manual.test.ts` runs every example past the parser. */
export interface Page {
  readonly about: readonly string[];
  readonly examples: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Besides 0 and 64; default: bad input. */
  readonly exits?: readonly (keyof typeof EXIT)[];
  readonly see?: readonly string[];
}

const VERDICTS = ['failed', 'unproven', 'nothingRan', 'badInput', 'broken'] as const;

export const PAGES: Readonly<Record<string, Page>> = {
  run: {
    about: [
      'Plays scenarios against a subject (the system under test), writes down every frame, and judges the power that was metered against what the tariff promises. Without paths it takes the shipped suites and those in the suites/ folder of the project that one stands in.',
      'Without --subject the references of offpeak itself are judged, in this process and in virtual time: that shows that the harness is well. A subject file says how a real charger or CSMS is reached, what may be done to it, and how its time passes.',
    ],
    examples: {
      'offpeak run': 'everything, on the references',
      'offpeak run suites/overnight --out reports/run':
        'one area; leaves report.html, report.json, junit.xml and traces',
      'offpeak run --subject my-charger.yaml --only OVN-001': 'one night of a real charger',
      'offpeak run --subject charger --bug accept-ignore-profile': 'a reference that lies: it must be caught',
      'offpeak run --only OVN --dialect ocpp2.1 --link ws': 'over real loopback sockets; the same night',
      'offpeak run --shard 1/4 --out reports/1': 'the first of four machines',
    },
    files: {
      'suites/<area>/AREA-NNN-*.yaml': 'scenarios',
      'fixtures/tariffs/*.yaml': 'tariffs that scenarios name',
      'DIR/trace/*.ndjson': 'with --out: what happened, one line an event',
    },
    environment: {
      NO_COLOR: 'no colours',
      GITHUB_ACTIONS: '"true": findings become annotations at the lines of the YAML',
    },
    exits: [...VERDICTS, 'unreachable', 'interrupted'],
    see: ['list', 'explain', 'judge', 'merge', 'compare'],
  },
  compare: {
    about: [
      'Says what changed between two reports: new failures, what was fixed, what flickers, reactions that became slower, plans that changed. Numbers may get worse by a threshold before that counts.',
    ],
    examples: {
      'offpeak compare base/report.json new/report.json': 'for a person',
      'offpeak compare base/report.json new/report.json --markdown': 'for a pull request',
    },
    exits: ['failed', 'badInput'],
    see: ['run', 'merge'],
  },
  merge: {
    about: ['Puts the reports of several shards, or of repetitions, together into one.'],
    examples: { 'offpeak merge reports/1/report.json reports/2/report.json --out reports/all': 'two shards' },
    exits: VERDICTS,
    see: ['run', 'compare'],
  },
  keygen: {
    about: [
      'Makes the Ed25519 key pair that certificates are signed with. The private key is written for its owner only.',
    ],
    examples: {
      'offpeak keygen --out acme': 'acme.key.pem, to be kept secret, and acme.pub.pem, to be published',
    },
    see: ['certify', 'verify'],
  },
  certify: {
    about: [
      'Runs the scenarios of a profile of tariff compatibility against a subject and signs what was shown: suites, traces and verdicts with their hashes. Nothing may be filtered, and what was not tested is listed. It is no certification by the Open Charge Alliance.',
    ],
    examples: {
      'offpeak certify --profile fixed-window --subject my-charger.yaml --key acme.key.pem':
        'bundle and page in reports/certificate',
    },
    exits: [...VERDICTS, 'unreachable', 'interrupted'],
    see: ['keygen', 'verify'],
  },
  verify: {
    about: [
      'Needs a bundle and the public key, nothing else: checks the signature and every file, judges each trace again, and wants the same verdicts byte for byte.',
    ],
    examples: { 'offpeak verify reports/certificate/bundle.zip --key acme.pub.pem': 'as anybody may do' },
    exits: ['failed', 'badInput'],
    see: ['certify'],
  },
  bugs: {
    about: [
      'Plays every deliberate bug of the references against every scenario and says who catches whom, and what a bug looks like from outside.',
    ],
    examples: {
      'offpeak bugs': 'the whole table',
      'offpeak bugs --only ignores-zero': 'one of them, with all that it leaves',
    },
    exits: ['failed', 'badInput', 'broken'],
    see: ['list', 'run'],
  },
  list: {
    about: [
      'Lists the scenarios that there are: the shipped ones and those of the project that one stands in. Sorted by id.',
    ],
    examples: {
      'offpeak list': 'id, side, dialects, title',
      'offpeak list --json': 'with what each proves, for other programs',
      'offpeak list --bugs': 'the deliberate bugs that --bug takes',
    },
    exits: ['nothingRan', 'badInput'],
    see: ['explain', 'run'],
  },
  explain: {
    about: [
      'Says in words what a scenario does and checks, with every time resolved to date, clock and distance from UTC.',
    ],
    examples: { 'offpeak explain OVN-010': 'the night that is an hour short' },
    see: ['list'],
  },
  check: {
    about: [
      'Reads suites, fixtures and subject files as strictly as a run does, and prints every problem with file, line and column. Secrets that a subject file names need not be set.',
    ],
    examples: { 'offpeak check': 'everything', 'offpeak check my-charger.yaml suites/acme': 'these' },
    exits: ['nothingRan', 'badInput'],
    see: ['run'],
  },
  judge: {
    about: [
      'Judges a stored trace again by the scenario that it names. The same trace and scenario give the same verdict, years later and on any machine.',
    ],
    examples: { 'offpeak judge reports/run/trace/OVN-001.ocpp1.6.charger.ndjson': 'from --out of a run' },
    exits: VERDICTS,
    see: ['run', 'verify'],
  },
  cost: {
    about: ['Computes what the transactions of a trace cost under a tariff, band by band.'],
    examples: { 'offpeak cost trace.ndjson --tariff fixtures/tariffs/economy-7.yaml': 'by a fixture' },
    see: ['judge', 'tariff'],
  },
  schedule: {
    about: [
      'Computes the composite schedule of any pile of charging profiles of any version, by the oracle that also judges. Reads a message, a list of messages, or profiles with the transactions that they belong to.',
    ],
    examples: {
      'offpeak schedule profiles.json --from 2026-01-14T21:00:00Z --hours 12 --unit W --plot':
        'drawn in the terminal',
    },
    see: ['explain'],
  },
  tariff: {
    about: [
      'Turns an OCPI tariff or an OCPP 2.1 Tariff into a tariff fixture, and refuses what a fixture cannot say.',
    ],
    examples: { 'offpeak tariff ocpi-tariff.json --zone Europe/London': 'YAML on standard output' },
    see: ['cost'],
  },
  simulate: {
    about: [
      'Runs the reference charger or the reference CSMS alone, in real time, until Ctrl-C; prints every frame.',
    ],
    examples: {
      'offpeak simulate charger --url ws://127.0.0.1:9000/ocpp': 'plugs in at once',
      'offpeak simulate csms --port 9000 --dialect ocpp2.0.1': 'plans by the tariff',
    },
    exits: ['badInput', 'unreachable'],
    see: ['run'],
  },
  doctor: {
    about: [
      'Looks at a central system as a charger would, or with --listen at a charger as a central system would, from the cable to an accepted BootNotification, and says what to do about what it finds.',
      'Nothing is set: it dials, says BootNotification, reads settings and hangs up. Use an identity that no charger is connected with.',
    ],
    examples: {
      'offpeak doctor ws://127.0.0.1:9000/ocpp/CP1': 'the last part is the identity',
      'offpeak doctor wss://csms.example/CP1 --ca root.pem --password-env CP1_PASSWORD': 'security profile 2',
      'offpeak doctor --listen 9000 --host 0.0.0.0': 'waits for a charger in the network',
    },
    exits: ['failed', 'badInput', 'unreachable'],
    see: ['simulate', 'run'],
  },
  init: {
    about: [
      'Writes what a project needs to begin with: a subject file to fill in, a suite with a tariff and a requirement of your own that passes on the references, and a CI file. Files that are there already are never touched: then nothing is written.',
    ],
    examples: {
      'offpeak init': 'in this folder',
      'offpeak init bench --side csms --ci gitlab': 'for a CSMS, tested by GitLab',
    },
    files: {
      'subjects/': 'how your charger or CSMS is reached',
      'suites/own/, fixtures/tariffs/': 'a night of your own',
    },
    see: ['check', 'run'],
  },
  completion: {
    about: ['Prints a script that completes commands, options, their values and scenario ids in a shell.'],
    examples: {
      'offpeak completion bash': 'add "source <(offpeak completion bash)" to ~/.bashrc',
      'offpeak completion zsh': 'add "source <(offpeak completion zsh)" to ~/.zshrc, after compinit',
      'offpeak completion fish': 'offpeak completion fish > ~/.config/fish/completions/offpeak.fish',
    },
    exits: [],
  },
};
