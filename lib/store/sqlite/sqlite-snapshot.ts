import type Database from 'better-sqlite3';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { InstanceRecord } from '../runtime-store';
import type {
  SnapshotCounter,
  SnapshotInstance,
  SnapshotMarks,
  SnapshotTombstone,
  StoreSnapshot,
  Stray,
} from '../store-snapshot';
import { fromEventBytes, fromPropagatedBytes } from '../rows/event-bytes';
import { toInstanceRecord, type InstanceRow } from '../rows/instance-row';
import { toInstancePayload } from '../rows/payload-row';
import { prepareSnapshot } from './snapshot-statements';
import { withSqliteErrors } from './sqlite-error';
import { toStep } from '../rows/step-row';

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

  async marks(): Promise<SnapshotMarks> {
    const mark = (name: string): number => this.#sql.meta.get(name)?.value ?? 0;
    return this.#guarded(() => ({ revision: mark('revision'), key: mark('key') }));
  }

  async *strays(): AsyncIterable<Stray> {
    yield* this.#sql.strays.iterate();
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

  #instance(row: InstanceRow): SnapshotInstance {
    const key = Number(row.key);
    const unreadable: string[] = [];
    const read = <T>(what: string, decode: () => T): T | undefined => {
      try {
        return decode();
      } catch (error) {
        unreadable.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
      }
    };
    const propagated = this.#sql.propagated.get(key);
    return {
      appId: row.appId,
      instanceId: row.instanceId,
      key,
      // Only this store writes the column, and only from the domain's type.
      counted: { name: row.name, status: row.status as InstanceStatus },
      revision: Number(row.revision),
      record: read<InstanceRecord>('the row', () => toInstanceRecord(row)),
      openTasks: row.openTasks,
      payload: read('the payload', () => toInstancePayload(this.#sql.payload.get(key))),
      history: this.#sql.history.all(key).map(({ bytes, ...columns }) => ({
        ...columns,
        event: read(`history event ${columns.sequence}`, () => fromEventBytes(bytes)),
      })),
      inbox: this.#sql.inbox.all(key).map(({ seq, bytes }) => ({
        seq,
        event: read(`inbox entry ${seq}`, () => fromEventBytes(bytes)),
      })),
      steps: this.#sql.steps.all(key).map(toStep),
      propagated: propagated && read('the propagated history', () => fromPropagatedBytes(propagated.bytes)),
      unreadable,
    };
  }

  #guarded<T>(work: () => T): T {
    return withSqliteErrors(this.#db.name, work);
  }
}
