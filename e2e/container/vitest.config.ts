import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  test: {
    include: ['e2e/container/**/*.test.ts'],
    environment: 'node',
    // They use the ports of the Compose file.
    fileParallelism: false,
    testTimeout: 400_000,
    hookTimeout: 120_000,
  },
});
