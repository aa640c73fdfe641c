import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { ConsoleStore } from '../console-store';
import { SQLITE_BOUNDS, type Bounds } from '../bounds';
import { IdSample } from '../prisma/id-sample';
import { PrismaClient } from '../prisma/generated/sqlite/client';
import { PrismaConsoleStore } from '../prisma/prisma-console-store';
import { createAuditAppender } from './audit-appender';
import { openReadOnly } from './open-read-only';
import { polling } from './polling';
import { createTransactions } from './transactions';
import { sqliteDialect } from './sqlite-dialect';

const BUSY_TIMEOUT_MS = 5000;

export type ConsoleOptions = { readonly path: string; readonly bounds?: Bounds };

/**
 * Opens the store file at `path` for reading, beside the runtime that writes it. Rejects with `unavailable` when there is
 * no store yet, or none of this version (start the runtime, then try again), `precondition` when a newer Perdure wrote it,
 * `invalid` when `path` is a folder.
 */
export async function openSqliteConsoleStore(options: ConsoleOptions): Promise<ConsoleStore> {
  const { path, bounds = SQLITE_BOUNDS } = options;
  openReadOnly(path).close();
  const adapter = new PrismaBetterSqlite3({ url: `file:${path}`, readonly: true, fileMustExist: true });
  const prisma = new PrismaClient({ adapter });
  await prisma.$connect();
  const append = createAuditAppender(path);
  const writer = onlyOnce(() => openWriter(path));
  const transact = createTransactions(path);
  return new PrismaConsoleStore({
    prisma,
    write: async (work) => work(await writer()),
    atomically: async (statements) => transact(statements),
    appendAudit: async (...row) => append(...row),
    dialect: sqliteDialect,
    bounds,
    sample: new IdSample(),
    changes: polling,
    explain: (error) => error,
  });
}

/**
 * A connection for the console's own tables, beside the one writer of all others. It leaves the log to that one
 * (docs/decisions/0017) and is never closed: whoever closes a file last moves its log.
 */
async function openWriter(path: string): Promise<PrismaClient> {
  const adapter = new PrismaBetterSqlite3({ url: `file:${path}`, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  const prisma = new PrismaClient({ adapter });
  await prisma.$queryRaw`PRAGMA wal_autocheckpoint = 0`;
  await prisma.$queryRaw`PRAGMA synchronous = FULL`;
  return prisma;
}

/** The first answer of a question that has one, and then always that. */
function onlyOnce<T>(question: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () =>
    (answer ??= question().catch((error: unknown) => {
      answer = undefined;
      throw error;
    }));
}
