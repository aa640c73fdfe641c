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
import { ask, type Statement } from './ask';
import { fromPostgresError } from './postgres-error';
import { FENCE_REFUSAL, fenceStatement, readLease } from './postgres-lease';
import { rowStatements } from './table-write';
import type { TextClient } from './text-client';
import { putValues } from './write-plan';

export const DECLARED_PATHS = `SELECT id, path, read_through AS "readThrough", is_complete AS "isComplete"
  FROM declared_path ORDER BY id`;

// As it is stored a text may be longer than it is.
const smallPart = (column: string): string =>
  `CASE WHEN length(${column}) <= ${2 * LARGEST_READ_PAYLOAD} THEN ${column} END`;
const PAYLOADS_AFTER = `SELECT instance_key AS "key", ${smallPart('input')} AS input, ${smallPart('output')} AS output,
  ${smallPart('custom_status')} AS "customStatus"
  FROM instance_payload WHERE instance_key > $1::bigint ORDER BY instance_key LIMIT $2::int`;
const SOME_OF_PATH = `DELETE FROM declared_value WHERE path_id = $1::int AND instance_key IN
  (SELECT instance_key FROM declared_value WHERE path_id = $1::int LIMIT $2::int)`;

/** The declared paths of a database, over a connection that nothing else is asked over meanwhile. */
export class PostgresDeclarations implements DeclarationTable {
  readonly #client: TextClient;
  readonly #held: HeldLease;
  readonly #store: string;

  constructor(client: TextClient, held: HeldLease, store: string) {
    this.#client = client;
    this.#held = held;
    this.#store = store;
  }

  paths(): Promise<readonly DeclaredPathRow[]> {
    return this.#all(DECLARED_PATHS);
  }

  async add(id: number, path: string): Promise<void> {
    const text = 'INSERT INTO declared_path (id, path, read_through, is_complete) VALUES ($1, $2, -1, 0)';
    await this.#write([{ name: 'declare path', text, values: [id, path] }]);
  }

  async retire(id: number): Promise<void> {
    const text = 'UPDATE declared_path SET read_through = -1, is_complete = 0 WHERE id = $1';
    await this.#write([{ name: 'retire path', text, values: [id] }]);
  }

  async dropSome(id: number, most: number): Promise<boolean> {
    return (await this.#write([{ name: 'drop values', text: SOME_OF_PATH, values: [id, most] }])) > 0;
  }

  async remove(id: number): Promise<void> {
    await this.#write([{ name: 'remove path', text: 'DELETE FROM declared_path WHERE id = $1', values: [id] }]);
  }

  async payloadsAfter(key: number, most: number): Promise<readonly StoredPayloads[]> {
    return (await this.#all<RawPayloads>(PAYLOADS_AFTER, key, most)).map(toStoredPayloads);
  }

  async keep(values: readonly KeyedValue[], paths: readonly number[], through: number): Promise<void> {
    const text = 'UPDATE declared_path SET read_through = $1::bigint WHERE id = ANY ($2::int[])';
    await this.#write([...rowStatements(values, putValues), { name: 'read through', text, values: [through, paths] }]);
  }

  async complete(paths: readonly number[]): Promise<void> {
    const text = 'UPDATE declared_path SET is_complete = 1 WHERE id = ANY ($1::int[])';
    await this.#write([{ name: 'complete paths', text, values: [paths] }]);
  }

  async #all<Row>(text: string, ...values: readonly number[]): Promise<readonly Row[]> {
    try {
      return (await this.#client.query({ text, values: [...values] })).rows as Row[];
    } catch (error) {
      throw fromPostgresError(error, this.#store);
    }
  }

  /** How many rows the last of the statements hit. */
  async #write(statements: readonly Statement[]): Promise<number> {
    this.#held.refuseWhenLost();
    const client = this.#client;
    try {
      await client.query('BEGIN');
      await ask(client, fenceStatement({ ...this.#held.claim, beatAt: undefined }));
      let hits = 0;
      for (const statement of statements) hits = (await ask(client, statement)).rowCount ?? 0;
      await client.query('COMMIT');
      return hits;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      const isFenced = error instanceof Error && 'code' in error && error.code === FENCE_REFUSAL;
      throw isFenced ? this.#held.lose(await readLease(client)) : fromPostgresError(error, this.#store);
    }
  }
}
