import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSuites, rootsOf } from './index.ts';

const ROOT = join(import.meta.dirname, '../..');
const shipped = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const own = mkdtempSync(join(tmpdir(), 'offpeak-own-'));
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(own, path)), { recursive: true });
  writeFileSync(join(own, path), text);
};
const NIGHT = 'suites/acme/ACM-001-our-night.yaml';
const night = shipped('suites/overnight/OVN-001-transaction-profile-in-watts.yaml')
  .replace('OVN-001', 'ACM-001')
  .replaceAll('ours:PLAN-FORM', 'acme:OURS');

beforeAll(() => {
  write('fixtures/tariffs/acme.yaml', shipped('fixtures/tariffs/night-2330-0600.yaml'));
  write('suites/requirements/acme.yaml', '- { id: "acme:OURS", level: must, who: both, text: "Ours." }\n');
});
afterAll(() => rmSync(own, { recursive: true }));

describe("a user's own project beside the shipped one", () => {
  const load = (roots: string | readonly string[]) => loadSuites([join(own, NIGHT)], roots);

  it('has its own fixtures and requirements, and files that are named from the nearest root', () => {
    write(NIGHT, night.replace('night-2330-0600', 'acme'));
    expect(load([own, ROOT])).toMatchObject([{ id: 'ACM-001', file: NIGHT }]);
    expect(() => load(ROOT)).toThrow('acme:OURS');
  });

  it('uses the shipped fixtures too, and its suites are listed with the shipped ones', () => {
    write(NIGHT, night);
    expect(load([own, ROOT])).toHaveLength(1);
    const suites = [join(own, 'suites'), join(ROOT, 'suites/overnight')];
    const ids = loadSuites(suites, [own, ROOT]).map(({ id }) => id);
    expect(ids.slice(0, 2)).toEqual(['ACM-001', 'OVN-001']);
  });
});

describe('roots', () => {
  it('are the own project first, unless it is a whole house or none', () => {
    expect(rootsOf(own, ROOT)).toEqual([own, ROOT]);
    expect(rootsOf(ROOT, ROOT)).toEqual([ROOT]);
    expect(rootsOf(join(own, 'suites/acme'), ROOT)).toEqual([ROOT]);
    const fork = join(own, 'fork');
    mkdirSync(join(fork, 'suites'), { recursive: true });
    for (const name of ['requirements.yaml', 'capabilities.yaml'])
      cpSync(join(ROOT, 'suites', name), join(fork, 'suites', name));
    expect(rootsOf(fork, ROOT)).toEqual([fork]);
  });
});
