import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { ConsoleStore } from '../console-store';
import { PrismaClient } from './generated/client';
import { openReadOnly } from './open-read-only';
import { SqliteConsoleStore } from './sqlite-console-store';

/**
 * Opens the store file at `path` for reading, beside the runtime that writes it. Rejects with `unavailable` when there is
 * no store yet, or none of this version (start the runtime, then try again), `precondition` when a newer Perdure wrote it,
 * `invalid` when `path` is a folder.
 */
export async function openSqliteConsoleStore(options: { readonly path: string }): Promise<ConsoleStore> {
  const { path } = options;
  openReadOnly(path).close();
  const adapter = new PrismaBetterSqlite3({ url: `file:${path}`, readonly: true, fileMustExist: true });
  const prisma = new PrismaClient({ adapter });
  await prisma.$connect();
  return new SqliteConsoleStore(prisma);
}
