import { join, resolve, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';
import type { DialectId } from '../../dialects/index.ts';
import { HarnessError } from '../../errors.ts';
import {
  containerEngine,
  readSubjectFile,
  subjectOf,
  type Engine,
  type RunningSubject,
  type Stage,
  type Subject,
} from '../../subject/index.ts';
import { loadSuites, type Scenario } from '../../suite/index.ts';
import { PacedClock } from '../../time/index.ts';
import { TraceWriter } from '../../trace/index.ts';
import { OPEN, type Link } from '../../wire/index.ts';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
export const CLI = join(ROOT, 'harness/cli/offpeak.js');

const found = await containerEngine();

/** Runs where there is a container engine; elsewhere its tests are skipped, and say why. */
export const withEngine = (name: string, tests: (engine: Engine) => void): void => {
  const why = 'reason' in found ? ` (${found.reason})` : '';
  describe.skipIf(why !== '')(`${name}${why}`, () => {
    // Tests that are skipped are only named.
    tests(found as Engine);
  });
};

export const scenario = (id: string): Scenario => {
  const one = loadSuites([join(ROOT, 'suites/overnight')], ROOT).find((each) => each.id === id);
  if (one === undefined) throw new HarnessError(`there is no scenario ${id}`);
  return one;
};

/** The subject of a file with this text; names in it are looked for beside the root of the checkout. */
export const contained = (yaml: string, environment: Readonly<Record<string, string>> = {}): Subject =>
  subjectOf(readSubjectFile(join(ROOT, 'subject.yaml'), yaml, environment), { ask: undefined });

export interface OnStage {
  readonly subject: RunningSubject;
  readonly trace: TraceWriter;
  /** The first connection of a charger that dials in. */
  readonly link: Promise<Link>;
  stop(): Promise<void>;
}

/** Starts a subject as a night does, without a night. */
export const onStage = async (subject: Subject, dialect: DialectId = 'ocpp1.6'): Promise<OnStage> => {
  const night = scenario('OVN-001');
  const clock = new PacedClock({ mode: 'real', start: night.given.now, rate: 1 });
  const trace = new TraceWriter(
    {
      kind: 'header',
      format: 'offpeak-trace/1',
      offpeak: 'test',
      scenario: night.id,
      scenarioHash: night.hash,
      dialect,
      subject: subject.side,
      subjectName: subject.name,
      reference: false,
      timeMode: 'real',
      seed: '1',
      zone: night.given.zone,
      tzdata: '',
      at: night.given.now,
      declares: {},
    },
    clock,
  );
  let connected: (link: Link) => void = () => undefined;
  const link = new Promise<Link>((resolve) => {
    connected = resolve;
  });
  const { given } = night;
  const stage: Stage = {
    dialect,
    clock,
    zone: given.zone,
    start: given.now,
    supply: given.supply,
    tariff: given.tariff,
    plan: given.plan,
    station: given.station,
    trace,
    random: () => 0.5,
    endpoint: {
      locked: false,
      shows: () => ({}),
      onShow: () => undefined,
      door: () => OPEN,
      stray: () => undefined,
      refused: () => undefined,
    },
    onLink: connected,
  };
  const reason = await subject.prepare?.();
  if (reason !== undefined) throw new HarnessError(reason);
  const running = await subject.start(stage);
  return {
    subject: running,
    trace,
    link,
    async stop() {
      await running.stop();
      await subject.dispose?.();
      clock.stop();
    },
  };
};

/** @throws Error that names what of ours is still there. */
export const nothingRemains = async (engine: Engine): Promise<void> => {
  const left = await remains(engine);
  if (left.length > 0) throw new HarnessError(`left behind: ${left.join(', ')}`);
};

/** What of ours is there now: containers, networks and built images of this process's session. */
const remains = async ({ client, labels }: Engine): Promise<readonly string[]> => {
  const { dockerode } = client.container;
  const filters = { label: Object.entries(labels).map(([key, value]) => `${key}=${value}`) };
  return [
    ...(await dockerode.listContainers({ all: true, filters })).map(({ Id }) => `container ${Id}`),
    ...(await dockerode.listNetworks({ filters })).map(({ Id }) => `network ${Id}`),
    ...(await dockerode.listImages({ filters: JSON.stringify(filters) })).map(({ Id }) => `image ${Id}`),
  ];
};

export const CSMS = `id: own-csms
name: our CSMS image
side: csms
dialects: [ocpp1.6, ocpp2.0.1]
reach: { url: 'ws://container:9000/ocpp', identity: TEST1 }
patience: 20 s
container:
  image: offpeak-simulator:local
  command: [simulate, csms, --host, 0.0.0.0, --dialect, 'ocpp1.6,ocpp2.0.1', --control, '0.0.0.0:9090']
  ports: [9000, 9090]
  read-only: yes
  ready: { websocket: 9000, path: /ocpp }
declares: { SC.TxProfile: yes, SC.Watts: yes, MV.Sampled: yes }
`;

export const CHARGER = `id: own-charger
name: our charger image
side: charger
dialects: [ocpp1.6]
reach: { port: 0, identity: C1 }
patience: 20 s
container:
  image: offpeak-simulator:local
  command: [simulate, charger, --url, '{harness}/ocpp', --identity, '{identity}', --waits, --samples, '30', --control, '0.0.0.0:9090']
  ports: [9090]
  read-only: yes
  ready: { port: 9090 }
actions:
  plug in: { http: { url: 'http://container:9090/plug-in' } }
  unplug: { http: { url: 'http://container:9090/unplug' } }
declares: { SC.TxProfile: yes, SC.Watts: yes, MV.Sampled: yes }
`;
