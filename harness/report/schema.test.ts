import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { renderJson } from './index.ts';
import schema from './report.schema.json' with { type: 'json' };
import { runResult } from './sample.ts';

describe('schema', () => {
  it('report.json follows the published schema, and the schema refuses what it does not know', () => {
    const valid = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
    const report = JSON.parse(renderJson(runResult())) as Record<string, unknown>;
    valid(report);
    expect(valid.errors ?? []).toEqual([]);
    expect(valid({ ...report, extra: 1 })).toBe(false);
  });
});
