import Database from 'better-sqlite3';

/** Each query finds rows that contradict each other; none in a sound store. */
const CONTRADICTIONS: Readonly<Record<string, string>> = {
  'counters differ from what they count': `
    SELECT * FROM (
      SELECT app_id, name, status, count FROM counter WHERE count > 0
      UNION ALL SELECT app_id, name, status, count(*) AS count FROM instance GROUP BY app_id, name, status
    ) GROUP BY app_id, name, status, count HAVING count(*) <> 2`,
  'history has gaps, or another length than the row says': `
    SELECT i.instance_id, i.history_length, count(h.sequence) AS stored, min(h.sequence), max(h.sequence)
    FROM instance i LEFT JOIN history h ON h.instance_key = i."key" GROUP BY i."key"
    HAVING count(h.sequence) <> i.history_length
      OR (i.history_length > 0 AND (min(h.sequence) <> 0 OR max(h.sequence) <> i.history_length - 1))`,
  'the inbox has another length than the row says': `
    SELECT i.instance_id, i.inbox_length, count(b.seq) AS stored
    FROM instance i LEFT JOIN inbox b ON b.instance_key = i."key" GROUP BY i."key"
    HAVING count(b.seq) <> i.inbox_length`,
  'a row is newer than the newest revision, or its key than the newest key': `
    SELECT instance_id, revision, "key" FROM instance
    WHERE revision > (SELECT value FROM meta WHERE name = 'revision')
      OR "key" > (SELECT value FROM meta WHERE name = 'key')`,
  'a recorded result has no finished step': `
    SELECT i.instance_id, count(*) AS results FROM history h JOIN instance i ON i."key" = h.instance_key
    WHERE h.kind = 'task-completed' GROUP BY i."key"
    HAVING count(*) > (SELECT count(*) FROM step s WHERE s.instance_key = i."key" AND s.generation = i.generation
      AND s.kind = 'activity' AND s.status = 'completed')`,
};

/** Throws unless the SQLite store at `path` is whole and its derived rows agree with what they are derived from. */
export function expectSoundStore(path: string): void {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const damage = db.pragma('integrity_check', { simple: true });
    if (damage !== 'ok') throw new Error(`${path} is damaged: ${String(damage)}`);
    const orphans = db.pragma('foreign_key_check') as readonly unknown[];
    if (orphans.length > 0) throw new Error(`${path}: ${orphans.length} rows hang on rows that are not there`);
    for (const [what, query] of Object.entries(CONTRADICTIONS)) {
      const rows = db.prepare(query).all();
      if (rows.length > 0) throw new Error(`${path}: ${what}: ${JSON.stringify(rows.slice(0, 5))}`);
    }
  } finally {
    db.close();
  }
}
