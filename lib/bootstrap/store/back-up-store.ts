import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncToDisk } from '@/lib/store/sync-to-disk';
import { openStoreAdmin } from './open-store-admin';
import { verifyStoreAt, type StoreDifference, type StoreVerified } from './verify-store-at';

export type BackupPlan = {
  readonly path: string;
  readonly file: string;
  /** Given: the copy is checked as by `perdure db verify`, and each difference is handed over. */
  readonly verify?: ((difference: StoreDifference) => void) | undefined;
};

/**
 * Copies the store at `path` to `file` while a runtime may write. The copy grows beside `file` and takes its place at the
 * end in one step, so that `file` is never half a store. Answers what `verify` found.
 */
export async function backUpStore({ path, file, verify }: BackupPlan): Promise<StoreVerified | undefined> {
  const growing = `${file}.growing-${process.pid}`;
  try {
    await openStoreAdmin(path).copyTo(growing);
    const verified = verify === undefined ? undefined : await verifyStoreAt(growing, verify);
    renameSync(growing, file);
    syncToDisk(dirname(file));
    return verified;
  } finally {
    for (const left of ['', '-wal', '-shm', '-journal']) rmSync(`${growing}${left}`, { force: true });
  }
}
