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

interface VersionSchemas {
  readonly ajv: Ajv;
  readonly names: ReadonlySet<string>;
  readonly compiled: Map<string, ValidateFunction>;
}

const FILES: Readonly<Record<OcppVersion, { readonly file: string; readonly count: number }>> = {
  'ocpp1.6': { file: 'ocpp-rpc/lib/schemas/ocpp1_6.json', count: 78 },
  'ocpp2.0.1': { file: 'ocpp-rpc/lib/schemas/ocpp2_0_1.json', count: 128 },
  'ocpp2.1': { file: 'ocpp-rpc/lib/schemas/ocpp2_1.json', count: 181 },
};

const require = createRequire(import.meta.url);
const loaded = new Map<string, VersionSchemas>();

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

// Read on first use only: `offpeak list` must not pay for 387 schemas.
const load = (version: OcppVersion, lenient: boolean): VersionSchemas => {
  const key = lenient ? `${version} lenient` : version;
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const { Ajv: AjvClass } = require('ajv') as { Ajv: new (options: object) => Ajv };
  const addFormats = unwrap(require('ajv-formats') as Unwrapped<(ajv: Ajv) => void>);
  // The official schemas are not strict-clean; tenths are not exact in binary (knowledge/schemas.md §4).
  // First error only: with allErrors one hostile frame of 600 kB was measured to block for minutes.
  const ajv = new AjvClass({ strict: false, allErrors: false, multipleOfPrecision: 6, logger: false });
  addFormats(ajv);
  const names = new Set<string>();
  const schemas = require(FILES[version].file) as readonly {
    readonly $id: string;
    readonly $schema?: string;
  }[];
  for (const { $id, $schema: _, ...rest } of schemas) {
    const name = $id
      .replace(/^urn:/, '')
      .replace(/\.req$/, 'Request')
      .replace(/\.conf$/, 'Response');
    names.add(name);
    const schema: Node = lenient ? structuredClone(rest) : rest;
    if (lenient) loosen(schema);
    ajv.addSchema(schema, name);
  }
  if (names.size !== FILES[version].count) {
    throw new HarnessError(`${version}: ${names.size} schemas instead of ${FILES[version].count}`);
  }
  const made = { ajv, names, compiled: new Map<string, ValidateFunction>() };
  loaded.set(key, made);
  return made;
};

const nameOf = (schemas: VersionSchemas, action: string, direction: Direction): string | undefined => {
  const name = `${action}${direction === 'request' ? 'Request' : 'Response'}`;
  if (schemas.names.has(name)) return name;
  return direction === 'request' && isSend(schemas, action) ? action : undefined;
};

// A SEND's schema bears the bare action; `AuthorizeRequest` is the name of a schema but no action (`RPC.07`).
const isSend = (schemas: VersionSchemas, action: string): boolean =>
  schemas.names.has(action) && !/(Request|Response)$/.test(action);

/** Whether `action` is a CALL of this version. */
export const knowsAction = (version: OcppVersion, action: string): boolean =>
  load(version, false).names.has(`${action}Request`);

/** Whether `action` is a one-way SEND of this version (`RPC.26`). */
export const knowsSend = (version: OcppVersion, action: string): boolean =>
  isSend(load(version, false), action);

/** How many schemas a version has: 78, 128 or 181. */
export const schemaCount = (version: OcppVersion): number => load(version, false).names.size;

/**
 * Checks a payload against the official schema and names the first problem. An action without schema gives no problem: see `knowsAction`.
 * @param lenient leave out what the published 1.6 sets disagree on (for what others send, never for our own)
 */
export const validate = (
  version: OcppVersion,
  action: string,
  direction: Direction,
  payload: unknown,
  lenient = false,
): readonly SchemaProblem[] => {
  const schemas = load(version, lenient && version === 'ocpp1.6');
  const name = nameOf(schemas, action, direction);
  if (name === undefined) return [];
  let check = schemas.compiled.get(name);
  if (check === undefined) {
    check = schemas.ajv.getSchema(name);
    if (check === undefined) throw new HarnessError(`no schema compiled for ${name}`);
    schemas.compiled.set(name, check);
  }
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
