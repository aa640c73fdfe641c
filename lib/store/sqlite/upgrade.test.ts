import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeUpgrades } from '../testsuite/upgrade.testsuite';
import { migrateDatabase } from './migrate-database';
import { openSqliteConsoleStore } from './open-sqlite-console-store';
import { openSqliteRuntimeStore } from './open-sqlite-runtime-store';

describeUpgrades('SQLite', {
  migrations: 'prisma/sqlite/migrations',
  stored: 'lib/store/sqlite/stored',
  open: async ({ migrations, rows }) => {
    const folder = mkdtempSync(join(tmpdir(), 'perdure-upgrade-'));
    const path = join(folder, 'perdure.db');
    const old = new Database(path);
    migrateDatabase(old, migrations, () => 1);
    old.exec(rows);
    old.close();
    const runtime = await openSqliteRuntimeStore({ path });
    const console = await openSqliteConsoleStore({ path });
    const close = async () => {
      await console.close();
      await runtime.close();
      rmSync(folder, { recursive: true, force: true });
    };
    return { runtime, console, close };
  },
});
