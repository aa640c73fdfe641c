import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { AppError } from '@/lib/domain/app-error';
import { appliedMigrations } from './migrate-database';
import { NEWEST_MIGRATION } from './newest-migration';
import { refuseFolder } from './open-database';
import { withSqliteErrors } from './sqlite-error';

/**
 * Opens the store file at `path` for reading only, beside the runtime that writes it. Throws `unavailable` when there is
 * no store, or none of this version's tables, `precondition` when a newer Perdure wrote it, `invalid` when `path` is a folder.
 */
export function openReadOnly(path: string): Database.Database {
  const db = openExisting(path);
  try {
    withSqliteErrors(path, () => checkSchema(db));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The same for a store of any version. */
export function openExisting(path: string): Database.Database {
  refuseFolder(path);
  if (!existsSync(path)) throw notReady(`There is no store at ${path} yet.`);
  return withSqliteErrors(path, () => new Database(path, { readonly: true, fileMustExist: true }));
}

function checkSchema(db: Database.Database): void {
  const names = appliedMigrations(db)
    .filter((migration) => migration.finished)
    .map((migration) => migration.name);
  const newer = names.find((name) => name > NEWEST_MIGRATION);
  if (newer !== undefined) {
    throw new AppError('precondition', `The store ${db.name} was written by a newer Perdure (migration ${newer}).`, {
      hint: 'Start the newer version, or point this one at another store.',
    });
  }
  if (!names.includes(NEWEST_MIGRATION))
    throw notReady(`The store ${db.name} does not have this version's tables yet.`);
}

function notReady(message: string): AppError {
  return new AppError('unavailable', message, { hint: 'Start the runtime, which creates and migrates the store.' });
}
