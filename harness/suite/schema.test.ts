import { Ajv } from 'ajv';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { suiteSchema } from './schema.ts';

const overnight = join(import.meta.dirname, '../../suites/overnight');
const validate = new Ajv({ strict: false, allErrors: true }).compile(suiteSchema());
const read = (name: string): string => readFileSync(join(overnight, name), 'utf8');

describe('the schema for editors', () => {
  it.each(readdirSync(overnight))('takes %s', (name) => {
    const fits = validate(parse(read(name)));
    expect(validate.errors ?? []).toEqual([]);
    expect(fits).toBe(true);
  });

  it('is the vocabulary, written down', () => {
    const written = join(import.meta.dirname, 'schema.json');
    if (process.env['OFFPEAK_UPDATE'] === '1')
      writeFileSync(written, `${JSON.stringify(suiteSchema(), null, 2)}\n`);
    expect(suiteSchema()).toEqual(JSON.parse(readFileSync(written, 'utf8')));
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
