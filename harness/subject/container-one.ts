import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import type { GenericContainer, StartedTestContainer } from 'testcontainers';
import { SubjectError } from '../errors.ts';
import { printable } from '../printable.ts';
import { containerClock, type ContainerClock } from './container-clock.ts';
import { oneLine, type Engine } from './container-engine.ts';
import type { NightOptions } from './container-night.ts';
import { fillContainer, type ContainerSpec } from './container-spec.ts';
import type { Done } from './subject.ts';
import { waitUntilReady } from './container-wait.ts';
import { withoutValues } from './secrets.ts';

export interface OneContainer {
  readonly name: string;
  readonly id: string;
  /** Of its first process, in the namespace of this machine. */
  readonly pid: number;
  readonly address: (port: number) => { readonly host: string; readonly port: number };
  readonly ended: Promise<string>;
  /** Kills it where it stands, and starts it again with what it had on its disk. */
  power(on: boolean): Promise<Done>;
  stop(): Promise<void>;
}

export interface OneOptions extends NightOptions {
  readonly spec: ContainerSpec;
  /** Passwords that were made for this night, by the name that the subject file gives them. */
  readonly fresh: Map<string, string>;
}

/** Most characters of its latest output that a "log" wait looks at. */
const RECENT = 16_384;

/** Starts one container and waits until it is ready. @throws SubjectError with its last output. */
export const startContainer = async (engine: Engine, it: OneOptions): Promise<OneContainer> => {
  const { client } = engine;
  const { spec, network } = it;
  const { environment, secrets } = environmentOf(it);
  const fake =
    it.time.mode === 'faked'
      ? containerClock(it.time, it.clock, environment['TZ'] ?? 'UTC', network.direct)
      : undefined;
  const clean = withoutValues(secrets);
  let recent = '';
  let end: (how: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });
  let off = false;
  let pid = 0;
  let address: OneContainer['address'] = (port) => ({ host: '127.0.0.1', port });
  let handle = client.container.getById('');
  /** What the engine knows of it now that it has started, again. */
  const learn = async () => {
    void handle.wait().then(
      ({ StatusCode }: { StatusCode: number }) => off || end(`ended with exit code ${StatusCode}`),
      () => off || end('is gone'),
    );
    const about = await client.container.inspect(handle);
    pid = about.State.Pid;
    address = (port) =>
      network.direct
        ? { host: about.NetworkSettings.Networks[network.name]?.IPAddress ?? '', port }
        : {
            host: client.info.containerRuntime.host,
            port: Number(about.NetworkSettings.Ports[`${port}/tcp`]?.[0]?.HostPort ?? 0),
          };
    return about;
  };
  const container = describeContainer(engine, it, fake)
    .withEnvironment({ ...environment, ...fake?.environment })
    .withLabels({ ...engine.labels })
    .withLogConsumer((stream) => {
      stream.on('data', (chunk: unknown) => {
        const text = clean(printable(String(chunk)));
        recent = (recent + text).slice(-RECENT);
        it.output(text);
      });
      stream.on('error', () => undefined);
    })
    .withWaitStrategy({
      async waitUntilReady(created) {
        handle = client.container.getById(created.id);
        const about = await learn();
        fake?.started(Date.parse(about.State.StartedAt));
        await waitUntilReady({
          ready: spec.ready,
          address: (port) => address(port),
          identity: it.blanks.identity,
          subprotocols: [it.blanks.dialect],
          ...(it.basic === undefined ? {} : { basic: it.basic }),
          printed: () => recent,
          healthy: async () => (await client.container.inspect(handle)).State.Health?.Status === 'healthy',
          ended,
          patience: it.patience,
        });
      },
      withStartupTimeout() {
        return this;
      },
      isStartupTimeoutSet: () => true,
      getStartupTimeout: () => it.patience,
    });
  let started: StartedTestContainer;
  try {
    started = await container.start();
  } catch (error) {
    fake?.remove();
    throw new SubjectError(`container ${spec.name}: ${clean(oneLine(error))}`, {
      place: spec.place,
      hint: recent.trim() === '' ? 'it printed nothing' : `its last output: ${recent.slice(-400).trim()}`,
    });
  }
  return {
    name: spec.name,
    id: started.getId(),
    get pid() {
      return pid;
    },
    address: (port) => address(port),
    async power(on) {
      try {
        if (on) {
          fake?.set();
          await handle.start();
          off = false;
          await learn();
        } else {
          // What it had not written down is gone, as with a fuse.
          off = true;
          await handle.kill();
        }
        return { ok: true };
      } catch (error) {
        return { ok: false, detail: oneLine(error) };
      }
    },
    ended: ended.then((how) => `container ${spec.name} ${how}`),
    async stop() {
      await started.stop({ timeout: 0, removeVolumes: true }).catch(() => undefined);
      fake?.remove();
    },
  };
};

const environmentOf = ({
  spec,
  fresh,
  blanks,
  basic,
}: OneOptions): { readonly environment: Record<string, string>; readonly secrets: readonly string[] } => {
  const secrets: string[] = basic === undefined ? [] : [basic.password];
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(spec.environment)) {
    if (value.kind === 'text') {
      environment[name] = fillContainer(value.text, blanks);
      continue;
    }
    const secret =
      value.kind === 'secret'
        ? value.value
        : (fresh.get(value.name) ?? randomBytes(18).toString('base64url'));
    if (value.kind === 'fresh') fresh.set(value.name, secret);
    secrets.push(secret);
    environment[name] = secret;
  }
  return { environment, secrets };
};

/** Everything about a container that does not depend on the moment: image, limits, network, command, files. */
const describeContainer = (
  { library, client }: Engine,
  it: OneOptions,
  fake: ContainerClock | undefined,
): GenericContainer => {
  const { spec, network, blanks } = it;
  const { limits } = spec;
  class Confined extends library.GenericContainer {
    /** What the library has no words for. */
    confine(): this {
      this.hostConfig.PidsLimit = limits.processes;
      this.hostConfig.ReadonlyRootfs = spec.readOnly;
      this.hostConfig.Init = true;
      // Engines answer names of the world even on internal networks, and a question can carry a secret out.
      if (!spec.egress) this.hostConfig.Dns = ['127.0.0.1'];
      // The library's own aliases would put the container on the default network as well, which has egress.
      this.createOpts.NetworkingConfig = { EndpointsConfig: { [network.name]: { Aliases: [spec.name] } } };
      // The library would publish on every address of this machine.
      for (const bindings of Object.values(this.hostConfig.PortBindings ?? {}) as { HostIp?: string }[][])
        for (const binding of bindings) binding.HostIp = '127.0.0.1';
      return this;
    }

    /** A second network, so that fellow containers without egress stay without. */
    protected override async containerCreated(id: string): Promise<void> {
      if (spec.egress) await client.container.dockerode.getNetwork('bridge').connect({ Container: id });
      fake?.set();
    }
  }
  const container = new Confined(it.images.get(spec.name) ?? '')
    .withPullPolicy({ shouldPull: () => 'never' })
    .withNetworkMode(network.name)
    .withResourcesQuota({ memory: limits.memoryBytes / 1024 ** 3, cpu: limits.cpus })
    .withSecurityOpt('no-new-privileges')
    .withDroppedCapabilities('NET_RAW', 'MKNOD', 'SYS_CHROOT', 'AUDIT_WRITE');
  if (!network.direct) {
    container.withExposedPorts(...spec.ports);
    container.withExtraHosts([{ host: 'host.docker.internal', ipAddress: 'host-gateway' }]);
  }
  if (spec.entrypoint !== undefined) container.withEntrypoint([...spec.entrypoint]);
  if (spec.command !== undefined)
    container.withCommand(spec.command.map((part) => fillContainer(part, blanks)));
  const mounts = fake?.mounts.map((mount) => ({ ...mount })) ?? [];
  if (spec.readOnly) {
    container.withTmpFs({ '/tmp': 'rw,nosuid,nodev,size=64m' });
    // The engine copies nothing into a root file system that is read-only.
    container.withBindMounts([
      ...mounts,
      ...spec.files.flatMap(({ target, from }) =>
        'path' in from ? [{ source: from.path, target, mode: 'ro' as const }] : [],
      ),
    ]);
    return container.confine();
  }
  container.withBindMounts(mounts);
  for (const { target, from } of spec.files) {
    if ('text' in from)
      container.withCopyContentToContainer([{ content: fillContainer(from.text, blanks), target }]);
    else if (statSync(from.path).isDirectory())
      container.withCopyDirectoriesToContainer([{ source: from.path, target }]);
    else container.withCopyFilesToContainer([{ source: from.path, target }]);
  }
  return container.confine();
};
