import { sqltag as sql } from '@prisma/client/runtime/client';
import { likeAnywhere, type Dialect } from '../prisma/dialect';

/** ILIKE in the order of bytes ignores the case of ASCII letters only, as LIKE on SQLite; the planner goes by cost. */
export const postgresDialect: Dialect = {
  contains: (column, text) => sql`${column} ILIKE ${likeAnywhere(text)} ESCAPE '\\'`,
  unindexed: (column) => column,
  snapshot: { isolationLevel: 'RepeatableRead' },
};
