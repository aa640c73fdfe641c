import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Set by scripts/real-disk-faults.js to the folder of a small disk. */
const hasRealDisk = process.env['REAL_DISK'] !== undefined;
/** Said by scripts/durability.js where there is no PostgreSQL. */
const hasPostgres = process.env['PERDURE_POSTGRES'] !== 'none';
const root = fileURLToPath(new URL('../..', import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  test: {
    include: [`e2e/durability/${hasRealDisk ? 'real-disk/' : ''}*.test.ts`],
    exclude: hasPostgres ? [] : ['e2e/durability/postgres-faults.test.ts'],
    environment: 'node',
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
