import { describe, expect, it } from 'vitest';
import { SuiteError } from '../errors.ts';
import { readSubjectFile } from './read-subject-file.ts';

const head = `id: acme
name: ACME CSMS
side: csms
dialects: [ocpp1.6]
reach: { url: 'ws://csms:9000/ocpp', identity: T1 }
`;
const several = `${head}containers:
  database:
    image: local/database
    environment: { DB_PASSWORD: { fresh: db } }
    ports: [5432]
    ready: { port: 5432 }
  csms:
    image: registry.example/acme/csms:2@sha256:${'a'.repeat(64)}
    environment:
      DB_PASSWORD: { fresh: db }
      API_KEY: { env: ACME_KEY }
      LOG_LEVEL: debug
    files: { /etc/csms.json: { text: '{"identity":"{identity}"}' } }
    command: [csms, --log, debug]
    ports: [9000, 8080]
    ready: { websocket: 9000, path: /ocpp }
    limits: { memory: 256 MiB, cpus: 0.5, processes: 64 }
`;
const environment = { ACME_KEY: 'hush-hush' };

const refusal = (text: string): string => {
  try {
    readSubjectFile('acme.yaml', text, environment);
  } catch (error) {
    if (error instanceof SuiteError) return `${error.place?.line}:${error.place?.column} ${error.message}`;
    throw error;
  }
  return 'accepted';
};

describe('containers of a subject file', () => {
  it('are read whole, in the order written', () => {
    const { containers } = readSubjectFile('acme.yaml', several, environment);
    expect(containers?.map(({ name }) => name)).toEqual(['database', 'csms']);
    expect(containers?.[1]).toMatchObject({
      environment: {
        DB_PASSWORD: { kind: 'fresh', name: 'db' },
        API_KEY: { kind: 'secret', value: 'hush-hush' },
        LOG_LEVEL: { kind: 'text', text: 'debug' },
      },
      ports: [9000, 8080],
      ready: { kind: 'websocket', port: 9000, path: '/ocpp' },
      limits: { memoryBytes: 256 * 1024 ** 2, cpus: 0.5, processes: 64 },
      egress: false,
      readOnly: false,
    });
  });

  it('are bounded and shut in where nothing is said', () => {
    const { containers } = readSubjectFile('acme.yaml', `${head}container: { image: x }\n`, {});
    expect(containers?.[0]).toMatchObject({
      name: 'container',
      limits: { memoryBytes: 1024 ** 3, cpus: 2, processes: 512 },
      egress: false,
      ready: { kind: 'started' },
    });
  });

  it.each([
    [
      'LOG_LEVEL: debug',
      'ADMIN_PASSWORD: hunter2',
      '17:23 containers.csms.environment.ADMIN_PASSWORD: looks like',
    ],
    [
      'LOG_LEVEL: debug',
      "DB: 'postgres://u:hunter2@db/x'",
      '17:11 containers.csms.environment.DB: looks like',
    ],
    ['[csms, --log, debug]', '[csms, --password=x1]', '19:21 containers.csms.command.1: looks like a secret'],
    ['ACME_KEY }', 'NOPE }', '16:16 containers.csms.environment.API_KEY: the environment variable NOPE'],
    ['websocket: 9000', 'websocket: 9001', '21:25 containers.csms.ready.websocket: is not one of "ports"'],
    ['256 MiB', '256', '22:23 containers.csms.limits.memory: must be a size'],
    ['/etc/csms.json:', '/etc/../x:', '18:25 containers.csms.files./etc/../x: is put at an absolute path'],
    ['csms:\n    image', 'CSMS:\n    image', '13:5 containers.CSMS: "CSMS" is no name'],
    ['local/database', 'LOCAL:::x', '8:12 containers.database.image: is not an image reference'],
    [
      'image: local/database',
      'build: { context: ./nowhere }',
      '8:23 containers.database.build.context: there is no',
    ],
    ["ws://csms:9000/ocpp'", "ws://csms:9009/ocpp'", '5:8 reach: csms has no port 9009 in its "ports"'],
    ['    image: local/database\n', '', '8:5 containers.database: give "image" or "build"'],
  ])('refuse %s → %s where it stands', (from, to, expected) => {
    expect(several).toContain(from);
    expect(refusal(several.replace(from, to)).slice(0, expected.length)).toBe(expected);
  });

  it('are not a process as well', () => {
    expect(refusal(`${several}process: { command: [x] }\n`)).toMatch(/a process or containers, not both/);
  });
});
