import type { LeaseRequest } from '../acquire-lease';
import { lastKeyQuestion, pageQuestion, type CopiedRow, type CopiedTable } from '../copy/copied-tables';
import type { CopyEnd, Marks } from '../copy/copy-end';
import type { HeldLease } from '../held-lease';
import { ask, type Statement } from './ask';
import { connect, connectionName, postgresPlace } from './connect';
import { holdAndMigrate, leaseLink } from './hold-and-migrate';
import type { Link } from './link';
import { fromPostgresError } from './postgres-error';
import { FENCE_REFUSAL, fenceStatement, readLease } from './postgres-lease';
import { rowStatements, TableWrite } from './table-write';
import type { TextClient } from './text-client';

/** Rows come in the order of their keys, so those without their id in the index are the newest. */
const COPY_IDS = `INSERT INTO instance_text (instance_key, instance_id) SELECT "key", instance_id FROM instance
  WHERE "key" > (SELECT coalesce(max(instance_key), -1) FROM instance_text)`;
const PUT_MARKS = 'INSERT INTO meta (name, value) SELECT * FROM unnest($1::text[], $2::bigint[])';

/** A PostgreSQL database as one end of a copy. */
export class PostgresCopyEnd implements CopyEnd {
  readonly store: string;
  readonly held: HeldLease;
  readonly #link: Link;
  readonly #client: TextClient;

  private constructor(store: string, parts: { held: HeldLease; link: Link; client: TextClient }) {
    this.store = store;
    this.held = parts.held;
    this.#link = parts.link;
    this.#client = parts.client;
  }

  /** Opens the database as the holder of its lease and migrates it. */
  static async open(url: string, lease: LeaseRequest): Promise<PostgresCopyEnd> {
    const place = postgresPlace(url);
    const link = leaseLink(place, 'copy lease');
    let held: HeldLease | undefined;
    try {
      ({ held } = await holdAndMigrate(link, place.name, lease));
      const client = await connect(place, { applicationName: connectionName('copy'), pipeline: true });
      return new PostgresCopyEnd(place.name, { held, link, client });
    } catch (error) {
      await held?.release();
      await link.close();
      throw error;
    }
  }

  page(table: CopiedTable, after: CopiedRow | undefined, limit: number): Promise<readonly CopiedRow[]> {
    const isFirst = after === undefined;
    const text = pageQuestion(table, isFirst, (nth) => `$${nth}`);
    return this.#all({ name: `${isFirst ? 'first' : 'next'} ${table.name}`, text, values: [...(after ?? []), limit] });
  }

  async lastKey(table: CopiedTable): Promise<CopiedRow | undefined> {
    return (await this.#all({ name: `last ${table.name}`, text: lastKeyQuestion(table) }))[0];
  }

  async marks(): Promise<Marks> {
    const rows = await this.#all({ name: 'marks', text: 'SELECT name, value FROM meta' });
    return Object.fromEntries(rows.map(([name, value]) => [String(name), Number(value)]));
  }

  async add({ name, columns }: CopiedTable, rows: readonly CopiedRow[]): Promise<void> {
    const write = new TableWrite<CopiedRow>({
      table: name,
      columns: columns.map(({ column, type }, index) => ({ column, type, of: (row) => row[index] })),
    });
    const ids: readonly Statement[] = name === 'instance' ? [{ name: 'copy ids', text: COPY_IDS }] : [];
    await this.#write([...rowStatements(rows, write), ...ids]);
  }

  async putMarks(marks: Marks): Promise<void> {
    const values = [Object.keys(marks), Object.values(marks)];
    await this.#write([
      { name: 'clear marks', text: 'DELETE FROM meta' },
      { name: 'put marks', text: PUT_MARKS, values },
    ]);
  }

  async close(): Promise<void> {
    await this.held.release();
    await Promise.all([this.#client.end(), this.#link.close()]);
  }

  async #write(statements: readonly Statement[]): Promise<void> {
    this.held.refuseWhenLost();
    const client = this.#client;
    try {
      await client.query('BEGIN');
      await ask(client, fenceStatement({ ...this.held.claim, beatAt: undefined }));
      for (const statement of statements) await ask(client, statement);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      const isFenced = error instanceof Error && 'code' in error && error.code === FENCE_REFUSAL;
      throw isFenced ? this.held.lose(await readLease(client)) : fromPostgresError(error, this.store);
    }
  }

  async #all({ name, text, values = [] }: Statement): Promise<readonly CopiedRow[]> {
    try {
      const query = { name, text, values: [...values], rowMode: 'array' };
      const { rows } = await this.#client.query<CopiedRow[number][]>(query as typeof query & { rowMode: 'array' });
      return rows;
    } catch (error) {
      throw fromPostgresError(error, this.store);
    }
  }
}
