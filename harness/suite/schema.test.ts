import { Ajv } from 'ajv';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import schema from './schema.json' with { type: 'json' };
import { ACTORS, VERBS, verbsOf } from './verbs.ts';

const overnight = join(import.meta.dirname, '../../suites/overnight');
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
const read = (name: string): string => readFileSync(join(overnight, name), 'utf8');

describe('the schema for editors', () => {
  it.each(readdirSync(overnight))('takes %s', (name) => {
    const fits = validate(parse(read(name)));
    expect(validate.errors ?? []).toEqual([]);
    expect(fits).toBe(true);
  });

  it('knows the same verbs and details as the loader', () => {
    const properties: Readonly<Record<string, object>> = schema.$defs.step.properties;
    const speaking = ACTORS.filter((actor) => verbsOf(actor).length > 0);
    expect(speaking.map((actor) => properties[actor])).toEqual(
      speaking.map((actor) => ({ enum: verbsOf(actor) })),
    );
    const details = new Set(VERBS.flatMap(({ keys }) => keys));
    expect(new Set(Object.keys(schema.$defs.step.properties.with.properties))).toEqual(details);
  });

  it.each([
    ['a bare number', 'fuse: 32 A', 'fuse: 32'],
    ['an unknown key', 'driver: unplugs', 'drivr: unplugs'],
    ['an unknown verb', 'driver: unplugs', 'driver: leaves'],
    ['a csms step without within', /within: 60 s\n    csms/, 'csms'],
  ])('refuses %s', (_name, from, to) => {
    const text = read('OVN-001-transaction-profile-in-watts.yaml');
    expect(text.replace(from, to)).not.toBe(text);
    expect(validate(parse(text.replace(from, to)))).toBe(false);
  });
});
