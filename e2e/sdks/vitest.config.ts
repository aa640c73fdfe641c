import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  test: {
    include: ['e2e/sdks/**/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    maxConcurrency: 8,
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
