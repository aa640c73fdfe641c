import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['{lib,components,app,scripts,bench}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '.next/**'],
    environment: 'node',
    testTimeout: 20_000,
    // Threads that a test starts load this repository's TypeScript by Node itself.
    execArgv: ['--import', fileURLToPath(new URL('./scripts/register-typescript.js', import.meta.url))],
  },
});
