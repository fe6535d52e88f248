import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { SubjectError, SuiteError } from '../../errors.ts';
import type { Engine } from '../../subject/index.ts';
import { CHARGER, contained, CSMS, onStage, nothingRemains, withEngine, type OnStage } from './bench.ts';

/** A container that runs a line of JavaScript. */
const script = (name: string, code: string, more = ''): string =>
  `  ${name}:\n    image: offpeak-base:local\n    command: [node, -e, ${JSON.stringify(code)}]\n${more}`;
const several = (...containers: readonly string[]): string =>
  `id: x\nname: X\nside: csms\ndialects: [ocpp1.6]\npatience: 5 s\nreach: { url: 'ws://csms:9000', identity: T1 }\ncontainers:\n${containers.join('')}declares: {}\n`;
const IDLE = 'setInterval(() => 0, 1000)';

const inspectAll = async ({ client, labels }: Engine) =>
  Promise.all(
    (
      await client.container.dockerode.listContainers({
        filters: { label: Object.entries(labels).map(([key, value]) => `${key}=${value}`) },
      })
    ).map(({ Id }) => client.container.dockerode.getContainer(Id).inspect()),
  );

const printed = ({ trace }: OnStage): string =>
  trace.events.map((event) => (event.kind === 'note' ? event.text : '')).join('');

const failure = async (yaml: string, environment: Readonly<Record<string, string>> = {}): Promise<unknown> =>
  onStage(contained(yaml, environment)).then(
    (stage) => stage.stop().then(() => 'it started'),
    (error: unknown) => error,
  );

withEngine('containers as subjects', (engine) => {
  let stage: OnStage | undefined;
  afterEach(async () => {
    await stage?.stop();
    stage = undefined;
    await nothingRemains(engine);
  });

  it('a CSMS is dialled in each dialect, confined, and gone afterwards', async () => {
    stage = await onStage(contained(CSMS), 'ocpp2.0.1');
    const link = await stage.subject.dial();
    expect(link.subprotocol).toBe('ocpp2.0.1');
    link.close();
    const [about] = await inspectAll(engine);
    expect(about?.HostConfig).toMatchObject({
      Memory: 1024 ** 3,
      NanoCpus: 2e9,
      PidsLimit: 512,
      ReadonlyRootfs: true,
      Privileged: false,
      SecurityOpt: ['no-new-privileges'],
    });
    expect(about?.Config.User).toBe('1000:1000');
  });

  it('a charger dials in to us from a network that has no way out', async () => {
    stage = await onStage(contained(CHARGER));
    const link = await stage.link;
    expect([link.identity, link.subprotocol]).toEqual(['C1', 'ocpp1.6']);
    expect(await stage.subject.plugIn({ takes: 7400 } as never)).toEqual({ ok: true });
  });

  it('reaches nothing beyond its own network, unless egress is declared', async () => {
    // The world is a container of ours on another network.
    const world = await engine.client.container.dockerode.createContainer({
      Image: 'offpeak-base:local',
      Cmd: ['node', '-e', 'require("net").createServer((s) => s.end("world")).listen(80)'],
      Labels: { ...engine.labels },
    });
    await world.start();
    const at = (await world.inspect()).NetworkSettings.Networks['bridge']?.IPAddress ?? '';
    const calls = (more: string): string =>
      several(
        script(
          'csms',
          `const s = require("net").connect({ host: "${at}", port: 80, timeout: 800 });
           s.on("data", (d) => console.log("tried: reached the", String(d)));
           s.on("timeout", () => console.log("tried: nothing"));${IDLE}`.replaceAll(/\n\s*/g, ''),
          `    ports: [9000]\n    ready: { log: 'tried:' }\n${more}`,
        ),
      );
    try {
      stage = await onStage(contained(calls('')));
      expect(printed(stage)).toContain('tried: nothing');
      await stage.stop();
      stage = await onStage(contained(calls('    egress: yes\n')));
      expect(printed(stage)).toContain('tried: reached the world');
    } finally {
      await world.remove({ force: true });
    }
  });

  it('several containers start in order, find each other by name, and share a password of this night', async () => {
    const said = 'console.log("password", process.env.PW)';
    stage = await onStage(
      contained(
        several(
          script(
            'broker',
            `${said}; require("net").createServer((s) => s.end("here")).listen(1883)`,
            '    environment: { PW: { fresh: shared } }\n    ports: [1883]\n    ready: { port: 1883 }\n',
          ),
          script(
            'csms',
            `${said}; require("net").connect(1883, "broker").on("data", (d) => console.log("broker is", String(d)));${IDLE}`,
            '    environment: { PW: { fresh: shared } }\n    ports: [9000]\n    ready: { log: broker is here }\n',
          ),
        ),
      ),
    );
    const environments = (await inspectAll(engine)).map(({ Config }) =>
      Config.Env.find((each) => each.startsWith('PW=')),
    );
    expect(environments[0]).toMatch(/^PW=[\w-]{24}$/);
    expect(environments[1]).toBe(environments[0]);
    // What is secret does not reach the trace.
    expect(printed(stage)).toContain('password ***');
    expect(printed(stage)).not.toContain(environments[0]?.slice(3));
  });

  it('files and blanks reach the container', async () => {
    stage = await onStage(
      contained(
        several(
          script(
            'csms',
            `console.log(require("fs").readFileSync("/etc/conf", "utf8"), process.env.WHO);${IDLE}`,
            `    files: { /etc/conf: { text: 'as {dialect}' } }\n    environment: { WHO: 'for {identity}' }\n    ports: [9000]\n    ready: { log: as ocpp1.6 for T1 }\n`,
          ),
        ),
      ),
    );
    expect(printed(stage)).toContain('as ocpp1.6 for T1');
  });

  it('an image is built from a Dockerfile, and goes with the run', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'offpeak-'));
    const build = `    build: { context: ${folder} }\n    ports: [9000]\n    ready: { log: built }\n`;
    const yaml = several(`  csms:\n${build}`);
    try {
      writeFileSync(
        join(folder, 'Dockerfile'),
        `FROM offpeak-base:local\nCMD ["node", "-e", "console.log('built');${IDLE}"]\n`,
      );
      stage = await onStage(contained(yaml));
      expect(printed(stage)).toContain('built');
      await stage.stop();
      stage = undefined;
      writeFileSync(
        join(folder, 'Dockerfile'),
        'FROM offpeak-base:local\nRUN ["node", "-e", "process.exit(7)"]\n',
      );
      const error = await failure(yaml);
      expect(error).toBeInstanceOf(SubjectError);
      expect(String(error)).toMatch(/csms: Dockerfile cannot be built: .*returned a non-zero code: 7/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    [
      'not here and not pinned',
      'no-such/image:1',
      SuiteError,
      /not on this machine and not pinned by digest/,
    ],
    [
      'not to be had',
      `127.0.0.1:9/no-such/image@sha256:${'0'.repeat(64)}`,
      SubjectError,
      /cannot be pulled: .*refused/,
    ],
  ])('an image that is %s is one clear line', async (_, image, kind, line) => {
    const error = await failure(CSMS.replace('offpeak-simulator:local', image));
    expect(error).toBeInstanceOf(kind);
    expect(String(error)).toMatch(line);
  });

  it('a wait that never comes says what is missing and what was printed', async () => {
    const waits = (ready: string): string =>
      several(
        script('csms', `console.log("still loading");${IDLE}`, `    ports: [9000]\n    ready: ${ready}\n`),
      );
    const [socket, log] = await Promise.all([
      failure(waits('{ websocket: 9000, path: /ocpp }')),
      failure(waits('{ log: ready to serve }')),
    ]);
    expect(String(socket)).toMatch(
      /container csms: was not ready within 5 s: no WebSocket at port 9000, path \/ocpp: .*ECONNREFUSED/,
    );
    expect(socket).toMatchObject({ hint: 'its last output: still loading' });
    expect(String(log)).toMatch(/was not ready within 5 s: it did not print "ready to serve"/);
  });

  it('a container that ends at once says how, and its secrets are not told', async () => {
    const ends = script(
      'csms',
      'console.log("cannot log in with", process.env.PW); process.exit(3)',
      '    environment: { PW: { env: PW } }\n    ports: [9000]\n    ready: { port: 9000 }\n',
    );
    const error = await failure(several(ends), { PW: 'hunter2-hunter2' });
    expect(String(error)).toMatch(/container csms: ended with exit code 3/);
    expect(error).toMatchObject({ hint: 'its last output: cannot log in with ***' });
  });

  it('a container that dies in the night is lost', async () => {
    stage = await onStage(
      contained(several(script('csms', 'setTimeout(() => process.exit(9), 300)', '    ports: [9000]\n'))),
    );
    expect(await stage.subject.lost).toBe('container csms ended with exit code 9');
  });

  it('a port that is taken is named', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => void taken.listen(0, '0.0.0.0', resolve));
    const { port } = taken.address() as { port: number };
    const error = await failure(CHARGER.replace('port: 0', `port: ${port}`));
    taken.close();
    expect(error).toBeInstanceOf(SubjectError);
    expect(String(error)).toMatch(new RegExp(`cannot listen on [\\d.]+:${port}: .*EADDRINUSE`));
  });
});
