import Database from 'better-sqlite3';
import { AppError } from '@/lib/domain/app-error';
import { fromSqliteError } from './sqlite-error';

/** Held while a runtime writes to a store. */
export type WriterLock = { release(): void };

/**
 * Makes sure that one runtime alone writes to the store at `path`; refuses with `conflict` when another one does.
 *
 * The lock is an open write transaction on `<path>.lock`, a small database of its own, so the operating system drops it
 * when the process dies, however it dies. Who holds it is committed there first: readers still see it.
 */
export function acquireWriterLock(path: string, pid: number): WriterLock {
  const lockPath = `${path}.lock`;
  let db: Database.Database | undefined;
  try {
    db = new Database(lockPath, { timeout: 0 });
    db.exec('BEGIN IMMEDIATE');
    db.exec('CREATE TABLE IF NOT EXISTS holder (id INTEGER PRIMARY KEY, pid INTEGER NOT NULL)');
    db.prepare('INSERT OR REPLACE INTO holder (id, pid) VALUES (1, ?)').run(pid);
    db.exec('COMMIT');
    db.exec('BEGIN IMMEDIATE');
    return { release: releaseOf(db) };
  } catch (error) {
    const refusal = isBusy(error) ? inUse(path, db) : fromSqliteError(error, lockPath);
    db?.close();
    throw refusal;
  }
}

function releaseOf(db: Database.Database): () => void {
  return () => {
    if (!db.open) return;
    db.exec('ROLLBACK');
    db.close();
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

function inUse(path: string, db: Database.Database | undefined): AppError {
  const pid = db === undefined ? undefined : holderOf(db);
  return new AppError('conflict', `The store ${path} is in use by another Perdure runtime (pid ${pid ?? 'unknown'}).`, {
    hint: 'Stop that runtime, or give this one another store.',
  });
}

function holderOf(db: Database.Database): number | undefined {
  try {
    return db.prepare<[], { pid: number }>('SELECT pid FROM holder WHERE id = 1').get()?.pid;
  } catch (error) {
    // Another runtime is just taking the lock and has not said who it is.
    if (error instanceof Database.SqliteError) return undefined;
    throw error;
  }
}
