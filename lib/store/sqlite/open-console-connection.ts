import Database from 'better-sqlite3';

const BUSY_TIMEOUT_MS = 5000;

/**
 * A connection of the console's own for writing to the file at `path`, beside the runtime. It leaves the log of SQLite to
 * the runtime and is never to be closed (docs/decisions/0027).
 */
export function openConsoleConnection(path: string): Database.Database {
  const db = new Database(path, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  db.pragma('wal_autocheckpoint = 0');
  db.pragma('synchronous = FULL');
  return db;
}
