import { openSync, writeSync } from 'node:fs';
import type Database from 'better-sqlite3';

/** Size of the log from which on it is moved into the database: pages that change with every commit are copied seldom. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Where shared memory says how much of the log has been moved (SQLite's WAL file format, section 2). */
const MOVED_AT = 96;

/** Moves the log into the database when it has grown large, and says what went wrong; what was committed is in the log. */
export type Checkpoint = () => unknown;

/**
 * Moves the log into the database, instead of SQLite's own automatic way, which is silent when it fails.
 *
 * A reader can hold up a checkpoint in the middle. SQLite then counts its pages as moved although they are not synced. When
 * a later sync fails, the system may have dropped them, no checkpoint would write them again, and once the log is reused
 * they are gone. So after a failure nothing counts as moved: the next checkpoint writes every page of the log again, as
 * it does after a crash. No other process writes or makes checkpoints, so this one may say so.
 */
export function createCheckpoint(db: Database.Database): Checkpoint {
  const look = db.prepare<[], { log: number }>('PRAGMA wal_checkpoint(NOOP)');
  const move = db.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  const mostPages = MOST_BYTES / Number(db.pragma('page_size', { simple: true }));
  let sharedMemory: number | undefined;

  function countNothingAsMoved(): void {
    // Never closed: that would drop the locks that SQLite holds on the file for this process.
    sharedMemory ??= openSync(`${db.name}-shm`, 'r+');
    writeSync(sharedMemory, Buffer.alloc(4), 0, 4, MOVED_AT);
  }

  return () => {
    try {
      if ((look.get()?.log ?? 0) >= mostPages) move.get();
      return undefined;
    } catch (error) {
      countNothingAsMoved();
      return error;
    }
  };
}
