import { HarnessError } from '../errors.ts';
import type { Action } from './action.ts';
import { containerEngine, type Engine } from './container-engine.ts';
import { containerFaults } from './container-faults.ts';
import { makeNetwork, type NightNetwork } from './container-network.ts';
import { startContainers, type RunningContainers } from './container-night.ts';
import { prepareImages, removeBuilt, type Images } from './container-prepare.ts';
import type { ContainerBlock } from './container-spec.ts';
import { externalSubject, type Bench } from './external.ts';
import { freePort } from './free-port.ts';
import type { Reach, SubjectFile } from './subject-file.ts';
import type { RunningSubject, Stage, Subject } from './subject.ts';

/** A URL's host, where that may be a container's name, and its port. */
const NAMED = /^[a-z]+:\/\/([a-z][a-z0-9-]*):(\d+)/i;

/** The subject that a subject file describes, in containers or not. */
export const subjectOf = (file: SubjectFile, bench: Bench): Subject =>
  file.containers === undefined
    ? externalSubject(file, bench)
    : containedSubject(file, file.containers, bench);

interface Prepared {
  readonly engine: Engine;
  readonly images: Images;
}

/** A subject in containers: for each scenario a network, fresh containers on it, and nothing of them after it. */
const containedSubject = (file: SubjectFile, block: ContainerBlock, bench: Bench): Subject => {
  let prepared: Prepared | undefined;
  return {
    ...externalSubject(file, bench),
    where: `in ${block.length === 1 ? 'a container' : `${block.length} containers`}`,
    async prepare() {
      const engine = await containerEngine();
      if ('reason' in engine) return engine.reason;
      prepared = { engine, images: await prepareImages(engine, block, file.id) };
      return undefined;
    },
    start(stage) {
      if (prepared === undefined) throw new HarnessError('a container subject was not prepared');
      return startNight(file, block, bench, stage, prepared);
    },
    async dispose() {
      if (prepared !== undefined) await removeBuilt(prepared.engine, block, prepared.images);
    },
  };
};

const startNight = async (
  file: SubjectFile,
  block: ContainerBlock,
  bench: Bench,
  stage: Stage,
  { engine, images }: Prepared,
): Promise<RunningSubject> => {
  const { reach } = file;
  const network = await makeNetwork(engine, block);
  let containers: RunningContainers | undefined;
  let running: RunningSubject | undefined;
  const stop = async (): Promise<void> => {
    await containers?.stop();
    await running?.stop();
    await network.remove();
  };
  // The addresses of containers are known when they have started, and a charger must find us listening before.
  const resolve = (url: string): string => containers?.resolve(url) ?? url;
  const there = (at: Reach): SubjectFile => ({
    ...file,
    reach: at,
    get actions() {
      return resolveActions(file.actions, resolve);
    },
  });
  let port = 0;
  try {
    if (reach.kind === 'dials in') {
      const host = reach.host === '127.0.0.1' ? network.listenHost : reach.host;
      port = reach.port === 0 ? await freePort(host) : reach.port;
      running = await externalSubject(there({ ...reach, host, port }), bench).start(stage);
    }
    containers = await startContainers(engine, {
      block,
      images,
      network,
      blanks: {
        harness: `ws://${network.harnessHost}:${port}`,
        'harness-host': network.harnessHost,
        'harness-port': String(port),
        identity: reach.identity ?? 'OFFPEAK',
        dialect: stage.dialect,
      },
      ...(file.basic === undefined ? {} : { basic: file.basic }),
      patience: file.patience,
      time: file.time,
      clock: stage.clock,
      output: (text) => stage.trace.add({ kind: 'note', by: 'subject', text }),
    });
    if (reach.kind === 'is dialled')
      running = await externalSubject(there({ ...reach, url: resolve(reach.url) }), bench).start(stage);
  } catch (error) {
    await stop();
    throw error;
  }
  if (running === undefined) throw new HarnessError('a contained subject is neither dialled nor dials in');
  return {
    ...running,
    ...harm(file, stage, { engine, network, containers, port }),
    lost: Promise.race([running.lost, containers.lost]),
    stop,
  };
};

interface Running {
  readonly engine: Engine;
  readonly network: NightNetwork;
  readonly containers: RunningContainers;
  /** Where the harness listens. */
  readonly port: number;
}

/** Faults in the container's own network, and its power, where the subject file declares nothing else for that. */
const harm = (
  { reach, actions }: SubjectFile,
  stage: Stage,
  { engine, network, containers: { containers }, port }: Running,
): Partial<RunningSubject> => {
  const [, host = '', at = ''] = reach.kind === 'is dialled' ? (NAMED.exec(reach.url) ?? []) : [];
  // Of several the last is the one that the others are for.
  const container = containers.find(({ name }) => name === host) ?? containers.at(-1);
  if (container === undefined || !network.direct) return {};
  const declared = (['power-cycle', 'cut power', 'restore power'] as const).some(
    (name) => actions[name] !== undefined,
  );
  const urls = Object.values(actions).flatMap((list) =>
    list.flatMap((action) => (action.kind === 'http' ? [action.url] : [])),
  );
  const inside = (url: string): boolean => containers.some(({ name }) => name === NAMED.exec(url)?.[1]);
  return {
    faults: containerFaults({
      engine,
      network,
      container,
      path: reach.kind === 'is dialled' ? { side: 'csms', port: Number(at) } : { side: 'charger', port },
      actedUpon: urls.some(inside),
      note: (text) => stage.trace.add({ kind: 'note', by: 'harness', text }),
    }),
    ...(declared ? {} : { power: (on) => container.power(on) }),
  };
};

const resolveActions = (
  actions: SubjectFile['actions'],
  resolve: (url: string) => string,
): SubjectFile['actions'] =>
  Object.fromEntries(
    Object.entries(actions).map(([name, list]) => [
      name,
      list.map((action): Action =>
        action.kind === 'http' ? { ...action, url: resolve(action.url) } : action,
      ),
    ]),
  );
