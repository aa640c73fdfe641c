import { readRecordedStore } from '@/lib/testing/dapr/recorded-store';
import { execute, query } from '@/lib/testing/postgres/databases';

/** The rows that are multiplied: a run of real daprd with 12 events, 14 keys in all. */
const SAMPLE = 'chain';

/** Makes a table as `state.postgresql` v2 does, with so many copies of a recorded run, written over the last hours. */
export async function fillStateTable(url: string, copies: number): Promise<{ readonly keys: number }> {
  const rows = readRecordedStore('postgresql-v2').rows.filter(({ key }) => key.includes(`||${SAMPLE}||`));
  await execute(
    url,
    `CREATE TABLE state (key TEXT NOT NULL PRIMARY KEY, value BYTEA NOT NULL, etag UUID NOT NULL,
       created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), updated_at TIMESTAMP WITH TIME ZONE,
       expires_at TIMESTAMP WITH TIME ZONE, row_id BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY);
     CREATE TABLE sample (key TEXT, value BYTEA)`,
  );
  for (const { key, bytes = '' } of rows) {
    await execute(url, `INSERT INTO sample VALUES ('${key}', decode('${bytes}', 'base64'))`);
  }
  const at = `now() - interval '1 hour' - n * interval '0.1 second'`;
  await execute(
    url,
    `INSERT INTO state (key, value, etag, created_at, updated_at)
       SELECT replace(key, '||${SAMPLE}||', '||run-' || n || '||'), value, gen_random_uuid(), ${at}, ${at}
       FROM generate_series(1, ${copies}) AS n, sample;
     DROP TABLE sample; ANALYZE state`,
  );
  const [counted] = await query<{ count: string }>(url, 'SELECT count(*) AS count FROM state');
  return { keys: Number(counted?.count ?? 0) };
}

/** Writes another custom status, and the metadata row, as daprd does when a run goes on. */
export async function changeRun(url: string, copy: number, text: string): Promise<void> {
  // A protobuf StringValue: field 1, its length, the text.
  const value = Buffer.concat([Buffer.from([0x0a, text.length]), Buffer.from(text)]).toString('base64');
  const key = `shop||dapr.internal.default.shop.workflow||run-${copy}||`;
  await execute(
    url,
    `BEGIN;
     UPDATE state SET value = decode('${value}', 'base64'), etag = gen_random_uuid(), updated_at = now()
       WHERE key = '${key}customStatus';
     UPDATE state SET etag = gen_random_uuid(), updated_at = now() WHERE key = '${key}metadata';
     COMMIT`,
  );
}

/** How long one listing of the keys of all instances takes, in milliseconds: what each row of a page costs elsewhere. */
export async function keyListingMs(url: string): Promise<number> {
  const began = performance.now();
  await query(url, `SELECT key FROM state WHERE key LIKE 'shop||dapr.internal.default.shop.workflow||%'`);
  return performance.now() - began;
}

/** Transactions that were begun in this database so far. */
export async function transactions(url: string): Promise<number> {
  const [row] = await query<{ n: string }>(
    url,
    `SELECT xact_commit + xact_rollback AS n FROM pg_stat_database WHERE datname = current_database()`,
  );
  return Number(row?.n ?? 0);
}
