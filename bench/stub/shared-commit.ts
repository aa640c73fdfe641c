import Database from 'better-sqlite3';

/** A row of history, or the status of an instance. */
export type StubRow =
  | { readonly kind: 'event'; readonly instanceId: string; readonly sequence: number; readonly bytes: Uint8Array }
  | { readonly kind: 'status'; readonly instanceId: string; readonly status: number };

/**
 * What a turn of the event loop brought is written in one transaction, and only then are its effects let go. Without a
 * path nothing is written, and effects wait for the end of the turn just the same.
 */
export type SharedCommit = {
  readonly isKept: boolean;
  write(row: StubRow): void;
  after(effect: () => void): void;
};

export function createSharedCommit(path: string | undefined): SharedCommit {
  const commit = path === undefined ? undefined : openStore(path);
  let rows: StubRow[] = [];
  let effects: (() => void)[] = [];
  let isDue = false;
  const flush = (): void => {
    const [written, free] = [rows, effects];
    [rows, effects, isDue] = [[], [], false];
    if (written.length > 0) commit?.(written);
    for (const effect of free) effect();
  };
  return {
    isKept: commit !== undefined,
    write(row) {
      if (commit !== undefined) rows.push(row);
    },
    after(effect) {
      effects.push(effect);
      if (!isDue) setImmediate(flush);
      isDue = true;
    },
  };
}

function openStore(path: string): (rows: readonly StubRow[]) => void {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`
    CREATE TABLE history (instance_id TEXT, sequence INT, bytes BLOB, PRIMARY KEY (instance_id, sequence)) WITHOUT ROWID;
    CREATE TABLE instance (instance_id TEXT PRIMARY KEY, status INT) WITHOUT ROWID;`);
  const addEvent = db.prepare('INSERT INTO history VALUES (?, ?, ?)');
  const putStatus = db.prepare('INSERT OR REPLACE INTO instance VALUES (?, ?)');
  return db.transaction((rows: readonly StubRow[]) => {
    for (const row of rows) {
      if (row.kind === 'event') addEvent.run(row.instanceId, row.sequence, row.bytes);
      else putStatus.run(row.instanceId, row.status);
    }
  });
}
