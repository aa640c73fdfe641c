import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '@/lib/domain/app-error';
import { SqliteAdmin } from '@/lib/store/sqlite/sqlite-admin';
import { syncToDisk } from '@/lib/store/sync-to-disk';
import { storeName, type StorePlace } from '../store-place';
import { verifyStoreAt, type StoreDifference, type StoreVerified } from './verify-store-at';

export type BackupPlan = {
  readonly store: StorePlace;
  readonly file: string;
  /** Given: the copy is checked as by `perdure db verify`, and each difference is handed over. */
  readonly verify?: ((difference: StoreDifference) => void) | undefined;
};

/**
 * Copies a store to `file` while a runtime may write. The copy grows beside `file` and takes its place at the
 * end in one step, so that `file` is never half a store. Answers what `verify` found. Rejects with `precondition` for a
 * store in PostgreSQL, and names the command that copies it.
 */
export async function backUpStore({ store, file, verify }: BackupPlan): Promise<StoreVerified | undefined> {
  if (store.kind === 'postgres') throw backupByServer(storeName(store), file);
  const growing = `${file}.growing-${process.pid}`;
  try {
    await new SqliteAdmin(store.path, {}).copyTo(growing);
    const verified = verify === undefined ? undefined : await verifyStoreAt({ kind: 'sqlite', path: growing }, verify);
    renameSync(growing, file);
    syncToDisk(dirname(file));
    return verified;
  } finally {
    for (const left of ['', '-wal', '-shm', '-journal']) rmSync(`${growing}${left}`, { force: true });
  }
}

function backupByServer(store: string, file: string): AppError {
  return new AppError('precondition', `The store ${store} is in PostgreSQL, which has its own program for backups.`, {
    hint: `Run: pg_dump --format=custom --file=${shellWord(file)} ${shellWord(store)}`,
  });
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
