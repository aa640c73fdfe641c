import type Database from 'better-sqlite3';
import { LARGEST_READ_PAYLOAD } from '@/lib/domain/declared-path';
import {
  toStoredPayloads,
  type DeclarationTable,
  type KeyedValue,
  type RawPayloads,
  type StoredPayloads,
} from '../declare-paths';
import type { HeldLease } from '../held-lease';
import type { DeclaredPathRow } from '../declared-values';
import { DECLARED_PATHS } from './read-statements';
import { withSqliteErrors } from './sqlite-error';
import { underLease } from './under-lease';
import { WRITE_STATEMENTS } from './writer/write-statements';

const smallPart = (column: string): string =>
  `CASE WHEN length(${column}) <= ${LARGEST_READ_PAYLOAD} THEN ${column} END`;
const PAYLOADS_AFTER = `SELECT instance_key AS "key", ${smallPart('input')} AS input, ${smallPart('output')} AS output,
  ${smallPart('custom_status')} AS customStatus
  FROM instance_payload WHERE instance_key > ? ORDER BY instance_key LIMIT ?`;
const SOME_OF_PATH = `DELETE FROM declared_value WHERE path_id = ? AND instance_key IN
  (SELECT instance_key FROM declared_value WHERE path_id = ? LIMIT ?)`;

/** The declared paths of a store file. */
export class SqliteDeclarations implements DeclarationTable {
  readonly #db: Database.Database;
  readonly #held: HeldLease;

  constructor(db: Database.Database, held: HeldLease) {
    this.#db = db;
    this.#held = held;
  }

  async paths(): Promise<readonly DeclaredPathRow[]> {
    return this.#all(DECLARED_PATHS);
  }

  async add(id: number, path: string): Promise<void> {
    this.#run('INSERT INTO declared_path (id, path, read_through, is_complete) VALUES (?, ?, -1, 0)', id, path);
  }

  async retire(id: number): Promise<void> {
    this.#run('UPDATE declared_path SET read_through = -1, is_complete = 0 WHERE id = ?', id);
  }

  async dropSome(id: number, most: number): Promise<boolean> {
    return this.#run(SOME_OF_PATH, id, id, most) > 0;
  }

  async remove(id: number): Promise<void> {
    this.#run('DELETE FROM declared_path WHERE id = ?', id);
  }

  async payloadsAfter(key: number, most: number): Promise<readonly StoredPayloads[]> {
    return this.#all<RawPayloads>(PAYLOADS_AFTER, key, most).map(toStoredPayloads);
  }

  async keep(values: readonly KeyedValue[], paths: readonly number[], through: number): Promise<void> {
    underLease(this.#db, this.#held, () => {
      const put = this.#db.prepare(WRITE_STATEMENTS.putValue.sql);
      for (const { key, pathId, value, number } of values) put.run(key, pathId, value, number);
      const move = this.#db.prepare('UPDATE declared_path SET read_through = ? WHERE id = ?');
      for (const id of paths) move.run(through, id);
    });
  }

  async complete(paths: readonly number[]): Promise<void> {
    underLease(this.#db, this.#held, () => {
      const end = this.#db.prepare('UPDATE declared_path SET is_complete = 1 WHERE id = ?');
      for (const id of paths) end.run(id);
    });
  }

  #all<Row>(sql: string, ...values: readonly number[]): readonly Row[] {
    return withSqliteErrors(this.#db.name, () => this.#db.prepare<number[], Row>(sql).all(...values));
  }

  #run(sql: string, ...values: readonly (number | string)[]): number {
    return underLease(this.#db, this.#held, () => this.#db.prepare(sql).run(...values).changes);
  }
}
