import { join, sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import { contains, likePattern, type Dialect } from '../prisma/dialect';

/** ILIKE in the order of bytes ignores the case of ASCII letters only, as LIKE on SQLite. */
export const postgresDialect: Dialect = {
  looksLike: (column, pattern) => sql`${column} ILIKE ${likePattern(pattern)} ESCAPE '\\'`,
  valueOf: (column, key) => sql`(${readable(column)} ->> ${key})`,
  eventNames: (column) => sql`json_array_elements_text(${readable(column)} -> 'events') AS awaited (event_name)`,
  keysOf: (trigrams, text) => sql`
    SELECT instance_key AS "key" FROM instance_text
    WHERE id_trigrams(instance_id) @> ${[...trigrams]}::text[] AND ${contains(postgresDialect, sql`instance_id`, text)}`,
  // OFFSET keeps the planner from reading the instances in another order, of which it expects too much.
  byKeys: (keys) => sql`${keys} CROSS JOIN LATERAL
    (SELECT * FROM instance WHERE instance."key" = ${keys}."foundKey" OFFSET 0) AS i`,
  // What JSON of PostgreSQL cannot hold is no text of one of its columns either.
  rowsAsJson: (values) => sql`coalesce(json_agg(json_build_array(${join([...values])})), '[]')::text`,
  snapshot: { isolationLevel: 'RepeatableRead' },
};

/** A column of JSON as PostgreSQL can read it: it has no U+0000, which may stand there escaped; such a row has no values. */
function readable(column: Sql): Sql {
  return sql`(CASE WHEN ${column} LIKE '%\\\\u0000%' THEN NULL ELSE ${column} END)::json`;
}
