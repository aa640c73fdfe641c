import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const isForeign = (process.env['TARGET'] ?? '') !== '';

// Each of Vitest's processes has an App ID of its own (target.ts), so files may run side by side; a foreign target
// serves one App ID only.
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: { alias: { '@': fileURLToPath(new URL('../..', import.meta.url)) } },
  test: {
    include: ['e2e/conformance/**/*.test.ts'],
    globalSetup: ['e2e/conformance/global-setup.ts'],
    environment: 'node',
    maxWorkers: isForeign ? 1 : 3,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
