import { randomUUID } from 'node:crypto';
import { pendingMigrations, type AppliedMigration, type Migration } from '../migrate';
import type { TextClient } from './text-client';

const CREATE_RECORDS = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Applies the migrations that the database has not seen, each in one transaction, and records them where and how Prisma
 * does; the clock is the server's. Returns the names applied. Rejects as `pendingMigrations` does. The caller keeps
 * others from doing the same.
 */
export async function migrateDatabase(
  client: TextClient,
  migrations: readonly Migration[],
  store: string,
): Promise<readonly string[]> {
  const pending = pendingMigrations(migrations, await appliedMigrations(client), store);
  if (pending.length > 0) await client.query(CREATE_RECORDS);
  for (const migration of pending) await apply(client, migration);
  return pending.map((migration) => migration.name);
}

/** What `_prisma_migrations` says was applied; nothing when there is no such table. */
export async function appliedMigrations(client: TextClient): Promise<readonly AppliedMigration[]> {
  const { rows: tables } = await client.query<{ found: boolean }>(
    `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS found`,
  );
  if (tables[0]?.found !== true) return [];
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY migration_name COLLATE "C"`,
  );
  return rows;
}

async function apply(client: TextClient, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
