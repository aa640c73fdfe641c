import Database from 'better-sqlite3';
import type { StoreFacts } from './list-pairs';

type Group = { readonly value: string; readonly count: number };

/** Looks up what a store holds most and least of. Throws when it is empty. */
export function readStoreFacts(path: string): StoreFacts {
  const db = new Database(path, { readonly: true });
  try {
    const byCount = (column: 'app_id' | 'name'): readonly string[] =>
      db
        .prepare<[], Group>(
          `SELECT ${column} AS value, sum(count) AS count FROM counter GROUP BY 1 HAVING sum(count) > 0 ORDER BY 2 DESC, 1`,
        )
        .all()
        .map(({ value }) => value);
    const end = (order: 'ASC' | 'DESC') =>
      db
        .prepare<[], { id: string; at: number }>(
          `SELECT instance_id AS id, created_at AS at FROM instance ORDER BY created_at ${order}, "key" ${order} LIMIT 1`,
        )
        .get();
    const [apps, names, oldest, newest] = [byCount('app_id'), byCount('name'), end('ASC'), end('DESC')];
    if (oldest === undefined || newest === undefined) throw new Error(`The store ${path} is empty.`);
    return {
      largestApp: apps[0] ?? '',
      rarestApp: apps.at(-1) ?? '',
      largestName: names[0] ?? '',
      middleName: names[Math.floor(names.length / 2)] ?? '',
      rarestName: names.at(-1) ?? '',
      newest: newest.at,
      oldest: oldest.at,
      oldestId: oldest.id,
    };
  } finally {
    db.close();
  }
}
