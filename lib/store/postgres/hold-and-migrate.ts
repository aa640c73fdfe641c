import { fileURLToPath } from 'node:url';
import { AppError } from '@/lib/domain/app-error';
import { acquireLease, type LeaseRequest } from '../acquire-lease';
import type { HeldLease } from '../held-lease';
import { pendingMigrations, readMigrations, type Migration } from '../migrate';
import { connect, connectionName, type PostgresPlace } from './connect';
import { Link } from './link';
import { appliedMigrations, migrateDatabase } from './migrate-database';
import { fromPostgresError } from './postgres-error';
import { hasLease, PostgresLease } from './postgres-lease';
import { refuseStandby } from './standby';
import type { TextClient } from './text-client';

const MIGRATIONS = fileURLToPath(new URL('../../../prisma/postgres/migrations', import.meta.url));

/** The lock around a migration ("PRDU", and the schema with the tables), and for how long it is waited for. */
const LOCK = `${0x50_52_44_55}, (SELECT oid::int FROM pg_namespace WHERE nspname = current_schema())`;
const WAIT_MS = 30_000;
/** Longer than the time after which the server ends a writer that stands still in a transaction. */
const LONGEST_TAKE_MS = 15_000;

/** The connection over which a lease is taken and kept. */
export function leaseLink(place: PostgresPlace, role: string): Link {
  return new Link(place.name, async () => {
    const client = await connect(place, { applicationName: connectionName(role), pipeline: true });
    try {
      await refuseStandby(client, place.name);
      await client.query(`SET lock_timeout = ${LONGEST_TAKE_MS}`);
      return client;
    } catch (error) {
      void client.end().catch(() => undefined);
      throw fromPostgresError(error, place.name);
    }
  });
}

/** What is to be applied to a database; rejects as `pendingMigrations` throws. */
export async function pendingOf(client: TextClient, store: string): Promise<readonly Migration[]> {
  return pendingMigrations(readMigrations(MIGRATIONS), await appliedMigrations(client), store);
}

/**
 * Takes the lease and applies what is pending; answers both. The lease comes before any migration but for those that make
 * its table: of two that open an older store at once one waits for the other, and finds them applied.
 */
export async function holdAndMigrate(
  link: Link,
  store: string,
  request: LeaseRequest | undefined,
): Promise<{ readonly held: HeldLease; readonly applied: readonly string[] }> {
  const first = await prepared(link, store);
  const held = await acquireLease(new PostgresLease(link, store), request);
  try {
    return { held, applied: [...first, ...(await migrate(await link.current(), store))] };
  } catch (error) {
    await held.release();
    throw fromPostgresError(error, store);
  }
}

/** Refuses a store that this version cannot have, and makes the table of the lease where there is none. */
async function prepared(link: Link, store: string): Promise<readonly string[]> {
  const client = await link.current();
  try {
    await pendingOf(client, store);
    return (await hasLease(client)) ? [] : await migrate(client, store);
  } catch (error) {
    throw fromPostgresError(error, store);
  }
}

async function migrate(client: TextClient, store: string): Promise<readonly string[]> {
  await client.query(`SET lock_timeout = ${WAIT_MS}`);
  try {
    await client.query(`SELECT pg_advisory_lock(${LOCK})`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '55P03')) throw error;
    throw new AppError('conflict', `The store ${store} is being migrated by another process.`, {
      hint: 'Wait until it is done, then start again.',
      cause: error,
    });
  }
  try {
    return await migrateDatabase(client, readMigrations(MIGRATIONS), store);
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${LOCK})`);
    await client.query(`SET lock_timeout = ${LONGEST_TAKE_MS}`);
  }
}
