import type Database from 'better-sqlite3';
import type { LeaseRequest } from '../acquire-lease';
import {
  lastKeyQuestion,
  pageQuestion,
  type CopiedRow,
  type CopiedTable,
  type CopiedValue,
} from '../copy/copied-tables';
import type { CopyEnd, Marks } from '../copy/copy-end';
import type { HeldLease } from '../held-lease';
import { holdAndMigrate } from './hold-and-migrate';
import { openDatabase, prepareStorePath } from './open-database';
import { INDEXED_KEY } from './indexed-key';
import { withSqliteErrors } from './sqlite-error';
import { underLease } from './under-lease';
import { WRITE_STATEMENTS } from './writer/write-statements';

type Values = (CopiedValue | Buffer)[];

/** A store file as one end of a copy. */
export class SqliteCopyEnd implements CopyEnd {
  readonly store: string;
  readonly held: HeldLease;
  readonly #db: Database.Database;

  private constructor(db: Database.Database, held: HeldLease) {
    this.store = db.name;
    this.held = held;
    this.#db = db;
  }

  /** Opens the file as the holder of its lease and migrates it; creates it when there is none. */
  static async open(path: string, lease: LeaseRequest): Promise<SqliteCopyEnd> {
    prepareStorePath(path);
    const db = openDatabase(path);
    try {
      return new SqliteCopyEnd(db, (await holdAndMigrate(db, lease)).held);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  async page(table: CopiedTable, after: CopiedRow | undefined, limit: number): Promise<readonly CopiedRow[]> {
    const sql = pageQuestion(table, after === undefined, () => '?');
    return this.#guarded(() => this.#all(sql, [...(after ?? []), limit]));
  }

  async lastKey(table: CopiedTable): Promise<CopiedRow | undefined> {
    return this.#guarded(() => this.#all(lastKeyQuestion(table), [])[0]);
  }

  async marks(): Promise<Marks> {
    const rows = this.#guarded(() => this.#all('SELECT name, value FROM meta WHERE name <> ?', [INDEXED_KEY]));
    return Object.fromEntries(rows.map(([name, value]) => [String(name), Number(value)]));
  }

  async add({ name, columns }: CopiedTable, rows: readonly CopiedRow[]): Promise<void> {
    const names = columns.map(({ column }) => `"${column}"`).join(', ');
    const insert = `INSERT INTO ${name} (${names}) VALUES (${columns.map(() => '?').join(', ')})`;
    this.#write(() => {
      const statement = this.#db.prepare<Values>(insert);
      for (const row of rows) statement.run(...row);
      if (name === 'instance') this.#indexIds();
    });
  }

  async putMarks(marks: Marks): Promise<void> {
    this.#write(() => {
      this.#db.prepare('DELETE FROM meta WHERE name <> ?').run(INDEXED_KEY);
      const insert = this.#db.prepare<[string, number]>('INSERT INTO meta (name, value) VALUES (?, ?)');
      for (const [name, value] of Object.entries(marks)) insert.run(name, value);
    });
  }

  async close(): Promise<void> {
    await this.held.release();
    this.#db.close();
  }

  /** Adds those after the mark to the index over ids; rows come in the order of their keys. */
  #indexIds(): void {
    const newest = this.#db.prepare<[], { key: number }>('SELECT max("key") AS "key" FROM instance').get()?.key ?? 0;
    const mark = this.#db
      .prepare<[string], { value: number }>('SELECT value FROM meta WHERE name = ?')
      .get(INDEXED_KEY);
    this.#db.prepare(WRITE_STATEMENTS.indexIds.sql).run(mark?.value ?? 0, newest);
    this.#db.prepare(WRITE_STATEMENTS.putIndexedKey.sql).run(newest);
  }

  #all(sql: string, values: Values): readonly CopiedRow[] {
    return this.#db
      .prepare<Values, CopiedRow>(sql)
      .raw(true)
      .all(...values);
  }

  #write(work: () => void): void {
    underLease(this.#db, this.held, work);
  }

  #guarded<T>(work: () => T): T {
    return withSqliteErrors(this.store, work);
  }
}
