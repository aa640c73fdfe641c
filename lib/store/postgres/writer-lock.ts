import { AppError } from '@/lib/domain/app-error';
import type { PostgresPlace } from './connect';
import type { TextClient } from './text-client';

/** A connection as the server knows it; the start tells it from a later one with the same number. */
export type Backend = { readonly pid: number; readonly startedAt: string };

/** The first half of the number of the lock ("PRDU"); the other half is the schema with the tables. */
const LOCK_CLASS = 0x50_52_44_55;
/** A runtime that was killed a moment ago is dropped by the server within this time. */
const WAIT_MS = 1_000;

/**
 * Makes sure that one runtime alone writes to the store: a lock that the server holds for this connection and drops with
 * it. A transaction of the connection that held it before has ended by then, one way or the other. `own` is an earlier
 * connection of this same runtime, whose end the server may not have noticed: it is ended. Rejects with `conflict` when
 * another runtime holds the lock.
 */
export async function acquireWriterLock(
  client: TextClient,
  place: PostgresPlace,
  own: Backend | undefined,
): Promise<void> {
  const held = await holder(client);
  if (held !== undefined && held.pid === own?.pid && held.startedAt === own.startedAt) {
    await client.query('SELECT pg_terminate_backend($1)', [own.pid]);
  }
  try {
    await client.query(`SET lock_timeout = ${WAIT_MS}`);
    await client.query(`SELECT pg_advisory_lock(${LOCK_CLASS}, ${SCHEMA})`);
    await client.query('RESET lock_timeout');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '55P03')) throw error;
    const other = await holder(client);
    throw new AppError(
      'conflict',
      `The store ${place.name} is in use by another Perdure runtime (${other?.name ?? 'unknown'}).`,
      { hint: 'Stop that runtime, or give this one another store.', cause: error },
    );
  }
}

/** How the server knows the connection. */
export async function backendOf(client: TextClient): Promise<Backend> {
  const { rows } = await client.query<Backend>(
    `SELECT pid, backend_start::text AS "startedAt" FROM pg_stat_activity WHERE pid = pg_backend_pid()`,
  );
  const [backend] = rows;
  if (backend === undefined) throw new Error('the server does not know its own connection');
  return backend;
}

const SCHEMA = `(SELECT oid::int FROM pg_namespace WHERE nspname = current_schema())`;

async function holder(client: TextClient): Promise<(Backend & { readonly name: string }) | undefined> {
  const { rows } = await client.query<Backend & { readonly name: string }>(
    `SELECT pid, a.backend_start::text AS "startedAt", a.application_name AS name
     FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ${LOCK_CLASS} AND l.objid = ${SCHEMA}
       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows[0];
}
