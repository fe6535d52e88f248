import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { digestOf, listing, suiteIndexOf } from './listing.ts';

const ROOT = join(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'offpeak-listing-'));
for (const folder of ['suites', 'fixtures'])
  cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
afterAll(() => rmSync(copy, { recursive: true }));

describe('the built index of suites', () => {
  it('says what a list of the files themselves says', async () => {
    const { listed, digest } = await suiteIndexOf(copy);
    expect(listed).toEqual(await listing([]));
    expect(digest).toBe(digestOf(ROOT));
  });

  it.each(['suites/requirements.yaml', 'fixtures/tariffs/economy-7.yaml'])(
    'is not believed once %s has changed',
    (file) => {
      const before = digestOf(copy);
      appendFileSync(join(copy, file), '# more\n');
      expect(digestOf(copy)).not.toBe(before);
    },
  );
});
