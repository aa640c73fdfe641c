import Database from 'better-sqlite3';
import { existsSync, statSync } from 'node:fs';
import { AppError } from '@/lib/domain/app-error';
import type { LeaseRequest } from '../acquire-lease';
import { countsByStatus, type StatusCount } from '../counts-by-status';
import type { StoreAdmin, StoreStatus } from '../store-admin';
import type { StoreSnapshot } from '../store-snapshot';
import { syncToDisk } from '../sync-to-disk';
import { holdAndMigrate, pendingOf } from './hold-and-migrate';
import { appliedMigrations } from './migrate-database';
import { openDatabase, prepareStorePath } from './open-database';
import { openExisting, openReadOnly } from './open-read-only';
import { withSqliteErrors } from './sqlite-error';
import { freeLease, hasLease, readLease } from './sqlite-lease';
import { SqliteSnapshot } from './sqlite-snapshot';

/** What people do with the SQLite store at a path. */
export class SqliteAdmin implements StoreAdmin {
  readonly #path: string;
  readonly #lease: LeaseRequest;

  /** `lease`: as whom migrations are applied. */
  constructor(path: string, lease: LeaseRequest) {
    this.#path = path;
    this.#lease = lease;
  }

  async status(): Promise<StoreStatus> {
    return this.#with(openExisting(this.#path), (db) => ({
      database: 'SQLite' as const,
      store: this.#path,
      bytes: bytesOf(this.#path) + bytesOf(`${this.#path}-wal`),
      ...statusOf(db),
    }));
  }

  async migrate(): Promise<readonly string[]> {
    prepareStorePath(this.#path);
    const db = openDatabase(this.#path);
    try {
      const { held, applied } = await holdAndMigrate(db, this.#lease);
      await held.release();
      return applied;
    } finally {
      db.close();
    }
  }

  async openSnapshot(): Promise<StoreSnapshot> {
    return new SqliteSnapshot(openReadOnly(this.#path));
  }

  /**
   * Writes a copy of the whole to a file that must not exist, while a runtime may write: all that was acknowledged before
   * the call is in it. It is on disk, whole, and nobody has its lease when this resolves.
   *
   * `VACUUM INTO` reads in one transaction. The backup API of SQLite starts over whenever another process writes, so
   * beside a busy runtime it might never end.
   */
  async copyTo(file: string): Promise<void> {
    if (existsSync(file)) throw new AppError('conflict', `The file ${file} exists.`, { hint: 'Name another one.' });
    this.#with(openExisting(this.#path), (db) => db.prepare('VACUUM INTO ?').run(file));
    withSqliteErrors(file, () => {
      const copy = new Database(file, { fileMustExist: true });
      try {
        copy.pragma('journal_mode = DELETE');
        if (hasLease(copy)) freeLease(copy);
        const found = copy.pragma('integrity_check', { simple: true });
        if (found !== 'ok') throw new AppError('internal', `The copy ${file} is damaged: ${String(found)}.`);
      } finally {
        copy.close();
      }
    });
    syncToDisk(file);
  }

  #with<T>(db: Database.Database, work: (db: Database.Database) => T): T {
    try {
      return withSqliteErrors(this.#path, () => work(db));
    } finally {
      db.close();
    }
  }
}

type Contents = Omit<StoreStatus, 'database' | 'store' | 'bytes'>;

function statusOf(db: Database.Database): Contents {
  // One transaction, so that the figures belong together.
  return db.transaction((): Contents => {
    const pending = pendingOf(db).map(({ name }) => name);
    const schema = appliedMigrations(db).at(-1)?.name;
    return {
      ...{ schema, pending, ...countsByStatus(schema === undefined ? [] : readCounts(db)) },
      lease: hasLease(db) ? readLease(db) : undefined,
      revision: schema === undefined ? 0 : readRevision(db),
    };
  })();
}

function readCounts(db: Database.Database): readonly StatusCount[] {
  return db.prepare<[], StatusCount>(`SELECT status, sum(count) AS count FROM counter GROUP BY status`).all();
}

function readRevision(db: Database.Database): number {
  return db.prepare<[], { value: number }>(`SELECT value FROM meta WHERE name = 'revision'`).get()?.value ?? 0;
}

function bytesOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
