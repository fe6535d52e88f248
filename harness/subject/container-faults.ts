import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { LinkFault, LinkSeam } from '../faults/index.ts';
import type { Engine } from './container-engine.ts';
import type { NightNetwork } from './container-network.ts';
import type { OneContainer } from './container-one.ts';

/** Between two looks at whether a fault has bitten, in host milliseconds. */
const POLL = 100;

/** The path of the OCPP link as the container sees it: it dials our port, or we dial its own. */
export interface LinkPath {
  readonly side: 'charger' | 'csms';
  readonly port: number;
}

type Way = 'out' | 'in';

/** Matches of packets that leave the container on the link, and of those that come in. */
const matches = ({ side, port }: LinkPath): Readonly<Record<Way, string>> =>
  side === 'charger'
    ? { out: `OUTPUT -p tcp --dport ${port}`, in: `INPUT -p tcp --sport ${port}` }
    : { out: `OUTPUT -p tcp --sport ${port}`, in: `INPUT -p tcp --dport ${port}` };

const waysOf = (fault: LinkFault, { side }: LinkPath): readonly Way[] => {
  if (fault.kind !== 'half open' || fault.way === 'both') return ['out', 'in'];
  // What the charger would get comes in at a charger, and goes out at a CSMS.
  return (fault.way === 'to charger') === (side === 'charger') ? ['in'] : ['out'];
};

const targetOf = (fault: LinkFault): string | undefined => {
  switch (fault.kind) {
    case 'down':
      return '-p tcp -j REJECT --reject-with tcp-reset';
    case 'refused':
      return '-p tcp --syn -j REJECT --reject-with tcp-reset';
    case 'half open':
      return '-j DROP';
    case 'slow':
      return undefined;
  }
};

/** Rules for `iptables-restore --noflush`: one chain for one fault, hooked in for the ways that it takes. */
export const rulesOf = (
  fault: LinkFault,
  path: LinkPath,
  chain: string,
): { readonly on: string; readonly off: string } | undefined => {
  const target = targetOf(fault);
  if (target === undefined) return undefined;
  const hooks = waysOf(fault, path).map((way) => `${matches(path)[way]} -j ${chain}`);
  const lines = (...all: readonly string[]): string => ['*filter', ...all, 'COMMIT', ''].join('\n');
  return {
    on: lines(`:${chain} - [0:0]`, `-A ${chain} ${target}`, ...hooks.map((hook) => `-I ${hook}`)),
    off: lines(...hooks.map((hook) => `-D ${hook}`), `-F ${chain}`, `-X ${chain}`),
  };
};

const run = (command: string, args: readonly string[], input = ''): Promise<string | undefined> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], timeout: 10_000 });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
    child.once('error', () => resolve(undefined));
    child.once('close', (code) => resolve(code === 0 ? text : undefined));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });

let usable: boolean | undefined;
/** Whether this process may enter another network namespace and change its packet filter. */
const mayFilter = (): boolean =>
  (usable ??=
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    ['nsenter', 'iptables-restore'].every(
      (command) => spawnSync(command, ['--version'], { stdio: 'ignore', timeout: 5000 }).status === 0,
    ));

/** TCP connections of a container's link that are established (state 01 in /proc/PID/net/tcp). */
const connections = (pid: number, { side, port }: LinkPath): number => {
  const hex = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const column = side === 'charger' ? 2 : 1;
  return ['tcp', 'tcp6']
    .flatMap((name) => {
      try {
        return readFileSync(`/proc/${pid}/net/${name}`, 'utf8').split('\n').slice(1);
      } catch {
        return [];
      }
    })
    .map((line) => line.trim().split(/\s+/))
    .filter((parts) => parts[3] === '01' && parts[column]?.endsWith(hex) === true).length;
};

export interface FaultsOf {
  readonly engine: Engine;
  readonly network: NightNetwork;
  readonly container: OneContainer;
  readonly path: LinkPath;
  /** Whether the driver's actions go over the same network: then it cannot be taken away as a whole. */
  readonly actedUpon: boolean;
  /** Whether iptables in its namespace can be used; else it is taken off its network. */
  readonly filters?: boolean;
  /** What could not be done, for the trace. */
  readonly note: (text: string) => void;
}

/**
 * Faults in the container's own network, where nothing of ours is in between: by iptables in its network namespace, and for
 * silence both ways without that right by taking the container off its network. The rest is left to others.
 */
export const containerFaults = (it: FaultsOf): LinkSeam => {
  // What one fault does and the next undoes happens in that order.
  let last: Promise<void> = Promise.resolve();
  const inOrder = (work: () => Promise<void>): void => {
    last = last.then(work).catch((error: unknown) => it.note(`a fault could not be done: ${String(error)}`));
  };
  const filters = it.filters ?? mayFilter();
  let count = 0;
  const offNetwork = (fault: LinkFault): boolean =>
    fault.kind === 'half open' && fault.way === 'both' && !it.actedUpon;
  return {
    does: (fault) => fault.kind !== 'slow' && (filters || offNetwork(fault)),
    begin(fault, bit) {
      count += 1;
      const rules = filters ? rulesOf(fault, it.path, `OFFPEAK${count}`) : undefined;
      return rules === undefined
        ? takeOffNetwork(it, bit, inOrder)
        : filter(it, rules, `OFFPEAK${count}`, bit, inOrder);
    },
  };
};

const filter = (
  { container, note }: FaultsOf,
  rules: { readonly on: string; readonly off: string },
  chain: string,
  bit: (proof: string) => void,
  inOrder: (work: () => Promise<void>) => void,
): (() => void) => {
  const inside = ['-t', String(container.pid), '-n'];
  const restore = (text: string): Promise<string | undefined> =>
    run('nsenter', [...inside, 'iptables-restore', '--noflush', '-w', '5'], text);
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const listed = await run('nsenter', [...inside, 'iptables', '-w', '5', '-nvxL', chain]);
    const packets = Number(/^\s*(\d+)\s+\d+\s+(?:DROP|REJECT)/m.exec(listed ?? '')?.[1] ?? 0);
    if (packets > 0)
      bit(`${packets} packets of the link were stopped in the network namespace of ${container.name}`);
    else if (!over) timer = setTimeout(() => inOrder(look), POLL);
  };
  inOrder(async () => {
    if ((await restore(rules.on)) === undefined) note(`iptables refused a fault in ${container.name}`);
    else await look();
  });
  return () => {
    clearTimeout(timer);
    over = true;
    inOrder(async () => {
      await look();
      await restore(rules.off);
    });
  };
};

const takeOffNetwork = (
  { engine, network, container, path }: FaultsOf,
  bit: (proof: string) => void,
  inOrder: (work: () => Promise<void>) => void,
): (() => void) => {
  const { dockerode } = engine.client.container;
  const there = dockerode.getNetwork(network.id);
  const { host } = container.address(path.port);
  inOrder(async () => {
    const open = connections(container.pid, path);
    await there.disconnect({ Container: container.id, Force: true });
    if (open > 0) bit(`${container.name} was taken off its network with ${open} connections open`);
  });
  return () =>
    inOrder(async () => {
      // The same address, so that what stood on it goes on.
      await there.connect({
        Container: container.id,
        EndpointConfig: { IPAMConfig: { IPv4Address: host }, Aliases: [container.name] },
      });
    });
};
