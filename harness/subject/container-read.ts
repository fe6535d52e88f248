import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  DEFAULT_LIMITS,
  type ContainerBlock,
  type ContainerFile,
  type ContainerSpec,
  type EnvironmentValue,
  type ImageSource,
  type Limits,
  type Ready,
} from './container-spec.ts';
import { parseImage } from './container-image.ts';
import { refuseSecret } from './secrets.ts';
import type { Field } from './yaml-fields.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const MOST_CONTAINERS = 8;

const KEYS = [
  'image',
  'build',
  'entrypoint',
  'command',
  'environment',
  'files',
  'ports',
  'ready',
  'limits',
  'read-only',
  'egress',
] as const;

const texts = (field: Field | undefined): string[] =>
  (field?.items() ?? []).map((item) => {
    refuseSecret('', item);
    return item.text();
  });

const readSource = (
  image: Field | undefined,
  build: Field | undefined,
  parent: Field,
  base: string,
): ImageSource => {
  if ((image === undefined) === (build === undefined))
    return parent.refuse('give "image" or "build", and only one of them');
  if (image !== undefined) {
    if (parseImage(image.text()) === undefined) return image.refuse('is not an image reference');
    return { kind: 'image', reference: image.text() };
  }
  const fields = build?.fields(['context', 'dockerfile', 'target', 'arguments']);
  const contextField = fields?.get('context');
  const context = resolve(base, contextField?.text() ?? '.');
  if (!existsSync(context)) (contextField ?? parent).refuse('there is no such folder');
  const dockerfile = fields?.get('dockerfile')?.text() ?? 'Dockerfile';
  if (!existsSync(resolve(context, dockerfile)))
    (fields?.get('dockerfile') ?? build ?? parent).refuse(`there is no ${dockerfile} in the context`);
  const target = fields?.get('target')?.text();
  const args = [...(fields?.get('arguments')?.fields(undefined) ?? [])].map(([name, value]) => {
    // Build arguments stay readable in the image's history.
    refuseSecret(name, value);
    return [name, value.text()] as const;
  });
  return {
    kind: 'build',
    context,
    dockerfile,
    ...(target === undefined ? {} : { target }),
    args: Object.fromEntries(args),
  };
};

const readValue = (name: string, field: Field, environment: Environment): EnvironmentValue => {
  if (!field.isMap) {
    refuseSecret(name, field);
    return { kind: 'text', text: field.text() };
  }
  const fields = field.fields(['env', 'fresh']);
  const env = fields.get('env');
  const fresh = fields.get('fresh');
  if ((env === undefined) === (fresh === undefined))
    return field.refuse('is a text, { env: NAME } or { fresh: NAME }');
  if (fresh !== undefined) return { kind: 'fresh', name: fresh.text() };
  const value = environment[env?.text() ?? ''];
  return value === undefined
    ? field.refuse(`the environment variable ${env?.text() ?? ''} is not set`)
    : { kind: 'secret', value };
};

const readFiles = (field: Field | undefined, base: string): readonly ContainerFile[] =>
  [...(field?.fields(undefined) ?? [])].map(([target, value]) => {
    if (!target.startsWith('/') || target.split('/').includes('..'))
      return value.refuse('is put at an absolute path without ".."');
    if (value.isMap) {
      const text = value.fields(['text']).get('text') ?? value.refuse('"text" is missing');
      refuseSecret('', text);
      return { target, from: { text: text.text() } };
    }
    const path = resolve(base, value.text());
    if (!existsSync(path)) value.refuse('there is no such file or folder');
    return { target, from: { path } };
  });

const readReady = (field: Field | undefined, ports: readonly number[]): Ready => {
  if (field === undefined) return { kind: 'started' };
  const fields = field.fields(['websocket', 'path', 'port', 'log', 'healthy']);
  const path = fields.get('path');
  const [first, ...more] = [...fields].filter(([key]) => key !== 'path');
  if (first === undefined || more.length > 0)
    return field.refuse('is exactly one of websocket, port, log, healthy');
  const [kind, value] = first;
  if (path !== undefined && kind !== 'websocket') return path.refuse('is only for websocket');
  const port = (): number => {
    const found = value.integer(1, 65_535);
    return ports.includes(found) ? found : value.refuse('is not one of "ports"');
  };
  switch (kind) {
    case 'websocket': {
      if (path !== undefined && !path.text().startsWith('/')) path.refuse('must begin with /');
      return { kind, port: port(), path: path?.text() ?? '/' };
    }
    case 'port':
      return { kind, port: port() };
    case 'log':
      return { kind, text: value.text() };
    case 'healthy':
      value.oneOf(['yes']);
      return { kind };
    case 'path':
      return field.refuse('is exactly one of websocket, port, log, healthy');
  }
};

const readLimits = (field: Field | undefined): Limits => {
  if (field === undefined) return DEFAULT_LIMITS;
  const fields = field.fields(['memory', 'cpus', 'processes']);
  const memory = fields.get('memory');
  const cpus = fields.get('cpus');
  const found = /^(\d{1,6}) (MiB|GiB)$/.exec(memory?.text() ?? '1 GiB');
  const memoryBytes = Number(found?.[1]) * (found?.[2] === 'GiB' ? 1024 ** 3 : 1024 ** 2);
  if (!(memoryBytes >= 8 * 1024 ** 2)) memory?.refuse('must be a size such as "512 MiB", at least 8 MiB');
  const cores = Number(cpus?.text() ?? DEFAULT_LIMITS.cpus);
  if (!(cores >= 0.05 && cores <= 64)) cpus?.refuse('must be a number from 0.05 to 64');
  return {
    memoryBytes,
    cpus: cores,
    processes: fields.get('processes')?.integer(1, 32_768) ?? DEFAULT_LIMITS.processes,
  };
};

const readOne = (name: string, field: Field, base: string, environment: Environment): ContainerSpec => {
  const fields = field.fields(KEYS);
  const ports = (fields.get('ports')?.items() ?? []).map((port) => port.integer(1, 65_535));
  const entrypoint = fields.get('entrypoint');
  const command = fields.get('command');
  const files = readFiles(fields.get('files'), base);
  const readOnly = fields.get('read-only')?.oneOf(['yes', 'no']) === 'yes';
  if (readOnly && files.some(({ from }) => 'text' in from))
    fields.get('files')?.refuse('texts cannot be put into a read-only container; name files');
  return {
    name,
    place: field.place,
    source: readSource(fields.get('image'), fields.get('build'), field, base),
    ...(entrypoint === undefined ? {} : { entrypoint: texts(entrypoint) }),
    ...(command === undefined ? {} : { command: texts(command) }),
    environment: Object.fromEntries(
      [...(fields.get('environment')?.fields(undefined) ?? [])].map(([key, value]) => [
        /^[A-Za-z_]\w*$/.test(key) ? key : value.refuse('is not a name of an environment variable'),
        readValue(key, value, environment),
      ]),
    ),
    files,
    ports,
    ready: readReady(fields.get('ready'), ports),
    limits: readLimits(fields.get('limits')),
    readOnly,
    egress: fields.get('egress')?.oneOf(['yes', 'no']) === 'yes',
  };
};

/**
 * Reads `container:` (one, named "container") or `containers:` (several, by name, started in the order written).
 * @throws SuiteError with file, line and column.
 */
export const readContainers = (
  one: Field | undefined,
  several: Field | undefined,
  file: string,
  environment: Environment,
): ContainerBlock | undefined => {
  const base = dirname(resolve(file));
  if (one !== undefined && several !== undefined) return several.refuse('give "container" or "containers"');
  if (one === undefined && several === undefined) return undefined;
  const containers =
    one === undefined
      ? [...(several?.fields(undefined) ?? [])].map(([name, field]) =>
          /^[a-z][a-z0-9-]{0,30}$/.test(name)
            ? readOne(name, field, base, environment)
            : field.refuse(`"${name}" is no name for a container: small letters, digits and dashes`),
        )
      : [readOne('container', one, base, environment)];
  if (containers.length === 0 || containers.length > MOST_CONTAINERS)
    return (several ?? one)?.refuse(`must be 1 to ${MOST_CONTAINERS} containers`);
  return containers;
};

/** @throws SuiteError when a URL names a container at a port that is not one of its `ports`. */
export const refuseUnknownPort = (block: ContainerBlock, url: string, field: Field): void => {
  const [, host, port] = /^[a-z]+:\/\/([^/:?#]+)(?::(\d+))?/i.exec(url) ?? [];
  const spec = block.find(({ name }) => name === host);
  if (spec !== undefined && !spec.ports.includes(Number(port)))
    field.refuse(`${spec.name} has no port ${port ?? '(none is given)'} in its "ports"`);
};
