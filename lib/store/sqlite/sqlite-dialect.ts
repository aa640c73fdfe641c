import { sqltag as sql } from '@prisma/client/runtime/client';
import { likeAnywhere, type Dialect } from '../prisma/dialect';

/** LIKE ignores the case of ASCII letters by itself; a unary plus hides a column from the planner. */
export const sqliteDialect: Dialect = {
  contains: (column, text) => sql`${column} LIKE ${likeAnywhere(text)} ESCAPE '\\'`,
  unindexed: (column) => sql`+${column}`,
  snapshot: {},
};
