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
const loaded = new Map<OcppVersion, VersionSchemas>();

type Unwrapped<T> = T | { readonly default: T };
const unwrap = <T extends object>(module: Unwrapped<T>): T => ('default' in module ? module.default : module);

// Read on first use only: `offpeak list` must not pay for 387 schemas.
const load = (version: OcppVersion): VersionSchemas => {
  const known = loaded.get(version);
  if (known !== undefined) return known;
  const { Ajv: AjvClass } = require('ajv') as { Ajv: new (options: object) => Ajv };
  const addFormats = unwrap(require('ajv-formats') as Unwrapped<(ajv: Ajv) => void>);
  // The official schemas are not strict-clean; tenths are not exact in binary (knowledge/schemas.md §4).
  const ajv = new AjvClass({ strict: false, allErrors: true, multipleOfPrecision: 6, logger: false });
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
    ajv.addSchema(rest, name);
  }
  if (names.size !== FILES[version].count) {
    throw new HarnessError(`${version}: ${names.size} schemas instead of ${FILES[version].count}`);
  }
  const made = { ajv, names, compiled: new Map<string, ValidateFunction>() };
  loaded.set(version, made);
  return made;
};

/** NotifyPeriodicEventStream is a SEND: its schema has no Request in its name. */
const nameOf = (schemas: VersionSchemas, action: string, direction: Direction): string | undefined => {
  const name = `${action}${direction === 'request' ? 'Request' : 'Response'}`;
  if (schemas.names.has(name)) return name;
  return direction === 'request' && schemas.names.has(action) ? action : undefined;
};

export const knowsAction = (version: OcppVersion, action: string): boolean =>
  nameOf(load(version), action, 'request') !== undefined;

/** Differences between the public sets of 1.6 schemas that are no fault of a station's (knowledge/schemas.md §3.1). */
const tolerated = (problem: SchemaProblem, payload: unknown): boolean => {
  if (problem.keyword === 'enum' && problem.path.endsWith('/unit')) {
    let at: unknown = payload;
    for (const part of problem.path.split('/').slice(1))
      at = (at as Record<string, unknown> | undefined)?.[part];
    return at === 'Celsius' || at === 'Celcius' || at === 'Hertz';
  }
  return problem.keyword === 'maxLength' && /\/(value|info)$/.test(problem.path);
};

/**
 * Checks a payload against the official schema. An action without schema gives no problem: see `knowsAction`.
 * @param lenient leave out what the published 1.6 sets disagree on (for what others send, never for our own)
 */
export const validate = (
  version: OcppVersion,
  action: string,
  direction: Direction,
  payload: unknown,
  lenient = false,
): readonly SchemaProblem[] => {
  const schemas = load(version);
  const name = nameOf(schemas, action, direction);
  if (name === undefined) return [];
  let check = schemas.compiled.get(name);
  if (check === undefined) {
    check = schemas.ajv.getSchema(name);
    if (check === undefined) throw new HarnessError(`no schema compiled for ${name}`);
    schemas.compiled.set(name, check);
  }
  if (check(payload)) return [];
  const problems = (check.errors ?? []).slice(0, 20).map((error) => ({
    path: error.instancePath.slice(0, 200),
    message:
      error.keyword === 'additionalProperties'
        ? `unknown property "${String(error.params['additionalProperty']).slice(0, 60)}"`
        : (error.message ?? error.keyword),
    keyword: error.keyword,
  }));
  return lenient && version === 'ocpp1.6'
    ? problems.filter((problem) => !tolerated(problem, payload))
    : problems;
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
