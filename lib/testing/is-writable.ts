import Database from 'better-sqlite3';

/** Whether anybody could write to the SQLite store at `path` now, that is, no process is in the middle of a write. */
export function isWritable(path: string): boolean {
  const db = new Database(path, { timeout: 0, fileMustExist: true });
  try {
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    return true;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return false;
    throw error;
  } finally {
    db.close();
  }
}
