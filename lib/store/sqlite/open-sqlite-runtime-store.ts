import { fileURLToPath } from 'node:url';
import { readMigrations } from '../migrate';
import type { RuntimeStore } from '../runtime-store';
import { createCheckpoints } from './checkpoints';
import { migrateDatabase } from './migrate-database';
import { openDatabase, prepareStorePath } from './open-database';
import { withSqliteErrors } from './sqlite-error';
import { SqliteRuntimeStore } from './sqlite-runtime-store';
import { acquireWriterLock } from './writer-lock';

const MIGRATIONS = fileURLToPath(new URL('../../../prisma/sqlite/migrations', import.meta.url));

type Options = {
  readonly path: string;
  /** Told of what went wrong and is tried again: the log could not be moved into the database. */
  readonly onTrouble?: (error: unknown) => void;
};

/**
 * Opens the store file at `path` as its only writer; creates and migrates it as needed. Rejects with `conflict` when
 * another runtime has it, `precondition` when a newer Perdure wrote it, `invalid` when `path` is a folder, `unavailable`
 * when the file is no database or cannot be opened.
 */
export async function openSqliteRuntimeStore({ path, onTrouble = () => undefined }: Options): Promise<RuntimeStore> {
  prepareStorePath(path);
  const lock = acquireWriterLock(path, process.pid);
  try {
    const db = openDatabase(path);
    try {
      withSqliteErrors(path, () => migrateDatabase(db, readMigrations(MIGRATIONS), () => Date.now()));
      return new SqliteRuntimeStore(db, createCheckpoints(db, onTrouble), () => lock.release());
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}
