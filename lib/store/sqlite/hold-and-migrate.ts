import type Database from 'better-sqlite3';
import { fileURLToPath } from 'node:url';
import { acquireLease, type LeaseRequest } from '../acquire-lease';
import type { HeldLease } from '../held-lease';
import { pendingMigrations, readMigrations, type Migration } from '../migrate';
import { appliedMigrations, migrateDatabase } from './migrate-database';
import { rewriteLog } from './rewrite-log';
import { withSqliteErrors } from './sqlite-error';
import { hasLease, SqliteLease } from './sqlite-lease';

const MIGRATIONS = fileURLToPath(new URL('../../../prisma/sqlite/migrations', import.meta.url));

/** What is to be applied to a database; throws as `pendingMigrations` does. */
export function pendingOf(db: Database.Database): readonly Migration[] {
  return withSqliteErrors(db.name, () => pendingMigrations(readMigrations(MIGRATIONS), appliedMigrations(db), db.name));
}

/**
 * Takes the lease and applies what is pending; answers both. The lease comes before any migration but for the one that
 * makes its table: two that open an older store at once may both apply that one, which then happens once. What an earlier
 * process committed lasts from here on, whatever its disk did.
 */
export async function holdAndMigrate(
  db: Database.Database,
  request: LeaseRequest | undefined,
): Promise<{ readonly held: HeldLease; readonly applied: readonly string[] }> {
  const migrate = (): readonly string[] =>
    withSqliteErrors(db.name, () => migrateDatabase(db, readMigrations(MIGRATIONS), () => Date.now()));
  pendingOf(db);
  const first = withSqliteErrors(db.name, () => hasLease(db)) ? [] : migrate();
  const held = await acquireLease(new SqliteLease(db), request);
  try {
    rewriteLog(db);
    return { held, applied: [...first, ...migrate()] };
  } catch (error) {
    await held.release();
    throw error;
  }
}
