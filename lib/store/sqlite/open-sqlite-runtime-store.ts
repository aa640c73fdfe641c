import type Database from 'better-sqlite3';
import type { LeaseRequest } from '../acquire-lease';
import { refuseHalfCopied } from '../copy/half-copied';
import type { RuntimeStore } from '../runtime-store';
import { holdAndMigrate } from './hold-and-migrate';
import { openDatabase, prepareStorePath } from './open-database';
import { SqliteRuntimeStore } from './sqlite-runtime-store';
import { startThreadWriter } from './writer/thread-writer';
import { inlineWriter, type OnTrouble } from './writer/writer';

export type OpenOptions = {
  readonly path: string;
  readonly lease?: LeaseRequest | undefined;
  /** 'thread': commits are written on a thread of their own; 'inline': on the caller's. */
  readonly writer?: 'inline' | 'thread';
  readonly onTrouble?: OnTrouble;
};

/**
 * Opens the store file at `path` as its only writer; creates and migrates it as needed. A holder that may be gone is
 * waited for. Rejects with `conflict` when another runtime has the store, `precondition` when a newer Perdure wrote it,
 * `invalid` when `path` is a folder, `unavailable` when the file is no database or cannot be opened.
 */
export async function openSqliteRuntimeStore(options: OpenOptions): Promise<RuntimeStore> {
  const { path, lease, writer = 'inline', onTrouble = () => undefined } = options;
  prepareStorePath(path);
  const db = openDatabase(path);
  try {
    const { held } = await holdAndMigrate(db, lease);
    try {
      refuseHalfCopied(markNames(db), path);
      return new SqliteRuntimeStore(db, {
        held,
        writer: writer === 'thread' ? await startThreadWriter(path, onTrouble) : inlineWriter(db, onTrouble),
      });
    } catch (error) {
      await held.release();
      throw error;
    }
  } catch (error) {
    db.close();
    throw error;
  }
}

function markNames(db: Database.Database): readonly string[] {
  return db
    .prepare<[], { readonly name: string }>('SELECT name FROM meta')
    .all()
    .map(({ name }) => name);
}
