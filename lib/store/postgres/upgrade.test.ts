import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createDatabase, execute } from '@/lib/testing/postgres/databases';
import { hasPostgres, providedPostgres } from '@/lib/testing/postgres/provided-postgres';
import { describeUpgrades } from '../testsuite/upgrade.testsuite';
import { connect, postgresPlace } from './connect';
import { migrateDatabase } from './migrate-database';
import { NEWEST_MIGRATION } from './newest-migration';
import { openPostgresConsoleStore } from './open-postgres-console-store';
import { openPostgresRuntimeStore } from './open-postgres-runtime-store';

describe.skipIf(!hasPostgres())('PostgreSQL', () => {
  describeUpgrades('PostgreSQL', {
    migrations: 'prisma/postgres/migrations',
    stored: 'lib/store/postgres/stored',
    open: async ({ migrations, rows }) => {
      const { url, drop } = await createDatabase(providedPostgres().admin);
      const old = await connect(postgresPlace(url), { applicationName: 'old', pipeline: false });
      await migrateDatabase(old, migrations, 'old');
      await old.end();
      await execute(url, rows);
      const runtime = await openPostgresRuntimeStore({ url });
      const console = await openPostgresConsoleStore({ url });
      const close = async () => {
        await console.close();
        await runtime.close();
        await drop();
      };
      return { runtime, console, close };
    },
  });
});

const foldersOf = (database: string) =>
  readdirSync(`prisma/${database}/migrations`)
    .filter((name) => !name.includes('.'))
    .sort();

describe('the migrations of PostgreSQL', () => {
  test('end with the one that the console expects', () => {
    expect(foldersOf('postgres').at(-1)).toBe(NEWEST_MIGRATION);
  });

  test('are those of SQLite from the fourth on', () => {
    expect(foldersOf('postgres').slice(1)).toEqual(foldersOf('sqlite').slice(3));
  });
});
