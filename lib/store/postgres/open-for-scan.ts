import { connect, connectionName, type PostgresPlace } from './connect';
import type { TextClient } from './text-client';

/**
 * Opens a connection for questions that go through whole tables: it plans as the server is set up to, not as the runtime's
 * connections must.
 */
export async function openForScan(place: PostgresPlace, role: string): Promise<TextClient> {
  const client = await connect(place, { applicationName: connectionName(role), pipeline: true });
  await client.query(`RESET plan_cache_mode; RESET enable_seqscan; RESET enable_hashjoin; RESET enable_mergejoin`);
  return client;
}

/** Rows of a question with any number of answers, a thousand at a time; within a transaction. */
export async function* scan<Row>(client: TextClient, sql: string, cursor = 'scan'): AsyncGenerator<Row> {
  await client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql}`);
  try {
    for (;;) {
      const { rows } = await client.query(`FETCH 1000 FROM ${cursor}`);
      // Safe: the columns of the statement are the fields of the type.
      yield* rows as Row[];
      if (rows.length === 0) return;
    }
  } finally {
    await client.query(`CLOSE ${cursor}`).catch(() => undefined);
  }
}
