import type { Sql } from '@prisma/client/runtime/client';
import type { PrismaClient } from '../prisma/generated/sqlite/client';

/** How long a transaction waits for others, in milliseconds. */
const PATIENCE = { maxWait: 10_000, timeout: 30_000 };

class HitNothing extends Error {}

/** Runs statements in one transaction; see `ConsoleDatabase.atomically`. */
export async function runAtomically(
  prisma: PrismaClient,
  statements: readonly Sql[],
): Promise<readonly unknown[] | undefined> {
  try {
    return await prisma.$transaction(async (tx) => {
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
    }, PATIENCE);
  } catch (error) {
    if (error instanceof HitNothing) return undefined;
    throw error;
  }
}
