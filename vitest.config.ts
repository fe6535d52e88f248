import { defineConfig } from 'vitest/config';
import { offpeakSuites } from './harness/vitest/index.ts';

export default defineConfig({
  plugins: [offpeakSuites()],
  test: {
    include: ['harness/**/*.test.ts', 'suites/*/[A-Z]*.yaml'],
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    includeTaskLocation: true,
    reporters:
      process.env['OFFPEAK_ALLURE'] === undefined
        ? ['default']
        : ['default', ['allure-vitest/reporter', { resultsDir: 'allure-results' }]],
  },
});
