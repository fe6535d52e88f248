import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Engine } from '../../subject/index.ts';
import { CHARGER, CLI, CSMS, ROOT, withEngine } from './bench.ts';

const folder = mkdtempSync(join(tmpdir(), 'offpeak-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const args = (subject: string): string[] => [
  'run',
  '--only',
  'OVN-001',
  '--dialect',
  'ocpp1.6',
  '--subject',
  subject,
];
const offpeak = (subject: string): { readonly code: number | null; readonly text: string } => {
  const done = spawnSync(process.execPath, [CLI, ...args(subject)], { cwd: ROOT, encoding: 'utf8' });
  return { code: done.status, text: done.stdout + done.stderr };
};

/** Everything that a process has labelled as its own. */
const ofProcess = async ({ client }: Engine, pid: number | undefined): Promise<number> => {
  const { dockerode } = client.container;
  const filters = { label: ['offpeak.owner'] };
  const mine = ({ Labels }: { Labels?: Record<string, string> | undefined }): boolean =>
    Labels?.['offpeak.owner']?.endsWith(`/${pid ?? 0}`) === true;
  const containers = await dockerode.listContainers({ all: true, filters });
  const networks = await dockerode.listNetworks({ filters });
  return containers.filter(mine).length + networks.filter(mine).length;
};

const until = async (holds: () => Promise<boolean>, tries = 400): Promise<boolean> => {
  for (let n = 0; n < tries; n++) {
    if (await holds()) return true;
    await new Promise((resolve) => void setTimeout(resolve, 50));
  }
  return false;
};

const started = (subject: string): ChildProcess =>
  spawn(process.execPath, [CLI, ...args(subject)], { cwd: ROOT, stdio: 'ignore' });

withEngine('containers from the command line', (engine) => {
  it.each([['SIGKILL'], ['SIGINT']] as const)('%s of the harness leaves nothing', async (signal) => {
    const harness = started(file('charger.yaml', CHARGER));
    const { pid } = harness;
    const ended = new Promise<void>((resolve) => void harness.once('exit', () => resolve()));
    // A container and its network.
    expect(await until(async () => (await ofProcess(engine, pid)) === 2)).toBe(true);
    harness.kill(signal);
    await ended;
    expect(await until(async () => (await ofProcess(engine, pid)) === 0)).toBe(true);
  });

  it('an image that is not pinned exits 65, with line and column', () => {
    const { code, text } = offpeak(
      file('tag.yaml', CSMS.replace('offpeak-simulator:local', 'acme/csms:latest')),
    );
    expect(text).toMatch(
      /^offpeak: \S*tag\.yaml:8:3 container: the image acme\/csms:latest is not on this machine and not pinned/,
    );
    expect(code).toBe(65);
  });

  it('a container that does not start exits 69', () => {
    const { code, text } = offpeak(file('ends.yaml', CSMS.replace('[simulate, csms,', '[simulate, nobody,')));
    expect(text).toMatch(/container container: ended with exit code 64/);
    expect(code).toBe(69);
  });

  it('an engine without rights is said to be that, and nothing ran: exit 3', async () => {
    // In our own image, as its user, who has no rights on the socket.
    const { dockerode } = engine.client.container;
    const inside = await dockerode.createContainer({
      Image: 'offpeak:local',
      Cmd: args('/csms.yaml'),
      Labels: { ...engine.labels },
      HostConfig: {
        Binds: ['/var/run/docker.sock:/var/run/docker.sock', `${file('csms.yaml', CSMS)}:/csms.yaml:ro`],
        ReadonlyRootfs: true,
        NetworkMode: 'none',
      },
    });
    try {
      await inside.start();
      const { StatusCode } = (await inside.wait()) as { StatusCode: number };
      const text = (await inside.logs({ stdout: true, stderr: true })).toString('utf8');
      expect(text.replaceAll(/\s+/g, ' ')).toMatch(
        /no rights on the container engine's socket \/var\/run\/docker\.sock/,
      );
      expect(StatusCode).toBe(3);
    } finally {
      await inside.remove({ force: true });
    }
  });
});
