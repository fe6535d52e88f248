import { configDefaults, defineConfig } from 'vitest/config';
import { offpeakSuites } from './harness/vitest/index.ts';

export default defineConfig({
  plugins: [offpeakSuites()],
  test: {
    include: ['harness/**/*.test.ts', 'suites/*/[A-Z]*.yaml'],
    // What needs a container engine: npm run test:docker.
    exclude: [...configDefaults.exclude, '**/*.docker.test.ts'],
    isolate: false,
    maxWorkers: 2,
    // Nights in the host's time wait most of it: they may all pass at once.
    maxConcurrency: 20,
    testTimeout: 30_000,
    includeTaskLocation: true,
    reporters:
      process.env['OFFPEAK_ALLURE'] === undefined
        ? ['default']
        : ['default', ['allure-vitest/reporter', { resultsDir: 'allure-results' }]],
  },
});
