import type { Instant } from '@/lib/domain/instant';
import type { DeclaredPathRow } from '../declared-values';
import type { InstanceRow } from '../rows/instance-row';
import { toSnapshotInstance, type SnapshotRows } from '../rows/snapshot-instance';
import type {
  SnapshotCounter,
  SnapshotInstance,
  SnapshotMarks,
  SnapshotTombstone,
  SnapshotTrend,
  StoreSnapshot,
  Stray,
} from '../store-snapshot';
import { scan } from './open-for-scan';
import { DECLARED_PATHS } from './postgres-declarations';
import { fromPostgresError } from './postgres-error';
import { readMarks } from './read-marks';
import {
  COUNTERS,
  NEWEST_TREND_HOUR,
  INSTANCES,
  PARTS,
  SHARED_REVISIONS,
  STRAYS,
  TOMBSTONES,
  TRENDS,
  IDS_NOT_INDEXED,
} from './snapshot-statements';
import type { TextClient } from './text-client';

const PAGE = 200;

/** A snapshot over a connection of its own: one transaction that sees the store as it was at its first question. */
export class PostgresSnapshot implements StoreSnapshot {
  readonly #client: TextClient;
  readonly #store: string;

  private constructor(client: TextClient, store: string) {
    this.#client = client;
    this.#store = store;
  }

  /** `client` leads to a store of this version; it is closed with the snapshot. */
  static async begin(client: TextClient, store: string): Promise<PostgresSnapshot> {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return new PostgresSnapshot(client, store);
  }

  async *instances(): AsyncIterable<SnapshotInstance> {
    for (let after = -1; ;) {
      const page = await this.#rows<InstanceRow>(INSTANCES, [after, PAGE]);
      for (const row of page) yield toSnapshotInstance(await this.#partsOf(row));
      const last = page.at(-1);
      if (last === undefined) return;
      after = Number(last.key);
    }
  }

  counters(): Promise<readonly SnapshotCounter[]> {
    return this.#rows(COUNTERS);
  }

  declaredPaths(): Promise<readonly DeclaredPathRow[]> {
    return this.#rows(DECLARED_PATHS);
  }

  trends(): AsyncIterable<SnapshotTrend> {
    return scan(this.#client, TRENDS, 'trends');
  }

  async newestTrendHour(): Promise<Instant> {
    const [row] = await this.#rows<{ readonly at: Instant }>(NEWEST_TREND_HOUR);
    return row?.at ?? 0;
  }

  marks(): Promise<SnapshotMarks> {
    return readMarks(this.#client);
  }

  strays(): AsyncIterable<Stray> {
    return scan(this.#client, STRAYS, 'strays');
  }

  async *idsNotIndexed(): AsyncIterable<number> {
    for await (const { key } of scan<{ readonly key: number }>(this.#client, IDS_NOT_INDEXED, 'ids')) yield key;
  }

  async *sharedRevisions(): AsyncIterable<number> {
    for await (const row of scan<{ readonly revision: number }>(this.#client, SHARED_REVISIONS, 'revisions')) {
      yield row.revision;
    }
  }

  tombstones(): AsyncIterable<SnapshotTombstone> {
    return scan(this.#client, TOMBSTONES, 'tombstones');
  }

  /** The server looks after its files by itself: with checksums, where it was set up with them. */
  async damage(): Promise<readonly string[]> {
    return [];
  }

  async close(): Promise<void> {
    await this.#client.end();
  }

  async #partsOf(instance: InstanceRow): Promise<SnapshotRows> {
    const questions = Object.entries(PARTS).map(async ([name, sql]) => [name, await this.#rows(sql, [instance.key])]);
    // Safe: there is one answer for each of PARTS, whose columns are the fields of its row.
    const parts = Object.fromEntries((await Promise.all(questions)) as [string, unknown[]][]) as unknown as {
      readonly payload: SnapshotRows['payload'][];
      readonly propagated: SnapshotRows['propagated'][];
    } & Pick<SnapshotRows, 'values' | 'history' | 'inbox' | 'steps'>;
    return { ...parts, instance, payload: parts.payload[0], propagated: parts.propagated[0] };
  }

  async #rows<Row>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    try {
      const { rows } = await this.#client.query({ name: sql.slice(0, 40), text: sql, values: [...values] });
      return rows as Row[];
    } catch (error) {
      throw fromPostgresError(error, this.#store);
    }
  }
}
