import { DIALECT_IDS } from '../dialects/index.ts';
import type { Action } from './action.ts';
import { readContainers, refuseUnknownPort } from './container-read.ts';
import { refuseSecret } from './secrets.ts';
import { ACTION_NAMES, type ChildProcess, type Reach, type SubjectFile } from './subject-file.ts';
import { readDriver } from './read-driver.ts';
import { readLength } from './read-length.ts';
import { readTime } from './read-time.ts';
import { yamlFields, type Field } from './yaml-fields.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const required = <K extends string>(fields: ReadonlyMap<K, Field>, key: K, parent: Field): Field =>
  fields.get(key) ?? parent.refuse(`"${key}" is missing`);

const readAction = (field: Field, environment: Environment): Action => {
  const fields = field.fields(['http', 'command', 'stdin', 'ask']);
  if (fields.size !== 1) return field.refuse('an action is exactly one of http, command, stdin, ask');
  const http = fields.get('http');
  if (http !== undefined) {
    const parts = http.fields(['method', 'url', 'headers', 'body']);
    const url = required(parts, 'url', http);
    if (!/^https?:\/\//.test(url.text())) return url.refuse('must begin with http:// or https://');
    refuseSecret('', url);
    const headers = [...(parts.get('headers')?.fields(undefined) ?? [])].map(([name, value]) => [
      name,
      textOrSecret(name, value, environment),
    ]);
    const bodyField = parts.get('body');
    if (bodyField !== undefined) refuseSecret('', bodyField);
    const body = bodyField?.text();
    return {
      kind: 'http',
      method: parts.get('method')?.oneOf(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) ?? 'POST',
      url: url.text(),
      headers: Object.fromEntries(headers) as Record<string, string>,
      ...(body === undefined ? {} : { body }),
    };
  }
  const command = fields.get('command');
  if (command !== undefined) return { kind: 'command', command: program(command) };
  const stdin = fields.get('stdin');
  if (stdin !== undefined) return { kind: 'stdin', line: stdin.text() };
  return { kind: 'ask', text: required(fields, 'ask', field).text() };
};

const program = (field: Field): [string, ...string[]] => {
  const [first, ...rest] = field.items().map((item) => item.text());
  return first === undefined ? field.refuse('names no program') : [first, ...rest];
};

const readReach = (field: Field): Reach => {
  const fields = field.fields(['listen', 'port', 'identity', 'url']);
  const url = fields.get('url');
  if (url !== undefined) {
    if (!/^wss?:\/\//.test(url.text())) return url.refuse('must begin with ws:// or wss://');
    refuseSecret('', url);
    return { kind: 'is dialled', url: url.text(), identity: required(fields, 'identity', field).text() };
  }
  const identity = fields.get('identity')?.text();
  return {
    kind: 'dials in',
    host: fields.get('listen')?.text() ?? '127.0.0.1',
    port: required(fields, 'port', field).integer(0, 65_535),
    ...(identity === undefined ? {} : { identity }),
  };
};

const readProcess = (field: Field, environment: Environment): ChildProcess => {
  const fields = field.fields(['command', 'cwd', 'env', 'ready']);
  const cwd = fields.get('cwd')?.text();
  const ready = fields.get('ready')?.text();
  return {
    command: program(required(fields, 'command', field)),
    ...(cwd === undefined ? {} : { cwd }),
    env: Object.fromEntries(
      [...(fields.get('env')?.fields(undefined) ?? [])].map(([name, value]) => [
        name,
        textOrSecret(name, value, environment),
      ]),
    ),
    ...(ready === undefined ? {} : { ready }),
  };
};

/** A secret is named, never written: `password: { env: NAME }`. */
const secret = (field: Field, environment: Environment): string => {
  const name = required(field.fields(['env']), 'env', field);
  return environment[name.text()] ?? name.refuse(`the environment variable ${name.text()} is not set`);
};

/** A text that is no secret, or the name of one. */
const textOrSecret = (name: string, field: Field, environment: Environment): string => {
  if (field.isMap) return secret(field, environment);
  refuseSecret(name, field);
  return field.text();
};

const yesNo = (field: Field): boolean => field.oneOf(['yes', 'no']) === 'yes';

const KEYS = [
  'id',
  'name',
  'side',
  'dialects',
  'reach',
  'process',
  'container',
  'containers',
  'basic',
  'token',
  'time',
  'patience',
  'actions',
  'driver',
  'declares',
] as const;

/**
 * Reads a subject file strictly.
 * @param environment where named secrets are taken from; nothing of it is kept but those.
 * @throws SuiteError with file, line and column.
 */
export const readSubjectFile = (file: string, text: string, environment: Environment): SubjectFile => {
  const top = yamlFields(file, text);
  const fields = top.fields(KEYS);
  const side = required(fields, 'side', top).oneOf(['charger', 'csms']);
  const reachField = required(fields, 'reach', top);
  const reach = readReach(reachField);
  if ((side === 'csms') !== (reach.kind === 'is dialled')) {
    reachField.refuse(
      side === 'csms' ? 'a CSMS is reached by "url" and "identity"' : 'a charger dials in: give "port"',
    );
  }
  const basic = fields.get('basic');
  const basicFields = basic?.fields(['user', 'password']);
  const actionFields = fields.get('actions')?.fields(ACTION_NAMES) ?? new Map<never, Field>();
  const process = fields.get('process');
  const patience = fields.get('patience');
  const driver = fields.get('driver');
  if (driver !== undefined && side === 'charger') driver.refuse('is for a CSMS; a charger has actions');
  const containers = readContainers(fields.get('container'), fields.get('containers'), file, environment);
  if (containers !== undefined && process !== undefined)
    process.refuse('a subject is a process or containers, not both');
  const actions = [...actionFields].map(
    ([name, field]) =>
      [name, (field.isList ? field.items() : [field]).map((item) => readAction(item, environment))] as const,
  );
  if (containers !== undefined) {
    if (reach.kind === 'is dialled') refuseUnknownPort(containers, reach.url, reachField);
    for (const [name, list] of actions)
      for (const action of list)
        if (action.kind === 'http')
          refuseUnknownPort(containers, action.url, actionFields.get(name) ?? reachField);
  }
  return {
    file,
    id: required(fields, 'id', top).text(),
    name: required(fields, 'name', top).text(),
    side,
    dialects: required(fields, 'dialects', top)
      .items()
      .map((item) => item.oneOf(DIALECT_IDS)),
    reach,
    ...(process === undefined ? {} : { process: readProcess(process, environment) }),
    ...(containers === undefined ? {} : { containers }),
    ...(basic === undefined || basicFields === undefined
      ? {}
      : {
          basic: {
            user: required(basicFields, 'user', basic).text(),
            password: secret(required(basicFields, 'password', basic), environment),
          },
        }),
    token: fields.get('token')?.text() ?? 'OFFPEAK',
    time: readTime(fields.get('time'), process !== undefined),
    patience: 1000 * (patience === undefined ? 30 : readLength(patience, 600)),
    actions: Object.fromEntries(actions),
    ...(driver === undefined
      ? {}
      : { driver: readDriver(driver, (field) => readAction(field, environment)) }),
    declares: Object.fromEntries(
      [...(fields.get('declares')?.fields(undefined) ?? [])].map(([code, field]) => [code, yesNo(field)]),
    ),
  };
};
