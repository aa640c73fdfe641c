import Database from 'better-sqlite3';
import { Redis } from 'ioredis';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { StateStoreTarget } from '@/lib/dapr/component/state-store-target';
import type { StateRow } from '@/lib/dapr/state-row';
import type { Layout } from '@/lib/dapr/stored-value';
import { createDatabase } from '../postgres/databases';
import type { RecordedRow } from './recorded-store';

/** A state store with the tables of its layout and rows that a test gave it. */
export type FilledStore = {
  readonly target: StateStoreTarget;
  /** Adds rows, or replaces those with the same key; `at` is when, in seconds since 1970. */
  write(rows: readonly RecordedRow[], at: number): Promise<void>;
  /** Deletes the rows with these keys. */
  erase(keys: readonly string[]): Promise<void>;
  remove(): Promise<void>;
};

/** A row as daprd writes it in a layout. */
export function inLayout(layout: Layout, { key, value }: StateRow): RecordedRow {
  const base64 = Buffer.from(value ?? []).toString('base64');
  if (layout === 'postgresql-v2' || layout === 'redis') return { key, bytes: base64 };
  return { key, text: base64, isBinary: true };
}

const TABLES = {
  'postgresql-v2': `CREATE TABLE state (key text NOT NULL PRIMARY KEY, value bytea NOT NULL,
    etag uuid NOT NULL DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz, expires_at timestamptz)`,
  'postgresql-v1': `CREATE TABLE state (key text NOT NULL PRIMARY KEY, value jsonb NOT NULL, isbinary boolean NOT NULL,
    insertdate timestamptz NOT NULL DEFAULT now(), updatedate timestamptz, expiredate timestamptz)`,
} as const;

const WRITES = {
  'postgresql-v2': `INSERT INTO state (key, value, created_at) VALUES ($1, decode($2, 'base64'), to_timestamp($3))
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = to_timestamp($3)`,
  'postgresql-v1': `INSERT INTO state (key, value, isbinary, insertdate) VALUES ($1, to_jsonb($2::text), true, to_timestamp($3))
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, updatedate = to_timestamp($3)`,
} as const;

/** On a PostgreSQL whose maintenance database `admin` names; the target's account may do nothing but read the table. */
export async function filledPostgres(layout: 'postgresql-v1' | 'postgresql-v2', admin: string): Promise<FilledStore> {
  const database = await createDatabase(admin);
  const client = new Client(database.url);
  await client.connect();
  const reader = `reader_${database.name}`;
  await client.query(`${TABLES[layout]};
    CREATE ROLE ${reader} LOGIN PASSWORD 'reads only'; GRANT SELECT ON state TO ${reader}`);
  const url = new URL(database.url);
  url.username = reader;
  url.password = 'reads only';
  return {
    target: { layout, url: url.href, table: 'state' },
    async write(rows, at) {
      for (const { key, bytes, text } of rows) await client.query(WRITES[layout], [key, bytes ?? text, at]);
    },
    async erase(keys) {
      await client.query('DELETE FROM state WHERE key = ANY($1)', [keys]);
    },
    async remove() {
      await client.query(`REVOKE ALL ON state FROM ${reader}`);
      await client.query(`DROP ROLE ${reader}`);
      await client.end();
      await database.drop();
    },
  };
}

/** In a file of its own. */
export function filledSqlite(): Promise<FilledStore> {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-state-'));
  const path = join(folder, 'state.db');
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.exec(`CREATE TABLE state (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, is_binary BOOLEAN NOT NULL,
    etag TEXT NOT NULL, expiration_time TIMESTAMP DEFAULT NULL,
    update_time TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)`);
  const write = db.prepare(`INSERT OR REPLACE INTO state (key, value, is_binary, etag, update_time)
    VALUES (?, ?, ?, 'e', datetime(?, 'unixepoch'))`);
  return Promise.resolve({
    target: { layout: 'sqlite', path, table: 'state' },
    write(rows, at) {
      for (const { key, text, isBinary } of rows) write.run(key, text, isBinary === true ? 1 : 0, at);
      return Promise.resolve();
    },
    erase(keys) {
      for (const key of keys) db.prepare('DELETE FROM state WHERE key = ?').run(key);
      return Promise.resolve();
    },
    remove() {
      db.close();
      return Promise.resolve(rmSync(folder, { recursive: true, force: true }));
    },
  });
}

/** In one database of a running Redis; two stores that live at the same time need two numbers. */
export async function filledRedis(port: number, database: number): Promise<FilledStore> {
  const client = new Redis({ host: '127.0.0.1', port, db: database });
  await client.flushdb();
  return {
    target: { layout: 'redis', host: '127.0.0.1', port, database, tls: false },
    async write(rows) {
      for (const { key, bytes = '' } of rows)
        await client.hset(key, 'data', Buffer.from(bytes, 'base64'), 'version', 1);
    },
    async erase(keys) {
      await client.del(...keys);
    },
    async remove() {
      await client.quit();
    },
  };
}
