import type Database from 'better-sqlite3';
import { fileURLToPath } from 'node:url';
import { acquireLease, type LeaseRequest } from '../acquire-lease';
import type { HeldLease } from '../held-lease';
import { pendingMigrations, readMigrations } from '../migrate';
import type { RuntimeStore } from '../runtime-store';
import { appliedMigrations, migrateDatabase } from './migrate-database';
import { openDatabase, prepareStorePath } from './open-database';
import { withSqliteErrors } from './sqlite-error';
import { hasLease, SqliteLease } from './sqlite-lease';
import { SqliteRuntimeStore } from './sqlite-runtime-store';

const MIGRATIONS = fileURLToPath(new URL('../../../prisma/sqlite/migrations', import.meta.url));

export type OpenOptions = { readonly path: string; readonly lease?: LeaseRequest | undefined };

/**
 * Opens the store file at `path` as its only writer; creates and migrates it as needed. A holder that may be gone is
 * waited for. Rejects with `conflict` when another runtime has the store, `precondition` when a newer Perdure wrote it,
 * `invalid` when `path` is a folder, `unavailable` when the file is no database or cannot be opened.
 */
export async function openSqliteRuntimeStore({ path, lease }: OpenOptions): Promise<RuntimeStore> {
  prepareStorePath(path);
  const db = openDatabase(path);
  try {
    const held = await holdAndMigrate(db, lease);
    return new SqliteRuntimeStore(db, held);
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Takes the lease before any migration is applied, but for the one that makes its table: two that open an older store at
 * once may both apply that one, which then happens once.
 */
async function holdAndMigrate(db: Database.Database, request: LeaseRequest | undefined): Promise<HeldLease> {
  const migrations = readMigrations(MIGRATIONS);
  const migrate = (): void => {
    withSqliteErrors(db.name, () => migrateDatabase(db, migrations, () => Date.now()));
  };
  withSqliteErrors(db.name, () => pendingMigrations(migrations, appliedMigrations(db), db.name));
  if (!withSqliteErrors(db.name, () => hasLease(db))) migrate();
  const held = await acquireLease(new SqliteLease(db), request);
  try {
    migrate();
    return held;
  } catch (error) {
    await held.release();
    throw error;
  }
}
