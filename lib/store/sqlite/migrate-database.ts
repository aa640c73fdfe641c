import type Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { AppError } from '@/lib/domain/app-error';
import { pendingMigrations, type AppliedMigration, type Migration } from '../migrate';

const CREATE_RECORDS = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "checksum" TEXT NOT NULL,
  "finished_at" DATETIME,
  "migration_name" TEXT NOT NULL,
  "logs" TEXT,
  "rolled_back_at" DATETIME,
  "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

/**
 * Applies the migrations that the database has not seen, each in one transaction, and records them where and how Prisma
 * does. `now` gives milliseconds since 1970. Returns the names applied. Throws as `pendingMigrations` does.
 */
export function migrateDatabase(
  db: Database.Database,
  migrations: readonly Migration[],
  now: () => number,
): readonly string[] {
  const pending = pendingMigrations(migrations, appliedMigrations(db), db.name);
  if (pending.length === 0) return [];
  // SQLite ignores this pragma inside a transaction; a migration may have to rebuild a table that others refer to.
  db.pragma('foreign_keys = OFF');
  try {
    db.exec(CREATE_RECORDS);
    return pending.filter((migration) => apply(db, migration, now)).map((migration) => migration.name);
  } finally {
    db.pragma('foreign_keys = ON');
  }
}

/** What `_prisma_migrations` says was applied; nothing when there is no such table. */
export function appliedMigrations(db: Database.Database): readonly AppliedMigration[] {
  const table = db.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_prisma_migrations'`).get();
  if (table === undefined) return [];
  return db
    .prepare<[], { name: string; checksum: string; finishedAt: unknown }>(
      `SELECT migration_name AS name, checksum, finished_at AS finishedAt
       FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY migration_name`,
    )
    .all()
    .map((row) => ({ name: row.name, checksum: row.checksum, finished: row.finishedAt !== null }));
}

/** False when another process has applied it since it was found to be pending. */
function apply(db: Database.Database, migration: Migration, now: () => number): boolean {
  const startedAt = now();
  const run = db.transaction(() => {
    if (appliedMigrations(db).some(({ name }) => name === migration.name)) return false;
    db.exec(migration.sql);
    const broken = db.pragma('foreign_key_check') as readonly unknown[];
    if (broken.length > 0) {
      throw new AppError('internal', `Migration ${migration.name} breaks ${broken.length} foreign keys of ${db.name}.`);
    }
    db.prepare(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES (?, ?, ?, ?, ?, 1)`,
    ).run(randomUUID(), migration.checksum, migration.name, startedAt, now());
    return true;
  });
  return run.immediate();
}
