import { createRequire } from 'node:module';
import type { Ajv, ValidateFunction } from 'ajv';
import { HarnessError } from '../errors.ts';
import type { ErrorCode, OcppVersion } from './peer.ts';

export interface SchemaProblem {
  /** Where in the payload, such as `/meterValue/0/sampledValue`. */
  readonly path: string;
  readonly message: string;
  readonly keyword: string;
}

type Direction = 'request' | 'response';

/** Compiled on first use: a night uses two dozen of 387 schemas. */
type Check = () => ValidateFunction;

interface VersionSchemas {
  readonly count: number;
  readonly requests: ReadonlyMap<string, Check>;
  readonly responses: ReadonlyMap<string, Check>;
  readonly sends: ReadonlyMap<string, Check>;
}

const FILES: Readonly<Record<OcppVersion, { readonly file: string; readonly count: number }>> = {
  'ocpp1.6': { file: 'ocpp-rpc/lib/schemas/ocpp1_6.json', count: 78 },
  'ocpp2.0.1': { file: 'ocpp-rpc/lib/schemas/ocpp2_0_1.json', count: 128 },
  'ocpp2.1': { file: 'ocpp-rpc/lib/schemas/ocpp2_1.json', count: 181 },
};

const require = createRequire(import.meta.url);
const strictly: Partial<Record<OcppVersion, VersionSchemas>> = {};
const leniently: Partial<Record<OcppVersion, VersionSchemas>> = {};

/** What the published sets of 1.6 schemas disagree on is no fault of a station's (knowledge/schemas.md §3.1). */
const UNITS = ['Celsius', 'Celcius', 'Hertz'];
const LONGEST_VALUE = 2048;

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Loosens a private copy of a schema in memory; the published file stays as it is. */
const loosen = (node: Node): void => {
  for (const [name, child] of Object.entries(node)) {
    if (!isNode(child)) continue;
    const { enum: allowed, maxLength } = child;
    if (name === 'unit' && Array.isArray(allowed)) child['enum'] = [...new Set([...allowed, ...UNITS])];
    if ((name === 'value' || name === 'info') && typeof maxLength === 'number')
      child['maxLength'] = Math.max(maxLength, LONGEST_VALUE);
    loosen(child);
  }
};

type Unwrapped<T> = T | { readonly default: T };
const unwrap = <T extends object>(module: Unwrapped<T>): T => ('default' in module ? module.default : module);

const newAjv = (): Ajv => {
  const { Ajv: AjvClass } = require('ajv') as { Ajv: new (options: object) => Ajv };
  const addFormats = unwrap(require('ajv-formats') as Unwrapped<(ajv: Ajv) => void>);
  const ajv = new AjvClass({
    // The official schemas are not strict-clean; tenths are not exact in binary (knowledge/schemas.md §4).
    strict: false,
    multipleOfPrecision: 6,
    // First error only: with allErrors one hostile frame of 600 kB was measured to block for minutes.
    allErrors: false,
    // The files are pinned and counted, and a test holds them against their meta-schema: two thirds of the start-up.
    validateSchema: false,
    code: { optimize: false },
    logger: false,
  });
  addFormats(ajv);
  return ajv;
};

const once = (ajv: Ajv, name: string): Check => {
  let compiled: ValidateFunction | undefined;
  return () => {
    compiled ??= ajv.getSchema(name);
    if (compiled === undefined) throw new HarnessError(`no schema compiled for ${name}`);
    return compiled;
  };
};

// Read on first use only: `offpeak list` must not pay for 387 schemas.
const load = (version: OcppVersion, lenient: boolean): VersionSchemas => {
  const ajv = newAjv();
  const requests = new Map<string, Check>();
  const responses = new Map<string, Check>();
  const sends = new Map<string, Check>();
  const schemas = require(FILES[version].file) as readonly {
    readonly $id: string;
    readonly $schema?: string;
  }[];
  for (const { $id, $schema: _, ...rest } of schemas) {
    const name = $id
      .replace(/^urn:/, '')
      .replace(/\.req$/, 'Request')
      .replace(/\.conf$/, 'Response');
    const schema: Node = lenient ? structuredClone(rest) : rest;
    if (lenient) loosen(schema);
    ajv.addSchema(schema, name);
    // A SEND's schema bears the bare action; `AuthorizeRequest` is the name of a schema but no action (`RPC.07`).
    const [, action = name, direction] = /^(.+?)(Request|Response)$/.exec(name) ?? [];
    const kind = direction === 'Request' ? requests : direction === 'Response' ? responses : sends;
    kind.set(action, once(ajv, name));
  }
  const count = requests.size + responses.size + sends.size;
  if (count !== FILES[version].count) {
    throw new HarnessError(`${version}: ${count} schemas instead of ${FILES[version].count}`);
  }
  return { count, requests, responses, sends };
};

const strict = (version: OcppVersion): VersionSchemas => (strictly[version] ??= load(version, false));
// Only the published sets of 1.6 disagree with each other.
const lenient = (version: OcppVersion): VersionSchemas =>
  version === 'ocpp1.6' ? (leniently[version] ??= load(version, true)) : strict(version);

/** Whether `action` is a CALL of this version. */
export const knowsAction = (version: OcppVersion, action: string): boolean =>
  strict(version).requests.has(action);

/** Whether `action` is a one-way SEND of this version (`RPC.26`). */
export const knowsSend = (version: OcppVersion, action: string): boolean => strict(version).sends.has(action);

/** How many schemas a version has: 78, 128 or 181. */
export const schemaCount = (version: OcppVersion): number => strict(version).count;

/**
 * Checks a payload against the official schema and names the first problem. An action without schema gives no problem: see `knowsAction`.
 * @param forgiving leave out what the published 1.6 sets disagree on (for what others send, never for our own)
 */
export const validate = (
  version: OcppVersion,
  action: string,
  direction: Direction,
  payload: unknown,
  forgiving = false,
): readonly SchemaProblem[] => {
  const schemas = forgiving ? lenient(version) : strict(version);
  const found =
    direction === 'request'
      ? (schemas.requests.get(action) ?? schemas.sends.get(action))
      : schemas.responses.get(action);
  if (found === undefined) return [];
  const check = found();
  if (check(payload)) return [];
  return (check.errors ?? []).slice(0, 20).map((error) => ({
    path: error.instancePath.slice(0, 200),
    message:
      error.keyword === 'additionalProperties'
        ? `unknown property "${String(error.params['additionalProperty']).slice(0, 60)}"`
        : (error.message ?? error.keyword),
    keyword: error.keyword,
  }));
};

/** The error code that names a broken schema best. */
export const codeFor = (problem: SchemaProblem): ErrorCode => {
  switch (problem.keyword) {
    case 'required':
    case 'minItems':
    case 'maxItems':
      return 'OccurrenceConstraintViolation';
    case 'type':
      return 'TypeConstraintViolation';
    case 'additionalProperties':
      return 'FormatViolation';
    default:
      return 'PropertyConstraintViolation';
  }
};
