import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { runOne } from '../../run/index.ts';
import { referenceCharger } from '../../subject/index.ts';
import { loadSuites } from '../../suite/index.ts';
import { fileSink } from '../../trace/index.ts';
import { main } from '../main.ts';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const folder = mkdtempSync(join(tmpdir(), 'offpeak-cost-'));
const trace = join(folder, 'night.ndjson');

beforeAll(async () => {
  const [scenario] = loadSuites(
    [join(ROOT, 'suites/overnight/OVN-001-transaction-profile-in-watts.yaml')],
    ROOT,
  );
  if (scenario === undefined) throw new Error('OVN-001 is gone');
  await runOne({
    scenario,
    subject: referenceCharger(),
    dialect: 'ocpp2.1',
    seed: '1',
    version: 'test',
    reproduce: '',
    sink: fileSink(trace, 200),
  });
});

afterEach(() => vi.restoreAllMocks());

const offpeak = async (...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> => {
  let out = '';
  let err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  const code = await main(['cost', ...argv]);
  return { code, out, err };
};
const tariff = (json: unknown): string => {
  const file = join(folder, 'tariff.json');
  writeFileSync(file, typeof json === 'string' ? json : JSON.stringify(json));
  return file;
};
const flat = (priceKwh: number, more: object = {}): object => ({
  tariffId: 't',
  currency: 'GBP',
  energy: { prices: [{ priceKwh }] },
  ...more,
});

describe('offpeak cost', () => {
  it('bills a night by a fixture, band by band', async () => {
    const { code, out } = await offpeak(trace, '--tariff', 'fixtures/tariffs/night-2330-0600.yaml');
    expect(code).toBe(0);
    expect(out).toMatch(/off-peak\s+7 p\/kWh\s+47\.840 kWh\s+3\.3488/);
    expect(out).toContain('3.35 GBP');
  });

  it('bills a night by a 2.1 tariff, with tax', async () => {
    const { code, out } = await offpeak(
      trace,
      '--json',
      '--tariff',
      'fixtures/transaction-tariffs/night-2330-0600.json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { currency: 'GBP', kWh: '47.840', total: '3.3488', inclTax: '3.51624' },
    ]);
  });

  it('adds up every part of a tariff that has them all', async () => {
    const { out } = await offpeak(
      trace,
      '--json',
      '--tariff',
      'fixtures/transaction-tariffs/everything.json',
    );
    // 390 minutes of charging; 225 of idling, of which 45 lie beyond three hours.
    expect(JSON.parse(out)).toMatchObject([
      {
        total: String(3.3488 + 0.39 + 0.09 + 0.25),
        parts: {
          energy: { exclTax: '3.3488', inclTax: '3.586565' },
          fixed: { exclTax: '0.25', inclTax: '0.3' },
        },
      },
    ]);
  });

  it.each([
    ['no JSON', '{', 'the tariff is no JSON'],
    [
      '99:99',
      flat(1, { energy: { prices: [{ priceKwh: 1, conditions: { startTimeOfDay: '99:99' } }] } }),
      '"99:99" is no time of day',
    ],
    ['seven decimals', flat(0.1234567), 'more than 6 decimals'],
    ['an unknown currency', flat(1, { currency: 'ZZZ' }), '"ZZZ" is no currency'],
    ['a negative price', flat(-0.1), '-0.1 is negative'],
    [
      'a gap where energy flowed',
      flat(1, { energy: { prices: [{ priceKwh: 1, conditions: { endTimeOfDay: '02:00' } }] } }),
      'no energy price for 33.120 kWh, first between 21:00 and 00:00',
    ],
  ])('refuses a tariff with %s', async (_name, json, words) => {
    const { code, out, err } = await offpeak(trace, '--tariff', tariff(json));
    expect([code, out]).toEqual([65, '']);
    expect(err).toContain(words);
  });

  it('takes a negative price that is meant', async () => {
    const { code, out } = await offpeak(trace, '--negative', '--tariff', tariff(flat(-0.0463)));
    expect(code).toBe(0);
    expect(out).toContain('-2.214992');
  });

  it('needs a tariff, and a trace that is whole', async () => {
    expect((await offpeak(trace)).code).toBe(64);
    expect((await offpeak(tariff('{}'), '--tariff', tariff(flat(1)))).code).toBe(65);
  });
});
