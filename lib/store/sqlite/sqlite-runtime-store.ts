import type Database from 'better-sqlite3';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { HeldLease } from '../held-lease';
import type {
  ChangeSet,
  CreatedRun,
  CreationSpan,
  EndedKind,
  EndedRun,
  InstanceKind,
  RuntimeStore,
  StatePlace,
  StateValue,
  StoredInstance,
} from '../runtime-store';
import { toKeptPaths, type KeptPath } from '../declared-values';
import { fromEventBytes, fromPropagatedBytes } from '../rows/event-bytes';
import { fromInboxRow } from '../rows/inbox-row';
import { toInstanceRecord } from '../rows/instance-row';
import { toInstancePayload } from '../rows/payload-row';
import { INDEXED_AT_ONCE, INDEXED_KEY } from './indexed-key';
import { prepareReads, type ReadStatements } from './read-statements';
import { fromSqliteError, withSqliteErrors } from './sqlite-error';
import { readLease } from './sqlite-lease';
import { toStep } from '../rows/step-row';
import { planCommit, type Marks } from './writer/plan-commit';
import { Replaced } from '../replaced';
import type { Writer } from './writer/writer';

export type StoreParts = {
  readonly writer: Writer;
  readonly held: HeldLease;
  readonly indexedAtOnce?: number | undefined;
};

/**
 * The runtime's store over a connection that reads and a writer, the only one of the file as long as it holds the lease.
 *
 * 1. One commit is one immediate transaction, whatever the number of change sets; it throws as a whole. Commits come one
 *    after the other: the next begins when the one before is on disk.
 * 2. Revisions and keys count up from marks in table `meta`, which move in the same transaction.
 * 3. A counter row that has fallen to zero stays; readers leave it out.
 * 4. A commit is refused, in its own transaction, once another process has taken the lease.
 * 5. Ids are added to the index over their text in steps, by the commit that has the last of a step; who searches reads
 *    those after its mark as they are.
 * 6. Values at the paths that are declared when it is made change with the payload that they stand in.
 */
export class SqliteRuntimeStore implements RuntimeStore {
  readonly #db: Database.Database;
  readonly #held: HeldLease;
  readonly #reads: ReadStatements;
  readonly #writer: Writer;
  readonly #indexedAtOnce: number;
  readonly #paths: readonly KeptPath[];
  #marks: Marks;
  #newestKey: number;

  /** `db` is migrated, `held` is its lease, and `writer` alone writes to its file; closing ends all three. */
  constructor(db: Database.Database, { writer, held, indexedAtOnce = INDEXED_AT_ONCE }: StoreParts) {
    this.#indexedAtOnce = indexedAtOnce;
    this.#db = db;
    this.#writer = writer;
    this.#held = held;
    this.#reads = prepareReads(db);
    const mark = (name: string): number => this.#reads.meta.get(name)?.value ?? 0;
    this.#marks = { revision: mark('revision'), key: mark('key'), indexedKey: mark(INDEXED_KEY), trendHour: 0 };
    this.#newestKey = this.#marks.key;
    this.#paths = toKeptPaths(this.#reads.declaredPaths.all());
  }

  async commit(changes: readonly ChangeSet[]): Promise<void> {
    const writes = changes.flat();
    if (writes.length === 0) return;
    // Refuses in the words of every other question to a closed store.
    if (!this.#db.open) this.#guarded(() => this.#db.exec(''));
    this.#held.refuseWhenLost();
    const beatAt = this.#held.isBeatDue ? this.#held.now : undefined;
    const fence = { ...this.#held.claim, beatAt };
    const circumstances = { before: this.#marks, fence, indexedAtOnce: this.#indexedAtOnce, paths: this.#paths };
    const { plan, after } = planCommit(writes, circumstances);
    try {
      await this.#writer.write(plan);
    } catch (error) {
      if (error instanceof Replaced) throw this.#held.lose(this.#guarded(() => readLease(this.#db)));
      throw fromSqliteError(error, this.#db.name);
    }
    this.#marks = after;
    if (beatAt !== undefined) this.#held.beaten();
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
        inbox: this.#reads.inbox.all(key).map(fromInboxRow),
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

  async readState({ appId, store, key }: StatePlace): Promise<StateValue | undefined> {
    return this.#guarded(() => this.#reads.state.get(appId, store, key));
  }

  async close(): Promise<void> {
    if (!this.#db.open) return;
    await this.#writer.close();
    try {
      // Refreshes what the query planner knows, where that has become worth it.
      if (!this.#held.isLost) this.#guarded(() => this.#db.pragma('optimize'));
      await this.#held.release();
    } finally {
      this.#guarded(() => this.#db.close());
    }
  }

  #guarded<T>(work: () => T): T {
    return withSqliteErrors(this.#db.name, work);
  }
}
