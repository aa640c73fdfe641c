import type { LeaseRequest } from '../acquire-lease';
import { countsByStatus, type StatusCount } from '../counts-by-status';
import type { StoreAdmin, StoreStatus } from '../store-admin';
import type { StoreSnapshot } from '../store-snapshot';
import { checkSchema } from './check-schema';
import { postgresPlace, type PostgresPlace } from './connect';
import { holdAndMigrate, leaseLink, pendingOf } from './hold-and-migrate';
import { appliedMigrations } from './migrate-database';
import { openForScan } from './open-for-scan';
import { fromPostgresError } from './postgres-error';
import { hasLease, readLease } from './postgres-lease';
import { PostgresSnapshot } from './postgres-snapshot';
import { readMarks } from './read-marks';
import type { TextClient } from './text-client';

const SIZE = `SELECT coalesce(sum(pg_total_relation_size(to_regclass(name))), 0)::bigint AS bytes
  FROM unnest('{instance,instance_payload,propagated_history,history,inbox,step,counter,tombstone,meta,lease}'::text[]) AS t (name)`;
const COUNTS = `SELECT status, sum(count)::bigint AS count FROM counter GROUP BY status`;

/** What people do with the store in the PostgreSQL database behind a URL. */
export class PostgresAdmin implements StoreAdmin {
  readonly #place: PostgresPlace;
  readonly #lease: LeaseRequest;

  /** `lease`: as whom migrations are applied. */
  constructor(url: string, lease: LeaseRequest) {
    this.#place = postgresPlace(url);
    this.#lease = lease;
  }

  async status(): Promise<StoreStatus> {
    const { name } = this.#place;
    const client = await openForScan(this.#place, 'status');
    try {
      // One transaction, so that the figures belong together.
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      return { database: 'PostgreSQL', store: name, ...(await statusOf(client, name)) };
    } catch (error) {
      throw fromPostgresError(error, name);
    } finally {
      await client.end();
    }
  }

  async migrate(): Promise<readonly string[]> {
    const link = leaseLink(this.#place, 'migration');
    try {
      const { held, applied } = await holdAndMigrate(link, this.#place.name, this.#lease);
      await held.release();
      return applied;
    } finally {
      await link.close();
    }
  }

  async openSnapshot(): Promise<StoreSnapshot> {
    const client = await openForScan(this.#place, 'snapshot');
    try {
      await checkSchema(client, this.#place.name);
      return await PostgresSnapshot.begin(client, this.#place.name);
    } catch (error) {
      await client.end();
      throw fromPostgresError(error, this.#place.name);
    }
  }
}

async function statusOf(client: TextClient, store: string): Promise<Omit<StoreStatus, 'database' | 'store'>> {
  const pending = (await pendingOf(client, store)).map(({ name }) => name);
  const schema = (await appliedMigrations(client)).at(-1)?.name;
  const isEmpty = schema === undefined;
  const size = await client.query<{ readonly bytes: number }>(SIZE);
  const counts = isEmpty ? [] : (await client.query<StatusCount>(COUNTS)).rows;
  return {
    ...{ schema, pending, bytes: size.rows[0]?.bytes ?? 0 },
    lease: (await hasLease(client)) ? await readLease(client) : undefined,
    ...countsByStatus(counts),
    revision: isEmpty ? 0 : (await readMarks(client)).revision,
  };
}
