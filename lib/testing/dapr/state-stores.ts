import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { Redis } from 'ioredis';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LAYOUTS, type Layout } from '@/lib/dapr/stored-value';
import { createDatabase, query } from '../postgres/databases';
import { findRedis, startRedis } from './redis-server';
import type { RecordedRow } from './recorded-store';

/** A state store that a sidecar can be given, and that tells its rows as they stand. */
export type StateStore = {
  readonly layout: Layout;
  /** The YAML of the component. */
  readonly component: string;
  /** What the store is, for the record. */
  version(): Promise<string>;
  rows(): Promise<readonly RecordedRow[]>;
  remove(): Promise<void>;
};

/** The layouts that stores can be created of. */
export const stateStoreLayouts: readonly Layout[] = LAYOUTS;

/** A store of a layout; undefined where its server cannot be had. `admin` is a PostgreSQL to make databases in. */
export async function createStateStore(layout: Layout, admin: string | undefined): Promise<StateStore | undefined> {
  switch (layout) {
    case 'postgresql-v1':
    case 'postgresql-v2':
      return admin === undefined ? undefined : postgresStore(layout, admin);
    case 'sqlite':
      return sqliteStore();
    case 'redis': {
      const program = findRedis();
      return program === undefined ? undefined : redisStore(program);
    }
  }
}

async function postgresStore(layout: 'postgresql-v1' | 'postgresql-v2', admin: string): Promise<StateStore> {
  const database = await createDatabase(admin);
  const isV2 = layout === 'postgresql-v2';
  const value = isV2 ? `encode(value, 'base64') AS bytes` : `value #>> '{}' AS text, isbinary AS "isBinary"`;
  return {
    layout,
    component: componentYaml({
      ...{ type: 'state.postgresql', version: isV2 ? 'v2' : 'v1' },
      metadata: { connectionString: database.url },
    }),
    version: async () => {
      const [row] = await query<{ shown: string }>(database.url, `SELECT current_setting('server_version') AS shown`);
      return `PostgreSQL ${row?.shown ?? ''}`;
    },
    rows: async () => {
      const rows = await query<RecordedRow>(database.url, `SELECT key, ${value} FROM state ORDER BY key`);
      return rows.map((row) => (row.bytes === undefined ? row : { ...row, bytes: row.bytes.replaceAll('\n', '') }));
    },
    remove: () => database.drop(),
  };
}

function sqliteStore(): StateStore {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-dapr-sqlite-'));
  const path = join(folder, 'state.db');
  const ask = <Row>(sql: string): readonly Row[] => {
    const db = new Database(path, { readonly: true });
    try {
      return db.prepare<[], Row>(sql).all();
    } finally {
      db.close();
    }
  };
  return {
    layout: 'sqlite',
    component: componentYaml({ type: 'state.sqlite', version: 'v1', metadata: { connectionString: path } }),
    version: () =>
      Promise.resolve(`SQLite ${ask<{ shown: string }>('SELECT sqlite_version() AS shown')[0]?.shown ?? ''}`),
    rows: () =>
      Promise.resolve(
        ask<{ key: string; value: string; is_binary: number }>(
          'SELECT key, value, is_binary FROM state ORDER BY key',
        ).map((row) => ({ key: row.key, text: row.value, isBinary: row.is_binary === 1 })),
      ),
    remove: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  };
}

async function redisStore(program: string): Promise<StateStore> {
  const server = await startRedis(program);
  const client = new Redis({ port: server.port, host: '127.0.0.1' });
  return {
    layout: 'redis',
    component: componentYaml({
      ...{ type: 'state.redis', version: 'v1' },
      metadata: { redisHost: `127.0.0.1:${server.port}`, redisPassword: '' },
    }),
    version: async () => `Redis ${/redis_version:(\S+)/.exec(await client.info('server'))?.[1] ?? ''}`,
    rows: async () => {
      const keys = (await client.keys('*')).sort();
      const rows = await Promise.all(
        keys.map(async (key) => ({ key, bytes: (await client.hgetBuffer(key, 'data'))?.toString('base64') ?? '' })),
      );
      return rows;
    },
    async remove() {
      client.disconnect();
      await server.stop();
    },
  };
}

type ComponentWords = {
  readonly type: string;
  readonly version: string;
  readonly metadata: Readonly<Record<string, string>>;
};

function componentYaml({ type, version, metadata }: ComponentWords): string {
  const items = Object.entries({ ...metadata, actorStateStore: 'true' }).map(
    ([name, value]) => `    - name: ${name}\n      value: ${JSON.stringify(value)}\n`,
  );
  return `apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: statestore
spec:
  type: ${type}
  version: ${version}
  metadata:
${items.join('')}`;
}
