import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { captured } from '../captured.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'offpeak-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

describe('offpeak', () => {
  it('helps when it is asked, and when it is not told what to do', async () => {
    const help = await captured('--help');
    expect(help.code).toBe(0);
    for (const name of ['run', 'list', 'explain', 'check', 'judge', 'schedule', 'simulate'])
      expect(help.out).toContain(`  ${name} `);
    expect((await captured()).code).toBe(64);
    expect((await captured('--version')).code).toBe(0);
  });

  it('exits 64 for a command that there is not, and one without its argument', async () => {
    const { code, err } = await captured('dance');
    expect([code, err]).toEqual([64, expect.stringContaining('no such command: dance')]);
    expect((await captured('explain')).code).toBe(64);
    expect((await captured('simulate', 'toaster')).code).toBe(64);
    expect((await captured('simulate', 'charger')).err).toContain('--url');
    expect((await captured('simulate', 'charger', '--dialect', 'x')).err).toContain('unknown dialect');
    expect((await captured('simulate', 'csms', '--tariff', 'x')).code).toBe(64);
  });
});

describe('offpeak list', () => {
  it('lists scenarios, in words and as JSON', async () => {
    const { code, out } = await captured('list');
    expect(code).toBe(0);
    expect(out).toMatch(/^OVN-001 +either +1\.6 2\.0\.1 2\.1 +\S/m);
    const { out: json } = await captured('list', join(ROOT, 'suites/overnight'), '--json');
    const rows = JSON.parse(json) as readonly { readonly id: string; readonly file: string }[];
    expect(rows.find(({ id }) => id === 'OVN-014')?.file).toContain('OVN-014-composite-schedule.yaml');
  });

  it('lists bugs', async () => {
    expect((await captured('list', '--bugs')).out).toMatch(/^charger +ignores-zero /m);
    const { out } = await captured('list', '--bugs', '--json');
    expect((JSON.parse(out) as readonly { readonly id: string }[]).map(({ id }) => id)).toContain(
      'csms-no-plan',
    );
  });

  it('exits 3 when there is nothing to list', async () => {
    expect((await captured('list', folder)).code).toBe(3);
  });
});

describe('offpeak explain', () => {
  it('says every time in words', async () => {
    const { code, out } = await captured('explain', 'OVN-010');
    expect(code).toBe(0);
    expect(out).toContain('(UTC+1)');
    expect(out).toContain('What is checked');
  });

  it('exits 64 for a scenario that there is not', async () => {
    const { code, err } = await captured('explain', 'OVN-999');
    expect([code, err]).toEqual([64, expect.stringContaining('no scenario OVN-999')]);
  });
});

describe('offpeak check', () => {
  it('finds nothing in what is shipped', async () => {
    const { code, out } = await captured('check');
    expect(code).toBe(0);
    expect(out).toMatch(/^\d+ files checked, 0 problems\n$/);
  });

  it('tells every problem with its place and exits 65', async () => {
    const night = readFileSync(
      join(ROOT, 'suites/overnight/OVN-002-default-profile-before-plug-in.yaml'),
      'utf8',
    );
    const file = inFolder(
      'OVN-002-worse.yaml',
      night.replace('fuse: 32 A', 'fuse: 32').replace('subject: either', 'subject: car'),
    );
    const { code, out } = await captured('check', file);
    expect(code).toBe(65);
    expect(out).toMatch(/OVN-002-worse\.yaml:\d+:\d+ subject: "car" is not one of/);
    expect(out).toMatch(/OVN-002-worse\.yaml:\d+:\d+ fuse: "32" is not a current/);
    expect(out).toContain('1 files checked, 2 problems');
  });

  it('exits 3 when there is nothing to check, and 65 when it is not there', async () => {
    const empty = mkdtempSync(join(folder, 'empty-'));
    expect((await captured('check', empty)).code).toBe(3);
    expect((await captured('check', join(folder, 'nowhere'))).code).toBe(65);
  });
});

describe('offpeak schedule', () => {
  const profile = {
    id: 1,
    stackLevel: 0,
    chargingProfilePurpose: 'TxDefaultProfile',
    chargingProfileKind: 'Absolute',
    chargingSchedule: [
      {
        id: 1,
        startSchedule: '2026-01-14T21:00:00Z',
        chargingRateUnit: 'W',
        chargingSchedulePeriod: [
          { startPeriod: 0, limit: 0 },
          { startPeriod: 9000, limit: 7360, numberPhases: 1 },
        ],
      },
    ],
  };
  const file = inFolder(
    'profiles.json',
    JSON.stringify({ dialect: 'ocpp2.0.1', profiles: [{ evse: 1, profile }] }),
  );

  it('adds profiles up', async () => {
    const { code, out } = await captured('schedule', file, '--from', '2026-01-14T21:00:00Z', '--hours', '6');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      dialect: 'ocpp2.0.1',
      evse: 1,
      scheduleStart: '2026-01-14T21:00:00.000Z',
      duration: 21_600,
      chargingRateUnit: 'W',
      chargingSchedulePeriod: [
        { startPeriod: 0, limit: 0 },
        { startPeriod: 9000, limit: 7360 },
      ],
    });
  });

  it('converts to amps, and plots', async () => {
    const window = ['--from', '2026-01-14T21:00:00Z', '--hours', '6', '--evse', '1'];
    const amps = await captured('schedule', file, ...window, '--unit', 'A');
    expect(JSON.parse(amps.out)).toMatchObject({
      chargingSchedulePeriod: [{ limit: 0 }, { limit: 32 }],
    });
    const { out } = await captured('schedule', file, ...window, '--plot');
    const [held, charged] = out.trimEnd().split('\n');
    expect(held).toMatch(/^2026-01-14T21:00Z to 23:30Z +0 W *$/);
    expect(charged).toMatch(/^2026-01-14T23:30Z to 03:00Z +7360 W +█{40}$/);
  });

  it('says where JSON breaks, whatever the mistake', async () => {
    const broken = inFolder('broken.json', '{\n  "dialect": "ocpp1.6",\n  "profiles": [tru]\n}\n');
    const { code, err } = await captured('schedule', broken);
    expect([code, err]).toEqual([65, expect.stringContaining(`${broken}:3:16 the file is no JSON`)]);
  });

  it.each<[string, readonly string[], number, string]>([
    ['a file that is not there', ['nowhere.json'], 65, 'there is no such file'],
    ['a time without offset', [file, '--from', '2026-01-14 21:00'], 64, '--from is a time with an offset'],
    ['an unknown unit', [file, '--unit', 'VA'], 64, '--unit is W or A'],
    ['an unknown dialect', [file, '--dialect', 'ocpp3'], 64, 'unknown dialect "ocpp3"'],
    ['a length of nothing', [file, '--hours', '0'], 64, '--hours is a number'],
    [
      'no profile in it',
      [inFolder('none.json', '[{"evse":1}]')],
      65,
      'profiles[0] holds no charging profile',
    ],
    [
      'a transaction without a start',
      [inFolder('tx.json', '{"profiles":[],"transactions":[{}]}')],
      65,
      'transactions[0] is not',
    ],
  ])('refuses %s', async (_, argv, exit, message) => {
    const { code, out, err } = await captured('schedule', ...argv);
    expect([code, out]).toEqual([exit, '']);
    expect(err).toContain(message);
  });
});
