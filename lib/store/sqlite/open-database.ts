import Database from 'better-sqlite3';
import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '@/lib/domain/app-error';
import { withSqliteErrors } from './sqlite-error';

const BUSY_TIMEOUT_MS = 5000;
const SWITCH_PAUSE_MS = 10;

/**
 * Opens the store file for writing and creates it when there is none. A commit is on disk when it returns: write-ahead
 * log with synchronous=FULL. That setting is not kept in the file, and the driver falls back to NORMAL on a file that is
 * already in WAL mode, so it is made on every open.
 */
export function openDatabase(path: string): Database.Database {
  return withSqliteErrors(path, () => {
    const db = new Database(path, { timeout: BUSY_TIMEOUT_MS });
    try {
      // Of a new file only: a commit changes a few hundred bytes in each of a dozen places.
      db.pragma('page_size = 1024');
      useLog(db);
      db.pragma('synchronous = FULL');
      db.pragma('foreign_keys = ON');
      db.pragma('cache_size = -32000');
      // Who writes moves the log into the file (writer/checkpoints.ts); it is cut back afterwards.
      db.pragma('wal_autocheckpoint = 0');
      db.pragma('journal_size_limit = 33554432');
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/**
 * Switches a file to its write-ahead log. SQLite answers at once, whatever its patience, when another process is about the
 * same on a new file; that takes it a moment.
 */
function useLog(db: Database.Database): void {
  const until = performance.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      const isBusy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!isBusy || performance.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SWITCH_PAUSE_MS);
    }
  }
}

/** Creates the folder of the store; refuses (`invalid`) a path that is itself a folder. */
export function prepareStorePath(path: string): void {
  createFolder(dirname(path));
  refuseFolder(path);
}

/** Refuses (`invalid`) a store path that is a folder. */
export function refuseFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new AppError('invalid', `The store path ${path} is a folder.`, {
      hint: 'Name a file, such as perdure.db in it.',
    });
  }
}

function createFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('unavailable', `The folder ${folder} of the store cannot be created: ${reason}.`, {
      hint: 'Choose a folder that this user may write to.',
      cause: error,
    });
  }
}
