import { sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { ConsoleDatabase } from './dialect';

/**
 * The rows of a question as tuples of the columns' values. They come from the database as one text, a JSON array of arrays,
 * since a cell for each value costs Prisma more than the database takes to find it (docs/decisions/0048). Numbers and texts
 * only; numbers that are whole come back exactly below 2^53, and instants as they are stored.
 */
export async function askAsText<T extends readonly unknown[]>(
  { prisma, dialect }: Pick<ConsoleDatabase, 'prisma' | 'dialect'>,
  columns: readonly Sql[],
  question: Sql,
): Promise<readonly T[]> {
  const [answer] = await prisma.$queryRaw<{ readonly rows: string }[]>(
    sql`SELECT ${dialect.rowsAsJson(columns)} AS "rows" FROM (${question}) AS own`,
  );
  return rowsOfText<T>(answer?.rows);
}

/** Tuples from the text that `rowsAsJson` makes; none from no text. */
export function rowsOfText<T extends readonly unknown[]>(text: string | null | undefined): readonly T[] {
  // Safe for whoever asked for these columns.
  return JSON.parse(text ?? '[]') as readonly T[];
}
