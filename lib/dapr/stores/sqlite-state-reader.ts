import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { AppError } from '@/lib/domain/app-error';
import type { SqliteTarget } from '../component/state-store-target';
import { fromPosition } from '../list-position';
import { keysBeside, metadataKey, type NamespacedRef } from '../row-keys';
import { instancePrefix } from '../state-key';
import type { StateReader } from '../state-reader';
import type { StateRow } from '../state-row';
import { unwrapValue, type StoredValue } from '../stored-value';
import { pageByKey, pageByTime, type ListedRow } from './list-page';

const BUSY_TIMEOUT_MS = 5_000;
const KEYS_AT_ONCE = 500;
const IS_METADATA = `key GLOB '*||metadata' AND key GLOB '*||dapr.internal.*'`;
/** daprd notes whole seconds; positions count microseconds in every layout. */
const MICROS = `CAST(strftime('%s', update_time) AS INTEGER) * 1000000`;

/** Reads `state.sqlite`, beside the daprd that writes it. Throws `unavailable` when there is no such file or table. */
export function openSqliteStateReader(target: SqliteTarget): StateReader {
  const db = open(target);
  const { table, path } = target;
  const ask = <T>(work: () => T): Promise<T> =>
    Promise.resolve().then(() => {
      try {
        return work();
      } catch (cause) {
        throw cause instanceof AppError ? cause : unreadable(path, cause);
      }
    });
  return {
    notesTimes: true,
    list: (after, limit) =>
      ask(() => {
        const rows = db
          .prepare<[string, number], ListedRow>(
            `SELECT key, ${MICROS} AS micros FROM ${table} WHERE key > ? AND ${IS_METADATA} ORDER BY key LIMIT ?`,
          )
          .all(after ?? '', limit);
        return pageByKey(rows, { after, limit });
      }),
    changedSince: (after, limit) =>
      ask(() => {
        const { time, key } = after === undefined ? { time: '0', key: '' } : fromPosition(after);
        const rows = db
          .prepare<[number, string, number], ListedRow>(
            `SELECT key, ${MICROS} AS micros FROM ${table}
             WHERE ${IS_METADATA} AND (${MICROS}, key) > (?, ?) ORDER BY micros, key LIMIT ?`,
          )
          .all(Number(time), key, limit);
        return pageByTime(rows, { after, limit });
      }),
    rowsOf: (ref) => ask(() => db.transaction(() => readRows(db, target, ref))()),
    close: () => ask(() => void db.close()),
  };
}

function open({ path, table }: SqliteTarget): Database.Database {
  if (!existsSync(path)) throw unreadable(path, new Error('there is no such file'));
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    db.prepare(`SELECT key, value, is_binary, update_time FROM ${table} LIMIT 0`).all();
    return db;
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function readRows(db: Database.Database, { table }: SqliteTarget, ref: NamespacedRef): readonly StateRow[] {
  const read = (condition: string, values: readonly unknown[]): readonly StateRow[] =>
    db
      .prepare<unknown[], StoredValue>(`SELECT key, value, is_binary AS isBinary FROM ${table} WHERE ${condition}`)
      .all(...values)
      .map((row) => unwrapValue('sqlite', row));
  const found = read('key = ?', [metadataKey(ref)]);
  const others = keysBeside(ref, found[0]);
  if (others === undefined) {
    const prefix = instancePrefix(ref);
    return read('substr(key, 1, ?) = ?', [[...prefix].length, prefix]);
  }
  const rows = [...found];
  for (let from = 0; from < others.length; from += KEYS_AT_ONCE) {
    const keys = others.slice(from, from + KEYS_AT_ONCE);
    rows.push(...read(`key IN (${keys.map(() => '?').join(', ')})`, keys));
  }
  return rows;
}

function unreadable(path: string, cause: unknown): AppError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new AppError('unavailable', `The state store ${path} cannot be read: ${why}`, {
    cause,
    hint: 'The path in the component is relative to where daprd runs; give an absolute one.',
  });
}
