import type Database from 'better-sqlite3';
import type { LeaseRequest } from '../acquire-lease';
import { refuseHalfCopied } from '../copy/half-copied';
import { declarePaths, type Declared } from '../declare-paths';
import type { RuntimeStore } from '../runtime-store';
import { holdAndMigrate } from './hold-and-migrate';
import { openDatabase, prepareStorePath } from './open-database';
import { SqliteDeclarations } from './sqlite-declarations';
import { SqliteRuntimeStore } from './sqlite-runtime-store';
import { startThreadWriter } from './writer/thread-writer';
import { nearestWriter } from './writer/nearest-writer';
import { inlineWriter, type OnTrouble, type Writer } from './writer/writer';

export type WriterKind = 'inline' | 'thread' | 'nearest';

export type OpenOptions = {
  readonly path: string;
  readonly lease?: LeaseRequest | undefined;
  /** 'inline': commits are written on the caller's thread; 'thread': on one of their own; 'nearest': on the better one. */
  readonly writer?: WriterKind;
  readonly onTrouble?: OnTrouble;
  /** How many ids are left until they are added to the index over their text. */
  readonly indexedAtOnce?: number | undefined;
  /** The places in payloads by which lists can be filtered; absent: those that were declared last. */
  readonly declared?: Declared | undefined;
};

/**
 * Opens the store file at `path` as its only writer; creates and migrates it as needed. A holder that may be gone is
 * waited for. Rejects with `conflict` when another runtime has the store, `precondition` when a newer Perdure wrote it,
 * `invalid` when `path` is a folder, `unavailable` when the file is no database or cannot be opened.
 */
export async function openSqliteRuntimeStore(options: OpenOptions): Promise<RuntimeStore> {
  const { path, lease, writer = 'inline', onTrouble = () => undefined, indexedAtOnce, declared } = options;
  prepareStorePath(path);
  const db = openDatabase(path);
  try {
    const { held } = await holdAndMigrate(db, lease);
    try {
      refuseHalfCopied(markNames(db), path);
      if (declared !== undefined) await declarePaths(new SqliteDeclarations(db, held), declared);
      return new SqliteRuntimeStore(db, {
        ...{ held, indexedAtOnce },
        writer: await startWriter(writer, { db, path, onTrouble }),
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

type WriterParts = { readonly db: Database.Database; readonly path: string; readonly onTrouble: OnTrouble };

async function startWriter(kind: WriterKind, { db, path, onTrouble }: WriterParts): Promise<Writer> {
  if (kind === 'inline') return inlineWriter(db, onTrouble);
  const thread = await startThreadWriter(path, onTrouble);
  return kind === 'thread' ? thread : nearestWriter(db, thread);
}

function markNames(db: Database.Database): readonly string[] {
  return db
    .prepare<[], { readonly name: string }>('SELECT name FROM meta')
    .all()
    .map(({ name }) => name);
}
