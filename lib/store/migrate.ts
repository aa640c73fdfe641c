import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@/lib/domain/app-error';

/** One folder of a migrations directory. */
export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

/** One row of `_prisma_migrations` that was not rolled back. */
export type AppliedMigration = { readonly name: string; readonly checksum: string; readonly finished: boolean };

/** The migrations in `directory/<name>/migration.sql`, in the order of their names. */
export function readMigrations(directory: string): readonly Migration[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => migrationOf(name, readFileSync(join(directory, name, 'migration.sql'), 'utf8')));
}

/** A migration with the checksum that Prisma gives it: SHA-256 of the SQL, in hex. */
export function migrationOf(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

/**
 * The migrations still to apply, in order. Refuses (`precondition`) a store of a newer build, one whose migration was
 * edited after it was applied, and one on which a migration stopped halfway.
 */
export function pendingMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
  store: string,
): readonly Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  for (const row of applied) {
    const migration = byName.get(row.name);
    if (migration === undefined) {
      throw new AppError('precondition', `The store ${store} was written by a newer Perdure (migration ${row.name}).`, {
        hint: 'Start the newer version, or point this one at another store.',
      });
    }
    if (!row.finished) {
      throw new AppError('precondition', `Migration ${row.name} of the store ${store} did not finish.`, {
        hint: 'Restore the store from a backup, or resolve the migration with Prisma.',
      });
    }
    if (row.checksum !== migration.checksum) {
      throw new AppError('precondition', `Migration ${row.name} was edited after the store ${store} had applied it.`, {
        hint: 'Undo the edit and add a new migration instead.',
      });
    }
  }
  const done = new Set(applied.map((row) => row.name));
  return known.filter((migration) => !done.has(migration.name));
}
