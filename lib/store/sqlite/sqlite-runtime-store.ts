import type Database from 'better-sqlite3';
import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type {
  ChangeSet,
  CreatedRun,
  CreationSpan,
  EndedKind,
  EndedRun,
  InstanceKind,
  InstanceWrite,
  RuntimeStore,
  StoredInstance,
} from '../runtime-store';
import type { Checkpoints } from './checkpoints';
import { CounterMoves } from './counter-moves';
import { fromEventBytes, fromPropagatedBytes } from './event-bytes';
import { toInstanceRecord } from './instance-row';
import { toInstancePayload } from './payload-row';
import { prepareReads, type ReadStatements } from './read-statements';
import { withSqliteErrors } from './sqlite-error';
import { toStep } from './step-row';
import { purgeInstance, saveInstance } from './write-instance';
import { prepareWrites, type WriteStatements } from './write-statements';

/**
 * The runtime's store over one SQLite connection, the only one that writes.
 *
 * 1. One commit is one immediate transaction, whatever the number of change sets; it throws as a whole.
 * 2. Revisions and keys count up from marks in table `meta`, which move in the same transaction.
 * 3. A counter row that has fallen to zero stays; readers leave it out.
 */
export class SqliteRuntimeStore implements RuntimeStore {
  readonly #db: Database.Database;
  readonly #checkpoints: Checkpoints;
  readonly #onClose: () => void;
  readonly #reads: ReadStatements;
  readonly #writes: WriteStatements;
  #revision: number;
  #newestKey: number;
  #storedKey: number;

  /** `db` is migrated and nobody else writes to it; `onClose` runs after it was closed. */
  constructor(db: Database.Database, checkpoints: Checkpoints, onClose: () => void) {
    this.#db = db;
    this.#checkpoints = checkpoints;
    this.#onClose = onClose;
    this.#reads = prepareReads(db);
    this.#writes = prepareWrites(db);
    this.#revision = this.#reads.meta.get('revision')?.value ?? 0;
    this.#storedKey = this.#reads.meta.get('key')?.value ?? 0;
    this.#newestKey = this.#storedKey;
  }

  async commit(changes: readonly ChangeSet[]): Promise<void> {
    const writes = changes.flat();
    if (writes.length === 0) return;
    this.#guarded(() => {
      const after = this.#db.transaction(() => this.#write(writes)).immediate();
      this.#revision = after.revision;
      this.#storedKey = after.key;
    });
    this.#checkpoints.afterCommit();
  }

  async load(ref: InstanceRef): Promise<StoredInstance | undefined> {
    return this.#guarded(() => {
      const row = this.#reads.instance.get(ref.appId, ref.instanceId);
      if (row === undefined) return undefined;
      const key = Number(row.key);
      const propagated = this.#reads.propagated.get(key);
      return {
        record: toInstanceRecord(row),
        payload: toInstancePayload(this.#reads.payload.get(key)),
        history: this.#reads.history.all(key).map(({ bytes }) => fromEventBytes(bytes)),
        inbox: this.#reads.inbox.all(key).map(({ seq, bytes }) => ({ seq, event: fromEventBytes(bytes) })),
        steps: this.#reads.steps.all(key).map(toStep),
        propagated: propagated && fromPropagatedBytes(propagated.bytes),
      };
    });
  }

  allocateKey(): number {
    this.#newestKey += 1;
    return this.#newestKey;
  }

  async unfinishedWork(): Promise<readonly InstanceRef[]> {
    return this.#guarded(() => this.#reads.unfinished.all());
  }

  async due(now: Instant, limit: number): Promise<readonly InstanceRef[]> {
    return this.#guarded(() => this.#reads.due.all(now, limit));
  }

  async nextDueAt(): Promise<Instant | undefined> {
    return this.#guarded(() => this.#reads.nextDue.get()?.at ?? undefined);
  }

  async listIds(appId: string, after: string | undefined, limit: number): Promise<readonly string[]> {
    return this.#guarded(() => {
      const rows =
        after === undefined ? this.#reads.firstIds.all(appId, limit) : this.#reads.ids.all(appId, after, limit);
      return rows.map((row) => row.instanceId);
    });
  }

  async kinds(): Promise<readonly InstanceKind[]> {
    return this.#guarded(() => this.#reads.kinds.all());
  }

  async createdWithin(
    kind: InstanceKind,
    { from, to, after }: CreationSpan,
    limit: number,
  ): Promise<readonly CreatedRun[]> {
    const start = after === undefined ? { from, afterKey: -1 } : { from: after.createdAt, afterKey: after.key };
    return this.#guarded(() => this.#reads.createdWithin.all({ ...kind, ...start, to, limit }));
  }

  async endedBy({ appId, status }: EndedKind, until: Instant, limit: number): Promise<readonly EndedRun[]> {
    return this.#guarded(() => this.#reads.endedBy.all(appId, status, until, limit));
  }

  async close(): Promise<void> {
    if (!this.#db.open) return;
    this.#guarded(() => {
      // Refreshes what the query planner knows, where that has become worth it.
      this.#db.pragma('optimize');
      this.#db.close();
    });
    this.#checkpoints.close();
    this.#onClose();
  }

  #write(writes: readonly InstanceWrite[]): { revision: number; key: number } {
    const counters = new CounterMoves();
    let revision = this.#revision;
    let key = this.#storedKey;
    for (const write of writes) {
      revision += 1;
      if (write.kind === 'save') {
        saveInstance(this.#writes, write, revision);
        counters.move(write.record.appId, write.previous, write.record);
        key = Math.max(key, write.record.key);
      } else {
        purgeInstance(this.#writes, write, revision);
        counters.move(write.ref.appId, write.previous, undefined);
      }
    }
    this.#moveCounters(counters);
    this.#writes.putMeta.run(revision, 'revision');
    if (key !== this.#storedKey) this.#writes.putMeta.run(key, 'key');
    return { revision, key };
  }

  #moveCounters(counters: CounterMoves): void {
    for (const { appId, counted, by } of counters.net()) {
      const { name, status } = counted;
      if (by > 0) this.#writes.raiseCounter.run(appId, name, status, by);
      else if (this.#writes.lowerCounter.run(-by, appId, name, status).changes === 0) {
        throw new AppError('internal', `The store has no counter for ${name} of ${appId} (${status}).`);
      }
    }
  }

  #guarded<T>(work: () => T): T {
    return withSqliteErrors(this.#db.name, work);
  }
}
