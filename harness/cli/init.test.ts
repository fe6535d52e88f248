import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { plan } from '../plan/index.ts';
import { runAll } from '../run/index.ts';
import { readSubjectFile, referenceCharger, referenceCsms } from '../subject/index.ts';
import { checkFiles, loadSuites } from '../suite/index.ts';
import { init } from './commands/init.ts';
import { starter } from './starter.ts';

const ROOT = join(import.meta.dirname, '../..');
const base = mkdtempSync(join(tmpdir(), 'offpeak-init-'));
afterAll(() => rmSync(base, { recursive: true }));
beforeEach(() => void vi.spyOn(process.stdout, 'write').mockImplementation(() => true));
afterEach(() => void vi.restoreAllMocks());

describe('offpeak init', () => {
  it.each([
    ['charger', 'github'],
    ['csms', 'gitlab'],
  ] as const)('writes a starter for a %s that is sound and passes on the references', async (side, ci) => {
    const folder = join(base, side);
    expect(await init({ folder, side, ci })).toBe(0);
    const files = [...starter(side, ci).keys()];
    for (const file of files)
      expect(() => parse(readFileSync(join(folder, file), 'utf8')) as unknown).not.toThrow();
    const roots = [folder, ROOT];
    const own = files.filter((file) => /^(suites|fixtures)\//.test(file)).map((file) => join(folder, file));
    expect(checkFiles(own, roots)).toEqual([]);
    const subject = `subjects/my-${side}.yaml`;
    expect(readSubjectFile(subject, readFileSync(join(folder, subject), 'utf8'), {}).side).toBe(side);
    const { run } = await runAll({
      planned: plan({
        scenarios: loadSuites([join(folder, 'suites')], roots),
        subjects: [referenceCharger(), referenceCsms()],
        dialects: [],
        only: [],
      }),
      seed: '1',
      version: 'test',
      started: '2026-01-14T21:00:00Z',
      reproduce: () => '',
      keepNights: false,
    });
    expect(run.results.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 6 }, () => 'passed'));
  });

  it('writes nothing where one of its files is there already', () => {
    const folder = join(base, 'taken');
    mkdirSync(join(folder, 'subjects'), { recursive: true });
    writeFileSync(join(folder, 'subjects/my-charger.yaml'), 'mine');
    expect(() => init({ folder, side: 'charger', ci: 'none' })).toThrow(
      'there already: subjects/my-charger.yaml',
    );
    expect(readdirSync(folder)).toEqual(['subjects']);
    expect(readFileSync(join(folder, 'subjects/my-charger.yaml'), 'utf8')).toBe('mine');
  });

  it('knows the sides and systems that there are', () => {
    expect(() => init({ folder: base, side: 'vehicle', ci: 'none' })).toThrow(
      '--side is one of charger, csms',
    );
    expect(() => init({ folder: base, side: 'csms', ci: 'jenkins' })).toThrow('--ci is one of');
    expect([...starter('csms', 'none').keys()].some((file) => /github|gitlab/.test(file))).toBe(false);
  });
});
