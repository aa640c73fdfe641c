import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { AppError } from '@/lib/domain/app-error';
import type { ConsoleStore } from '../console-store';
import { PrismaClient } from '../prisma/generated/sqlite/client';
import { PrismaConsoleStore } from '../prisma/prisma-console-store';
import { appliedMigrations } from './migrate-database';
import { NEWEST_MIGRATION } from './newest-migration';
import { refuseFolder } from './open-database';
import { withSqliteErrors } from './sqlite-error';
import { sqliteDialect } from './sqlite-dialect';

/**
 * Opens the store file at `path` for reading, beside the runtime that writes it. Rejects with `unavailable` when there is
 * no store yet, or none of this version (start the runtime, then try again), `precondition` when a newer Perdure wrote it,
 * `invalid` when `path` is a folder.
 */
export async function openSqliteConsoleStore(options: { readonly path: string }): Promise<ConsoleStore> {
  const { path } = options;
  refuseFolder(path);
  if (!existsSync(path)) throw notReady(`There is no store at ${path} yet.`);
  withSqliteErrors(path, () => checkSchema(path));
  const adapter = new PrismaBetterSqlite3({ url: `file:${path}`, readonly: true, fileMustExist: true });
  const prisma = new PrismaClient({ adapter });
  await prisma.$connect();
  return new PrismaConsoleStore({ prisma, dialect: sqliteDialect });
}

function checkSchema(path: string): void {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const names = appliedMigrations(db)
      .filter((migration) => migration.finished)
      .map((migration) => migration.name);
    const newer = names.find((name) => name > NEWEST_MIGRATION);
    if (newer !== undefined) {
      throw new AppError('precondition', `The store ${path} was written by a newer Perdure (migration ${newer}).`, {
        hint: 'Start the newer version, or point this one at another store.',
      });
    }
    if (!names.includes(NEWEST_MIGRATION)) throw notReady(`The store ${path} does not have this version's tables yet.`);
  } finally {
    db.close();
  }
}

function notReady(message: string): AppError {
  return new AppError('unavailable', message, { hint: 'Start the runtime, which creates and migrates the store.' });
}
