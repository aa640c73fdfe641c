import { sqltag as sql } from '@prisma/client/runtime/client';
import { likeAnywhere, type Dialect } from '../prisma/dialect';

/** ILIKE in the order of bytes ignores the case of ASCII letters only, as LIKE on SQLite. */
export const postgresDialect: Dialect = {
  contains: (column, text) => sql`${column} ILIKE ${likeAnywhere(text)} ESCAPE '\\'`,
  keysOf: (trigrams, text) => sql`
    SELECT instance_key AS "key" FROM instance_text
    WHERE id_trigrams(instance_id) @> ${[...trigrams]}::text[] AND ${postgresDialect.contains(sql`instance_id`, text)}`,
  // OFFSET keeps the planner from reading the instances in another order, of which it expects too much.
  byKeys: (keys) => sql`${keys} CROSS JOIN LATERAL
    (SELECT * FROM instance WHERE instance."key" = ${keys}."foundKey" OFFSET 0) AS i`,
  snapshot: { isolationLevel: 'RepeatableRead' },
};
