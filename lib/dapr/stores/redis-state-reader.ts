import { Redis } from 'ioredis';
import { AppError } from '@/lib/domain/app-error';
import type { RedisTarget } from '../component/state-store-target';
import { keysBeside, metadataKey, type NamespacedRef } from '../row-keys';
import { instancePrefix } from '../state-key';
import type { StateReader } from '../state-reader';
import type { StateRow } from '../state-row';
import { unwrapValue } from '../stored-value';
import { entryOf } from './entry-of';

const CONNECT_TIMEOUT_MS = 10_000;
const KEYS_LOOKED_AT = 1_000;
const KEYS_AT_ONCE = 500;
/** As often as daprd itself looks again when rows do not fit together. */
const TRIES = 5;

/** Reads `state.redis`: one hash per row. Sends `SCAN` and `HGET` and nothing else. */
export function openRedisStateReader(target: RedisTarget): StateReader {
  const client = connect(target);
  const place = `redis://${target.host}:${target.port}/${target.database}`;
  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      if (client.status === 'wait' || client.status === 'end') await client.connect();
      return await work();
    } catch (cause) {
      throw cause instanceof AppError ? cause : unreadable(place, cause);
    }
  };
  return {
    notesTimes: false,
    list: (after, limit) =>
      ask(async () => {
        const { keys, cursor } = await scan(client, { pattern: '*||dapr.internal.*||metadata', from: after }, limit);
        return { entries: keys.flatMap((key) => entryOf(key)), position: cursor, isLast: cursor === '0' };
      }),
    changedSince: () =>
      Promise.reject(new AppError('precondition', `The state store ${place} does not note when a row was written.`)),
    rowsOf: (ref) => ask(() => readRows(client, ref)),
    close: () => {
      client.disconnect();
      return Promise.resolve();
    },
  };
}

function connect({ host, port, username, password, database, tls }: RedisTarget): Redis {
  const client = new Redis({
    ...{ host, port, db: database, lazyConnect: true, connectTimeout: CONNECT_TIMEOUT_MS },
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
    maxRetriesPerRequest: 1,
    // The next call connects anew; a client that nobody asks must not keep trying.
    retryStrategy: () => null,
  });
  // What is under way is rejected; without a listener the event would be printed.
  client.on('error', () => undefined);
  return client;
}

type Scan = { readonly pattern: string; readonly from: string | undefined };

/** Goes on until `limit` keys were found or all were looked at. A key may come twice, as Redis says. */
async function scan(
  client: Redis,
  { pattern, from }: Scan,
  limit: number,
): Promise<{ keys: string[]; cursor: string }> {
  const keys: string[] = [];
  let cursor = from ?? '0';
  do {
    const [next, found] = await client.scan(cursor, 'MATCH', pattern, 'COUNT', KEYS_LOOKED_AT);
    keys.push(...found);
    cursor = next;
  } while (cursor !== '0' && keys.length < limit);
  return { keys, cursor };
}

/** Redis tells no moment that all rows are of, so metadata that has changed meanwhile means: read again. */
async function readRows(client: Redis, ref: NamespacedRef): Promise<readonly StateRow[]> {
  let rows: readonly StateRow[] = [];
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await readKeys(client, [metadataKey(ref)]);
    const others = keysBeside(ref, before[0]) ?? (await keysByPrefix(client, ref));
    rows = [...before, ...(await readKeys(client, others))];
    const after = await readKeys(client, [metadataKey(ref)]);
    if (sameValue(before[0], after[0])) break;
  }
  return rows;
}

async function keysByPrefix(client: Redis, ref: NamespacedRef): Promise<readonly string[]> {
  const prefix = instancePrefix(ref);
  const pattern = `${prefix.replace(/[*?[\]\\]/g, '\\$&')}*`;
  const { keys } = await scan(client, { pattern, from: undefined }, Infinity);
  return [...new Set(keys)].filter((key) => key !== metadataKey(ref));
}

async function readKeys(client: Redis, keys: readonly string[]): Promise<readonly StateRow[]> {
  const rows: StateRow[] = [];
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
    const part = keys.slice(from, from + KEYS_AT_ONCE);
    const pipeline = client.pipeline();
    for (const key of part) pipeline.hgetBuffer(key, 'data');
    const answers = (await pipeline.exec()) ?? [];
    rows.push(...part.flatMap((key, index) => rowOf(key, answers[index] ?? [null, null])));
  }
  return rows;
}

function rowOf(key: string, [error, value]: readonly [Error | null, unknown]): readonly StateRow[] {
  if (error !== null) {
    if (!error.message.startsWith('WRONGTYPE')) throw error;
    return [{ key, value: undefined, fault: 'is not a hash, so daprd did not write it' }];
  }
  return value === null ? [] : [unwrapValue('redis', { key, value })];
}

function sameValue(one: StateRow | undefined, other: StateRow | undefined): boolean {
  const [a, b] = [one?.value, other?.value];
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function unreadable(place: string, cause: unknown): AppError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new AppError('unavailable', `The state store ${place} cannot be read: ${why}`, { cause });
}
