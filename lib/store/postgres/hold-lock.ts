import { createHash } from 'node:crypto';
import type { TextClient } from './text-client';

/** A connection as the server knows it; the start tells it from a later one with the same number. */
export type Backend = { readonly pid: number; readonly startedAt: string };

/** The first half of the number of the lock: one above that of the lock around migrations; the other is made of the hold. */
const LOCK_CLASS = 0x50_52_44_56;
/** A connection that was lost a moment ago is dropped by the server within this time. */
const WAIT_MS = 1_000;

/**
 * Makes sure that this connection alone writes under one hold of the lease: a lock that the server keeps for the
 * connection and drops with it. A transaction of the connection that had it before has ended by then, one way or the
 * other. `own` is an earlier connection of the same hold, whose end the server may not have noticed: it is ended. Rejects
 * when the lock does not come free in time.
 */
export async function acquireHoldLock(client: TextClient, holdId: string, own: Backend | undefined): Promise<void> {
  const key = lockKeyOf(holdId);
  const held = await backendWith(client, key);
  if (held !== undefined && held.pid === own?.pid && held.startedAt === own.startedAt) {
    await client.query('SELECT pg_terminate_backend($1)', [own.pid]);
  }
  await client.query(`SET lock_timeout = ${WAIT_MS}`);
  await client.query(`SELECT pg_advisory_lock(${LOCK_CLASS}, $1::int)`, [key]);
  await client.query('RESET lock_timeout');
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

function lockKeyOf(holdId: string): number {
  return createHash('sha256').update(holdId).digest().readUInt32BE() >>> 1;
}

async function backendWith(client: TextClient, key: number): Promise<Backend | undefined> {
  const { rows } = await client.query<Backend>(
    `SELECT pid, a.backend_start::text AS "startedAt" FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ${LOCK_CLASS} AND l.objid = $1::int
       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [key],
  );
  return rows[0];
}
