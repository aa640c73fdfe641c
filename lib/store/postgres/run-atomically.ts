import type { Sql } from '@prisma/client/runtime/client';
import type { PrismaClient } from '../prisma/generated/sqlite/client';

/** How long a transaction waits for others, in milliseconds. */
const PATIENCE = { maxWait: 10_000, timeout: 30_000 };

/** Thrown within a transaction to take it back, when its first statement hit no row. */
class HitNothing extends Error {}

type Transaction = Pick<PrismaClient, '$queryRaw' | '$executeRaw'>;

/** Runs statements within a transaction; answers the rows of the last one. What throws takes the transaction back. */
export async function runStatements(tx: Transaction, statements: readonly Sql[]): Promise<readonly unknown[]> {
  let rows: readonly unknown[] = [];
  for (const [index, statement] of statements.entries()) {
    if (/\bRETURNING\b/.test(statement.sql)) {
      rows = await tx.$queryRaw<unknown[]>(statement);
      continue;
    }
    rows = [];
    if ((await tx.$executeRaw(statement)) === 0 && index === 0) throw new HitNothing();
  }
  return rows;
}

/** What a transaction answers; undefined for one that was taken back because it hit nothing. */
export async function unlessHitNothing<T>(transaction: Promise<T>): Promise<T | undefined> {
  try {
    return await transaction;
  } catch (error) {
    if (error instanceof HitNothing) return undefined;
    throw error;
  }
}

/** Runs statements in one transaction; see `ConsoleDatabase.atomically`. */
export function runAtomically(
  prisma: PrismaClient,
  statements: readonly Sql[],
): Promise<readonly unknown[] | undefined> {
  return unlessHitNothing(prisma.$transaction((tx) => runStatements(tx, statements), PATIENCE));
}
