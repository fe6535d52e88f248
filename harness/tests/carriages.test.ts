import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { DIALECT_IDS, type DialectId } from '../dialects/index.ts';
import { runOne } from '../run/index.ts';
import { referenceCharger, referenceCsms } from '../subject/index.ts';
import { loadSuites, type Scenario } from '../suite/index.ts';
import { byLoopback, byMemory, byMockSocket, type Carrier } from '../wire/index.ts';

/** What carries the messages leaves no trace: a night is the same in memory, over real sockets and over mock-socket. */
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const shipped = loadSuites([join(ROOT, 'suites/overnight')], ROOT);
const folder = mkdtempSync(join(tmpdir(), 'offpeak-carriages-'));
afterAll(() => rmSync(folder, { recursive: true }));

const night = (id: string): Scenario => {
  const found = shipped.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};

/** The plain night with a fault in it. */
const spoilt = (number: number, fault: string): Scenario => {
  const text = readFileSync(join(ROOT, night('OVN-001').place.file), 'utf8')
    .replace('id: OVN-001', `id: OVN-${number}`)
    .replace(
      '  - at: 07:15\n    driver',
      `  - during: 00:10 .. 02:50\n    fault: ${fault}\n  - at: 07:15\n    driver`,
    );
  const file = join(folder, `OVN-${number}-spoilt.yaml`);
  writeFileSync(file, text);
  const [scenario] = loadSuites([file], ROOT);
  if (scenario === undefined) throw new Error('not loaded');
  return scenario;
};

const lived = async (scenario: Scenario, side: 'charger' | 'csms', dialect: DialectId, by: Carrier) => {
  const lines: string[] = [];
  const { result } = await runOne({
    scenario,
    subject: side === 'charger' ? referenceCharger([], by) : referenceCsms([], by),
    dialect,
    seed: '1',
    version: 'test',
    reproduce: '',
    sink: { write: (line) => void lines.push(line), close: () => undefined },
  });
  return { trace: lines.join(''), verdict: result.verdict, ended: result.ended };
};

const scenarios = [
  ...['OVN-001', 'OVN-004', 'OVN-006', 'OVN-008', 'OVN-012'].map((id) => ({ name: id, scenario: night(id) })),
  ...['link down', 'link half open'].map((fault, index) => ({
    name: fault,
    scenario: spoilt(901 + index, fault),
  })),
];

const everywhere = DIALECT_IDS.flatMap((dialect) => [
  { dialect, side: 'charger' as const },
  { dialect, side: 'csms' as const },
]);
const cases = scenarios.flatMap((each, index) =>
  everywhere
    .filter((_, place) => index === 0 || place % 4 === index % 2)
    .map((where) => ({ ...each, ...where })),
);

describe('a night over loopback sockets is the same', () => {
  it.each(cases)('$name in $dialect, $side', async ({ scenario, dialect, side }) => {
    const sockets = await lived(scenario, side, dialect, byLoopback);
    const memory = await lived(scenario, side, dialect, byMemory);
    expect(sockets.trace).toBe(memory.trace);
    expect(sockets.ended).toBe('complete');
    expect(memory.trace.match(/"kind":"frame"/g)?.length).toBeGreaterThan(100);
  });
});

describe('a night over mock-socket is the same', () => {
  it.each(['charger', 'csms'] as const)('%s', async (side) => {
    const mocked = await lived(night('OVN-007'), side, 'ocpp2.0.1', byMockSocket);
    const memory = await lived(night('OVN-007'), side, 'ocpp2.0.1', byMemory);
    expect(mocked.trace).toBe(memory.trace);
    expect(mocked.verdict).toBe('passed');
  });

  it('with a broken link', async () => {
    const scenario = spoilt(910, 'link down');
    const mocked = await lived(scenario, 'charger', 'ocpp1.6', byMockSocket);
    expect(mocked.trace).toBe((await lived(scenario, 'charger', 'ocpp1.6', byMemory)).trace);
  });
});
