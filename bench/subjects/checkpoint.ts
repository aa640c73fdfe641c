import Database from 'better-sqlite3';

/** Moves what the write-ahead log of a SQLite file holds into the file itself; whoever else has it open goes on meanwhile. */
export function checkpoint(path: string): void {
  const db = new Database(path);
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}
