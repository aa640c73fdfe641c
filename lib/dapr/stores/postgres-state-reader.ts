import { Pool, type PoolClient } from 'pg';
import { AppError } from '@/lib/domain/app-error';
import { withoutPassword } from '@/lib/domain/without-password';
import type { PostgresTarget } from '../component/state-store-target';
import { fromPosition } from '../list-position';
import { keysBeside, metadataKey, type NamespacedRef } from '../row-keys';
import { instancePrefix } from '../state-key';
import type { StateReader } from '../state-reader';
import type { StateRow } from '../state-row';
import { unwrapValue, type StoredValue } from '../stored-value';
import { pageByKey, pageByTime, type ListedRow } from './list-page';

const CONNECTIONS = 2;
const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 60_000;

/** How the two layouts name what both have. */
const COLUMNS = {
  'postgresql-v2': { isBinary: 'NULL', time: 'COALESCE(updated_at, created_at)' },
  'postgresql-v1': { isBinary: 'isbinary', time: 'COALESCE(updatedate, insertdate)' },
} as const;

const IS_METADATA = `key LIKE '%||metadata' AND key LIKE '%||dapr.internal.%'`;

/** Reads `state.postgresql`. Every transaction is read-only, so an account that may only read is enough. */
export function openPostgresStateReader(target: PostgresTarget): StateReader {
  const pool = new Pool({
    connectionString: target.url,
    max: CONNECTIONS,
    application_name: 'perdure attach',
    options: '-c default_transaction_read_only=on',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
  });
  // A connection that is lost while it is idle is replaced with the next query.
  pool.on('error', () => undefined);
  const ask = <T>(work: (client: PoolClient) => Promise<T>): Promise<T> => within(pool, target, work);
  const { table, layout } = target;
  const { time } = COLUMNS[layout];
  const micros = `(extract(epoch FROM ${time}) * 1000000)::bigint`;
  return {
    notesTimes: true,
    list: (after, limit) =>
      ask(async (client) => {
        const { rows } = await client.query<ListedRow>(
          `SELECT key, ${micros} AS micros FROM ${table} WHERE key > $1 AND ${IS_METADATA} ORDER BY key LIMIT $2`,
          [after ?? '', limit],
        );
        return pageByKey(rows, { after, limit });
      }),
    changedSince: (after, limit) =>
      ask(async (client) => {
        const from = after === undefined ? { time: '0', key: '' } : fromPosition(after);
        const { rows } = await client.query<ListedRow>(
          `SELECT key, ${micros} AS micros FROM ${table}
           WHERE ${IS_METADATA} AND (${micros}, key) > ($1::bigint, $2)
           ORDER BY micros, key LIMIT $3`,
          [from.time, from.key, limit],
        );
        return pageByTime(rows, { after, limit });
      }),
    rowsOf: (ref) => ask((client) => readRows(client, target, ref)),
    close: () => pool.end(),
  };
}

/** All rows of one moment: daprd replaces them together. */
async function readRows(client: PoolClient, target: PostgresTarget, ref: NamespacedRef): Promise<readonly StateRow[]> {
  const { isBinary } = COLUMNS[target.layout];
  const read = async (condition: string, value: unknown): Promise<readonly StateRow[]> => {
    const { rows } = await client.query<StoredValue>(
      `SELECT key, value, ${isBinary} AS "isBinary" FROM ${target.table} WHERE ${condition}`,
      [value],
    );
    return rows.map((row) => unwrapValue(target.layout, row));
  };
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const found = await read('key = $1', metadataKey(ref));
    const others = keysBeside(ref, found[0]);
    if (others === undefined) return await read('starts_with(key, $1)', instancePrefix(ref));
    return [...found, ...(await read('key = ANY($1)', others))];
  } finally {
    await client.query('COMMIT');
  }
}

async function within<T>(
  pool: Pool,
  { url, table }: PostgresTarget,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const place = `${table} in ${withoutPassword(url)}`;
  const client = await pool.connect().catch((cause: unknown) => {
    throw unreadable(place, cause);
  });
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error instanceof AppError ? error : unreadable(place, error);
  }
}

function unreadable(place: string, cause: unknown): AppError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new AppError('unavailable', `The state store ${place} cannot be read: ${why}`, {
    cause,
    hint: 'Perdure needs an account that may connect and SELECT from the table, nothing more.',
  });
}
