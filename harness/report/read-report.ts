import { Ajv2020 } from 'ajv/dist/2020.js';
import { SuiteError } from '../errors.ts';
import type { RunResult } from '../verdict/index.ts';
import schema from './report.schema.json' with { type: 'json' };

/** Longest report that is read, in characters: some thousand scenarios with all their findings. */
export const LONGEST_REPORT = 256 * 1024 * 1024;

/**
 * A `report.json` as somebody has kept it, held to the published schema: what is read here was written by an offpeak,
 * but anybody may have touched it since.
 *
 * @throws SuiteError when it is too long, is no JSON, or does not follow report.schema.json.
 */
export const readReport = (text: string, file: string): RunResult => {
  const place = { file };
  if (text.length > LONGEST_REPORT) throw new SuiteError('the report is too long', { place });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SuiteError('the report is no JSON: was it cut off?', { place, cause: error });
  }
  const valid = new Ajv2020({ strict: true, allowUnionTypes: true }).compile<RunResult>(schema);
  if (valid(value)) return value;
  const [first] = valid.errors ?? [];
  throw new SuiteError(`this is no report of offpeak: ${first?.instancePath ?? ''} ${first?.message ?? ''}`, {
    place,
    hint: 'expected the report.json that "offpeak run --out DIR" writes',
  });
};
