import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const postgresTests = ['lib/store/postgres/**/*.test.ts', '{lib,scripts}/**/*-on-postgres.test.ts'];

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    environment: 'node',
    testTimeout: 20_000,
    // Vitest itself would leave one core to the terminal.
    maxWorkers: '100%',
    // Threads that a test starts load this repository's TypeScript by Node itself.
    execArgv: ['--import', fileURLToPath(new URL('./scripts/register-typescript.js', import.meta.url))],
    projects: [
      {
        extends: true,
        test: {
          name: 'here',
          include: ['{lib,components,app,scripts,bench}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '.next/**', ...postgresTests],
        },
      },
      // A project of its own, because its server is started only where one of its tests runs.
      {
        extends: true,
        test: {
          name: 'postgres',
          include: postgresTests,
          globalSetup: ['lib/testing/postgres/global-setup.ts'],
          // Some tests start servers of their own.
          testTimeout: 60_000,
        },
      },
    ],
  },
});
