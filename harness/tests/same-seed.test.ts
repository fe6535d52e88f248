import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runOne } from '../run/index.ts';
import { referenceCharger } from '../subject/index.ts';
import { loadSuites } from '../suite/index.ts';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const scenarios = loadSuites([join(ROOT, 'suites')], ROOT);

describe('same seed, same bytes', () => {
  it.each(['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const)(
    'in %s, and another seed differs where chance has a say',
    async (dialect) => {
      const scenario = scenarios.find((each) => each.id === 'OVN-012');
      if (scenario === undefined) throw new Error('OVN-012 is gone');
      const lines = async (seed: string): Promise<string> => {
        const { trace } = await runOne({
          scenario,
          subject: referenceCharger(),
          dialect,
          seed,
          version: 'test',
          reproduce: '',
        });
        return JSON.stringify(trace.events);
      };
      expect(await lines('a')).toBe(await lines('a'));
      expect(await lines('a')).not.toBe(await lines('b'));
    },
  );
});
