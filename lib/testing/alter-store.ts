import Database from 'better-sqlite3';

/** Runs SQL on the SQLite store at `path`, as nobody should. */
export function alterStore(path: string, sql: string): void {
  const db = new Database(path, { fileMustExist: true });
  try {
    db.pragma('foreign_keys = OFF');
    db.exec(sql);
  } finally {
    db.close();
  }
}
