/** What a user of the package writes; it is valid both as JavaScript and as TypeScript. */
export const CONSUMER = `import { loadSuites, plan, referenceCharger, referenceCsms, runAll, SHIPPED } from 'offpeak';

const scenarios = loadSuites([SHIPPED + 'suites/overnight'], SHIPPED);
const planned = plan({ scenarios, subjects: [referenceCharger(), referenceCsms()], dialects: [], only: ['OVN-001'] });
const { run } = await runAll({
  planned,
  seed: '1',
  version: 'mine',
  started: '2026-01-14T21:00:00Z',
  reproduce: ({ scenario }) => scenario.id,
  keepNights: false,
});
console.log(run.exitCode, run.results.length);
`;

export const TSCONFIG = `${JSON.stringify({
  compilerOptions: {
    target: 'es2024',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: ['node'],
  },
  files: ['use.mts'],
})}\n`;

export const VITEST_CONFIG = `import { defineConfig } from 'vitest/config';
import { offpeakSuites } from 'offpeak/vitest';

export default defineConfig({
  plugins: [offpeakSuites()],
  test: { include: ['suites/acme/*.yaml'], exclude: ['node_modules/**'], testTimeout: 30_000 },
});
`;

export const OWN_REQUIREMENTS = `- { id: "acme:OURS", level: must, who: both, text: "The plan has the form that ACME wants." }\n`;
