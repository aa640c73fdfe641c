import type Database from 'better-sqlite3';
import type { Instant } from '@/lib/domain/instant';
import type {
  SnapshotCounter,
  SnapshotInstance,
  SnapshotMarks,
  SnapshotTombstone,
  SnapshotTrend,
  StoreSnapshot,
  Stray,
} from '../store-snapshot';
import { trigramsOf } from '../id-trigrams';
import type { DeclaredPathRow } from '../declared-values';
import type { InstanceRow } from '../rows/instance-row';
import { toSnapshotInstance } from '../rows/snapshot-instance';
import { matchAll } from './match-trigrams';
import { prepareSnapshot } from './snapshot-statements';
import { withSqliteErrors } from './sqlite-error';

const PAGE = 200;

/** A snapshot over a connection of its own: one read transaction, from the first question to `close`. */
export class SqliteSnapshot implements StoreSnapshot {
  readonly #db: Database.Database;
  readonly #sql: ReturnType<typeof prepareSnapshot>;

  /** `db` is read only and of this version; it is closed with the snapshot. */
  constructor(db: Database.Database) {
    this.#db = db;
    this.#sql = prepareSnapshot(db);
    db.exec('BEGIN');
  }

  async *instances(): AsyncIterable<SnapshotInstance> {
    for (let after = -1; ;) {
      const page = this.#guarded(() => this.#sql.instances.all(after, PAGE).map((row) => this.#instance(row)));
      yield* page;
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.key;
    }
  }

  async counters(): Promise<readonly SnapshotCounter[]> {
    return this.#guarded(() => this.#sql.counters.all());
  }

  async declaredPaths(): Promise<readonly DeclaredPathRow[]> {
    return this.#guarded(() => this.#sql.declaredPaths.all());
  }

  async *trends(): AsyncIterable<SnapshotTrend> {
    yield* this.#sql.trends.iterate();
  }

  async newestTrendHour(): Promise<Instant> {
    return this.#guarded(() => this.#sql.newestTrendHour.get()?.at ?? 0);
  }

  async marks(): Promise<SnapshotMarks> {
    const mark = (name: string): number => this.#sql.meta.get(name)?.value ?? 0;
    return this.#guarded(() => ({ revision: mark('revision'), key: mark('key') }));
  }

  async *strays(): AsyncIterable<Stray> {
    yield* this.#sql.strays.iterate();
  }

  async *idsNotIndexed(): AsyncIterable<number> {
    for (let after = -1; ;) {
      const page = this.#guarded(() => this.#sql.indexedIds.all(after, PAGE));
      for (const { key, instanceId } of page) if (!this.#isFound(key, instanceId)) yield key;
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.key;
    }
  }

  async *sharedRevisions(): AsyncIterable<number> {
    for (const { revision } of this.#sql.sharedRevisions.iterate()) yield revision;
  }

  async *tombstones(): AsyncIterable<SnapshotTombstone> {
    for (const row of this.#sql.tombstones.iterate()) yield { ...row, isReused: row.isReused === 1 };
  }

  async damage(): Promise<readonly string[]> {
    const found = this.#guarded(() => this.#db.pragma('integrity_check')) as { readonly integrity_check: string }[];
    return found.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  }

  async close(): Promise<void> {
    if (this.#db.open) this.#db.close();
  }

  #isFound(key: number, instanceId: string): boolean {
    const trigrams = trigramsOf(instanceId);
    if (trigrams.length === 0) return true;
    return this.#guarded(() => this.#sql.hasTrigrams.get(matchAll(trigrams), key)) !== undefined;
  }

  #instance(instance: InstanceRow): SnapshotInstance {
    const key = Number(instance.key);
    return toSnapshotInstance({
      instance,
      payload: this.#sql.payload.get(key),
      values: this.#sql.values.all(key),
      history: this.#sql.history.all(key),
      inbox: this.#sql.inbox.all(key),
      steps: this.#sql.steps.all(key),
      propagated: this.#sql.propagated.get(key),
    });
  }

  #guarded<T>(work: () => T): T {
    return withSqliteErrors(this.#db.name, work);
  }
}
