import { join, sqltag as sql } from '@prisma/client/runtime/client';
import { contains, likePattern, type Dialect } from '../prisma/dialect';
import { INDEXED_KEY } from './indexed-key';
import { matchAll } from './match-trigrams';

/** LIKE ignores the case of ASCII letters by itself; a unary plus hides a column from the planner. */
export const sqliteDialect: Dialect = {
  looksLike: (column, pattern) => sql`${column} LIKE ${likePattern(pattern)} ESCAPE '\\'`,
  valueOf: (column, key) => sql`(SELECT value FROM json_each(${column}) WHERE key = ${key})`,
  eventNames: (column) => sql`(SELECT value AS event_name FROM json_each(${column}, '$.events')) AS awaited`,
  // The index holds trigrams alone, and nothing of the instances after its mark.
  keysOf: (trigrams, text) => sql`
    SELECT rowid AS "key" FROM instance_text WHERE instance_text MATCH ${matchAll(trigrams)}
    UNION ALL
    SELECT "key" FROM instance WHERE "key" > (SELECT value FROM meta WHERE name = ${INDEXED_KEY})
      AND ${contains(sqliteDialect, sql`instance_id`, text)}`,
  byKeys: (keys) => sql`${keys} CROSS JOIN instance AS i ON i."key" = ${keys}."foundKey"`,
  rowsAsJson: (values) => sql`json_group_array(json_array(${join([...values])}))`,
  snapshot: {},
};
