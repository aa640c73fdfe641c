import type { Sql } from '@prisma/client/runtime/client';
import { openConsoleConnection } from './open-console-connection';
import { withSqliteErrors } from './sqlite-error';

/** Runs statements as one transaction; see `ConsoleDatabase.atomically`. */
export type Atomically = (statements: readonly Sql[]) => readonly unknown[] | undefined;

/**
 * Transactions on the file at `path`. Each takes the write lock first, and nothing is awaited before it is over: neither the
 * runtime nor another console ever waits for a process that is busy with something else, or stopped. The connection is
 * opened by the first, leaves the log of SQLite to the runtime and is never closed (docs/decisions/0027).
 */
export function createTransactions(path: string): Atomically {
  let run: Atomically | undefined;
  return (statements) => withSqliteErrors(path, () => (run ??= openTransactions(path))(statements));
}

type Connection = ReturnType<typeof openConsoleConnection>;

/** Thrown within a transaction to take it back, when its first statement hit no row. */
class HitNothing extends Error {}

/** Runs statements within a transaction; answers the rows of the last one. Throws `HitNothing`. */
export function runStatements(db: Connection, statements: readonly Sql[]): readonly unknown[] {
  let rows: readonly unknown[] = [];
  statements.forEach(({ sql, values }, index) => {
    const statement = db.prepare(sql);
    rows = statement.reader ? statement.all(...values) : [];
    if (statement.reader) return;
    const { changes } = statement.run(...values);
    if (index === 0 && changes === 0) throw new HitNothing();
  });
  return rows;
}

/** What a transaction answers; undefined for one that was taken back because it hit nothing. */
export function unlessHitNothing<T>(transaction: () => T): T | undefined {
  try {
    return transaction();
  } catch (error) {
    if (error instanceof HitNothing) return undefined;
    throw error;
  }
}

function openTransactions(path: string): Atomically {
  const db = openConsoleConnection(path);
  const runAll = db.transaction((statements: readonly Sql[]) => runStatements(db, statements));
  return (statements) => unlessHitNothing(() => runAll.immediate(statements));
}
