import type Database from 'better-sqlite3';

/** What a clone of an instance gets instead of what the instance has. */
const DAY = 86_400_000;
/** Clones are spread over so much time before the originals. */
const SPREAD = 90 * DAY;
/** Variants of workflow names, so that a store has many of them. */
const NAME_VARIANTS = ['', 'Eu', 'Us', 'Apac', 'Trial'];
/** Of so many rounds one also clones what has not ended: most of what a store holds has. */
const ROUNDS_PER_UNFINISHED = 20;
/** One instance in so many belongs to an app of its own, so that there is a rare app and a rare name. */
const RARE = 5_000;
/** Later than any run of a bench: nothing of the store may become due by itself. */
const NEVER_DUE = Date.UTC(2100, 0, 1);

/**
 * Multiplies the instances of a store until there are `count`, with everything that hangs on them, inside SQLite. Clones
 * get ids, keys, revisions, times, and by turns names of their own; history bytes stay those of the original. Knows only
 * which columns name an instance, so that it goes on working when the schema grows. Nobody else may have the store open.
 */
export function cloneInstances(db: Database.Database, count: number): void {
  db.pragma('foreign_keys = OFF');
  const indexes = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL`,
    )
    .all();
  for (const { name } of indexes) db.exec(`DROP INDEX "${name}"`);
  planClones(db, count);
  db.exec(`INSERT INTO instance SELECT ${columnsOf(db, 'instance').map(clonedColumn).join(', ')}
    FROM clone c JOIN instance i ON i."key" = c.source ORDER BY c."key"`);
  for (const table of tablesOfInstances(db)) {
    const columns = columnsOf(db, table).map((column) => clonedPart(column));
    db.exec(`INSERT INTO "${table}" SELECT ${columns.join(', ')}
      FROM clone c JOIN "${table}" i ON i.instance_key = c.source ORDER BY c."key"`);
  }
  db.exec(`DROP TABLE clone;
    UPDATE instance SET due_at = ${NEVER_DUE} WHERE due_at IS NOT NULL;
    UPDATE instance SET app_id = 'legacy-service', name = 'MigrateAccount' WHERE "key" % ${RARE} = 17;
    DELETE FROM counter;
    INSERT INTO counter (app_id, name, status, count) SELECT app_id, name, status, count(*) FROM instance GROUP BY app_id, name, status;
    UPDATE meta SET value = (SELECT max("key") FROM instance) WHERE name = 'key';
    UPDATE meta SET value = (SELECT max(revision) FROM instance) WHERE name = 'revision';
    INSERT INTO instance_text (instance_text) VALUES ('delete-all');
    INSERT INTO instance_text (rowid, instance_id) SELECT "key", instance_id FROM instance;
    UPDATE meta SET value = (SELECT max("key") FROM instance) WHERE name = 'indexed_key';`);
  for (const { sql } of indexes) db.exec(sql);
}

/** Which instance is cloned how often: the table `clone`, a row per clone. */
function planClones(db: Database.Database, count: number): void {
  const { base, newestKey, revision } = facts(db);
  const rounds = Math.ceil((count / base) * 1.3);
  const step = Math.floor(SPREAD / rounds);
  db.exec(`CREATE TEMP TABLE clone AS
    WITH RECURSIVE round(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM round WHERE n < ${rounds}),
    kept AS (
      SELECT n, "key" AS source FROM round CROSS JOIN instance
      WHERE status IN ('completed', 'failed', 'terminated') OR n % ${ROUNDS_PER_UNFINISHED} = 0
      LIMIT ${count - base}
    )
    SELECT source, n AS round, ${newestKey} + row_number() OVER () AS "key",
      ${revision} + row_number() OVER () AS revision, n * ${step} + (source * 7919) % ${step} AS shift,
      printf('-%05x', (n * 40503) % 1048576) AS tail, ${variantSql('n')} AS variant
    FROM kept`);
}

function facts(db: Database.Database): { base: number; newestKey: number; revision: number } {
  const row = db
    .prepare<[], { base: number; newestKey: number; revision: number }>(
      `SELECT count(*) AS base, max("key") AS newestKey, max(revision) AS revision FROM instance`,
    )
    .get();
  if (row === undefined || row.base === 0) throw new Error('There is no instance to clone.');
  return row;
}

function variantSql(round: string): string {
  const cases = NAME_VARIANTS.map((variant, index) => `WHEN ${index} THEN '${variant}'`);
  return `CASE ${round} % ${NAME_VARIANTS.length} ${cases.join(' ')} END`;
}

function clonedColumn(column: string): string {
  switch (column) {
    case 'key':
      return 'c."key"';
    case 'revision':
      return 'c.revision';
    case 'name':
      return 'i.name || c.variant';
    case 'instance_id':
    case 'parent_instance_id':
    case 'rerun_of':
      return `i."${column}" || c.tail`;
    default:
      return isTime(column) ? `i."${column}" - c.shift` : `i."${column}"`;
  }
}

function clonedPart(column: string): string {
  if (column === 'instance_key') return 'c."key"';
  return isTime(column) ? `i."${column}" - c.shift` : `i."${column}"`;
}

function isTime(column: string): boolean {
  return column === 'at' || column.endsWith('_at');
}

function columnsOf(db: Database.Database, table: string): readonly string[] {
  return db
    .prepare<[string], { name: string }>(`SELECT name FROM pragma_table_info(?) ORDER BY cid`)
    .all(table)
    .map(({ name }) => name);
}

/** Tables with rows of instances, but for the table of instances itself and the index over ids, which is filled anew. */
function tablesOfInstances(db: Database.Database): readonly string[] {
  return db
    .prepare<[], { name: string }>(
      `SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'instance_key'
       WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'`,
    )
    .all()
    .map(({ name }) => name);
}
