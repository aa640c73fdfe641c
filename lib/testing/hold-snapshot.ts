import Database from 'better-sqlite3';

/** Reads a store as it is now until the returned function is called, as a console does that shows a long list. */
export function holdSnapshot(path: string): () => void {
  const db = new Database(path, { readonly: true });
  db.exec('BEGIN');
  db.prepare('SELECT value FROM meta').all();
  return () => {
    db.exec('COMMIT');
    db.close();
  };
}
