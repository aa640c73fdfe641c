import { closeSync, openSync, writeSync } from 'node:fs';
import type Database from 'better-sqlite3';

/** Pages in the log from which on it is moved into the database; what SQLite takes by itself. */
const MOST_PAGES = 1000;
/** Where shared memory says how much of the log has been moved (SQLite's WAL file format, section 2). */
const MOVED_AT = 96;

export type Checkpoints = {
  /** Moves the log into the database when it has grown large. Never throws: what was committed is in the log. */
  afterCommit(): void;
  /** To be called when the database is closed, and not before. */
  close(): void;
};

/**
 * Moves the log into the database, instead of SQLite's own automatic way, which is silent when it fails.
 *
 * A reader can hold up a checkpoint in the middle. SQLite then counts its pages as moved although they are not synced. When
 * a later sync fails, the system may have dropped them, no checkpoint would write them again, and once the log is reused
 * they are gone. So after a failure nothing counts as moved: the next checkpoint writes every page of the log again, as
 * it does after a crash. No other process writes or makes checkpoints, so this one may say so.
 */
export function createCheckpoints(db: Database.Database, onFailure: (error: unknown) => void): Checkpoints {
  const look = db.prepare<[], { log: number }>('PRAGMA wal_checkpoint(NOOP)');
  const move = db.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  let sharedMemory: number | undefined;

  function countNothingAsMoved(): void {
    // Kept open: closing it would drop the locks that SQLite holds on the file.
    sharedMemory ??= openSync(`${db.name}-shm`, 'r+');
    writeSync(sharedMemory, Buffer.alloc(4), 0, 4, MOVED_AT);
  }

  return {
    afterCommit() {
      try {
        if ((look.get()?.log ?? 0) >= MOST_PAGES) move.get();
      } catch (error) {
        onFailure(error);
        countNothingAsMoved();
      }
    },
    close() {
      if (sharedMemory !== undefined) closeSync(sharedMemory);
    },
  };
}
