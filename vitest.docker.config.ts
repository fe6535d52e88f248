import { defineConfig } from 'vitest/config';

/** `npm run test:docker`: what needs a container engine. Its images are built first (harness/image/build.sh). */
export default defineConfig({
  test: {
    include: ['harness/**/*.docker.test.ts'],
    globalSetup: 'harness/tests/docker/images.ts',
    isolate: false,
    // One engine, two cores: nights at a rate must not starve each other.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 240_000,
    reporters: ['default'],
  },
});
