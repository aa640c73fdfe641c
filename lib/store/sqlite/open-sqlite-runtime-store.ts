import { fileURLToPath } from 'node:url';
import { readMigrations } from '../migrate';
import type { RuntimeStore } from '../runtime-store';
import { migrateDatabase } from './migrate-database';
import { openDatabase, prepareStorePath } from './open-database';
import { withSqliteErrors } from './sqlite-error';
import { SqliteRuntimeStore } from './sqlite-runtime-store';
import { startThreadWriter } from './writer/thread-writer';
import { inlineWriter, type OnTrouble } from './writer/writer';
import { acquireWriterLock } from './writer-lock';

const MIGRATIONS = fileURLToPath(new URL('../../../prisma/sqlite/migrations', import.meta.url));

export type SqliteStoreOptions = {
  readonly path: string;
  /** 'thread': commits are written on a thread of their own; 'inline': on the caller's. */
  readonly writer?: 'inline' | 'thread';
  readonly onTrouble?: OnTrouble;
};

/**
 * Opens the store file at `path` as its only writer; creates and migrates it as needed. Rejects with `conflict` when
 * another runtime has it, `precondition` when a newer Perdure wrote it, `invalid` when `path` is a folder, `unavailable`
 * when the file is no database or cannot be opened.
 */
export async function openSqliteRuntimeStore(options: SqliteStoreOptions): Promise<RuntimeStore> {
  const { path, writer: where = 'inline', onTrouble = () => undefined } = options;
  prepareStorePath(path);
  const lock = acquireWriterLock(path, process.pid);
  try {
    const db = openDatabase(path);
    try {
      withSqliteErrors(path, () => migrateDatabase(db, readMigrations(MIGRATIONS), () => Date.now()));
      const writer = where === 'thread' ? await startThreadWriter(path, onTrouble) : inlineWriter(db, onTrouble);
      return new SqliteRuntimeStore(db, writer, () => lock.release());
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}
