import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import type { ContainerRuntimeClient } from 'testcontainers';
import type * as Library from 'testcontainers';
import { printable } from '../printable.ts';
import { removeClocks } from './container-clock.ts';
import {
  OWNER,
  OWNER_LABEL,
  SESSION_LABEL,
  startWatchdog,
  type EngineAddress,
} from './container-watchdog.ts';

export type Testcontainers = typeof Library;

export interface Engine {
  readonly library: Testcontainers;
  readonly client: ContainerRuntimeClient;
  readonly labels: Readonly<Record<string, string>>;
}

/** Why no container can be run here; one line for a person. */
export interface NoEngine {
  readonly reason: string;
}

/** An engine's complaint for a person: its last line, bounded. */
export const oneLine = (error: unknown): string =>
  printable(error instanceof Error ? error.message : String(error))
    .trim()
    .split('\n')
    .at(-1)
    ?.slice(0, 300) ?? '';

let found: Promise<Engine | NoEngine> | undefined;

/**
 * The container engine of this machine, looked for once. The library is read on first use only: it is optional.
 * With the first engine come a watchdog, and the removal of what harnesses that are dead have left.
 */
export const containerEngine = (): Promise<Engine | NoEngine> => (found ??= find());

const find = async (): Promise<Engine | NoEngine> => {
  // Its own reaper is an image that must be pulled and be given the engine's socket; ours is a process.
  if (process.env['RYUK_CONTAINER_IMAGE'] === undefined)
    process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true';
  const obstacle = await probe();
  if (obstacle !== undefined) return { reason: obstacle };
  let library: Testcontainers;
  try {
    library = await import('testcontainers');
  } catch {
    return { reason: 'container subjects need the package testcontainers: npm install testcontainers' };
  }
  let client: ContainerRuntimeClient;
  try {
    client = await library.getContainerRuntimeClient();
  } catch {
    return { reason: 'no container engine answers here (Docker or Podman); is it started?' };
  }
  const session = randomUUID();
  startWatchdog(addressOf(client), session);
  await removeLeftovers(client);
  return { library, client, labels: { [SESSION_LABEL]: session, [OWNER_LABEL]: OWNER } };
};

/** Says in words what the library says only as "no working strategy": rights are another matter than no engine. */
const probe = (): Promise<string | undefined> => {
  const host = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock';
  if (process.platform === 'win32' || !host.startsWith('unix://')) return Promise.resolve(undefined);
  const path = host.slice('unix://'.length);
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EACCES')
        resolve(
          `no rights on the container engine's socket ${path} (add the user to its group, or use rootless)`,
        );
      else if (process.env['DOCKER_HOST'] === undefined)
        // The library knows more places, such as those of rootless engines.
        resolve(undefined);
      else resolve(`no container engine answers at ${host} (${error.code ?? error.message})`);
    });
  });
};

const addressOf = (client: ContainerRuntimeClient): EngineAddress => {
  const modem = client.container.dockerode.modem as unknown as Record<string, unknown>;
  const text = (key: string): Record<string, string> => {
    const value = modem[key];
    return typeof value === 'string' || typeof value === 'number' || Buffer.isBuffer(value)
      ? { [key]: value.toString() }
      : {};
  };
  const socketPath = text('socketPath');
  return socketPath['socketPath'] === undefined
    ? Object.assign({}, ...['protocol', 'host', 'port', 'ca', 'cert', 'key'].map(text))
    : socketPath;
};

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Whether a label names a process of this machine that is no more. */
export const isOrphan = (owner: string | undefined): boolean => {
  const [host, pid] = owner?.split('/') ?? [];
  return host === hostname() && /^\d+$/.test(pid ?? '') && !alive(Number(pid));
};

const removeLeftovers = async (client: ContainerRuntimeClient): Promise<void> => {
  removeClocks(alive);
  const { dockerode } = client.container;
  const filters = { label: [OWNER_LABEL] };
  const orphaned = ({ Labels }: { Labels?: Record<string, string> | null | undefined }): boolean =>
    isOrphan(Labels?.[OWNER_LABEL]);
  // Somebody else may be removing the same at this moment.
  const ignore = (): undefined => undefined;
  for (const each of (await dockerode.listContainers({ all: true, filters })).filter(orphaned))
    await dockerode.getContainer(each.Id).remove({ force: true, v: true }).catch(ignore);
  for (const each of (await dockerode.listNetworks({ filters })).filter(orphaned))
    await dockerode.getNetwork(each.Id).remove().catch(ignore);
  for (const each of (await dockerode.listImages({ filters: JSON.stringify(filters) })).filter(orphaned))
    await dockerode.getImage(each.Id).remove({ force: true }).catch(ignore);
};
