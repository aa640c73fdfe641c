import type Database from 'better-sqlite3';
import { closeSync, fdatasyncSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { AppError } from '@/lib/domain/app-error';

const PART_BYTES = 1024 * 1024;

/**
 * Makes everything that a process before this one left in the log of `db` last, whatever became of its syncs: writes the
 * log once more as it is read, and syncs. A commit whose sync failed is counted by the next process when its bytes are
 * still in memory; the disk may never get them, and would end the log there, before everything that is committed after
 * them (docs/decisions/0017). Only for who holds the lease, before its first commit that counts. Throws `unavailable` when
 * the disk does not take it.
 */
export function rewriteLog(db: Database.Database): void {
  const path = `${db.name}-wal`;
  try {
    const file = openSync(path, 'r+');
    try {
      // Nobody writes to the log meanwhile, not even a console.
      db.transaction(() => rewrite(file)).immediate();
    } finally {
      closeSync(file);
    }
  } catch (error) {
    // A store in memory, or one that was closed in order and not written since.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw new AppError('unavailable', `The log ${path} of the store cannot be written: ${String(error)}`, {
      hint: 'Look at the disk and its free space, then start again; nothing that was acknowledged is lost.',
      cause: error,
    });
  }
}

function rewrite(file: number): void {
  const length = fstatSync(file).size;
  const part = Buffer.allocUnsafe(Math.min(PART_BYTES, length));
  for (let at = 0; at < length;) {
    const read = readSync(file, part, 0, part.length, at);
    if (read === 0) break;
    for (let written = 0; written < read;) written += writeSync(file, part, written, read - written, at + written);
    at += read;
  }
  fdatasyncSync(file);
}
