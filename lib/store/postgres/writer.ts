import { AppError } from '@/lib/domain/app-error';
import type { HeldLease } from '../held-lease';
import { Replaced } from '../replaced';
import type { KeptPath } from '../declared-values';
import type { ChangeSet } from '../runtime-store';
import { ask, type Statement } from './ask';
import { askedBy, type Asking, type CommitPlan, type Marks, type StoredInstanceState } from './commit-plan';
import type { Link } from './link';
import { planCommit } from './plan-commit';
import { fromPostgresError, isConnectionLoss } from './postgres-error';
import { FENCE_REFUSAL, readLease, type Fence } from './postgres-lease';
import type { TextClient } from './text-client';
import { statementsOf } from './write-plan';
import type { FoundStore } from './writer-connections';

const STORED_STATES = `
  SELECT "key", app_id AS "appId", instance_id AS "instanceId", name, status, history_length AS "historyLength"
  FROM instance WHERE "key" = ANY ($1::bigint[])
  UNION
  SELECT "key", app_id, instance_id, name, status, history_length
  FROM instance WHERE (app_id, instance_id) IN (SELECT * FROM unnest($2::text[], $3::text[]))`;

export type WriterParts = {
  readonly link: Link;
  readonly store: string;
  /** How the newest connection found the store. */
  readonly found: () => FoundStore;
  /** The lease that is written under. */
  readonly held: HeldLease;
  /** The declared paths, which do not change while it is held. */
  readonly paths: readonly KeptPath[];
};

/**
 * Commits over one connection, one after the other.
 *
 * 1. A commit costs two round trips, whatever the number of change sets: the states it builds on, then everything else.
 * 2. A commit whose connection is lost before the answer is not answered until the next connection has told, by the mark
 *    of the newest revision, whether it was applied. That connection has the lock of the hold, so the old one has ended.
 * 3. A commit is refused, in its own transaction, once another process has taken the lease.
 */
export class Writer {
  readonly #parts: WriterParts;
  #marks: Marks;
  /** The connection whose marks were compared with those of this writer. */
  #compared: TextClient | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: WriterParts) {
    this.#parts = parts;
    this.#marks = parts.found().marks;
  }

  /** Resolves when the writes are on disk; rejects when none of them is. */
  commit(writes: ChangeSet): Promise<void> {
    const turn = this.#last.then(() => this.#commit(writes));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves when every commit so far has been answered. */
  async finished(): Promise<void> {
    await this.#last;
  }

  async #commit(writes: ChangeSet): Promise<void> {
    const { held, link } = this.#parts;
    held.refuseWhenLost();
    const client = await link.current();
    this.#refuseStranger(client);
    const plan = await this.#plan(client, writes).catch((error: unknown) => this.#giveUp(client, error));
    const beatAt = held.isBeatDue ? held.now : undefined;
    const refusal = await applyPlan(client, plan, { ...held.claim, beatAt });
    if (refusal === undefined) {
      this.#marks = plan.marks;
      if (beatAt !== undefined) held.beaten();
      return;
    }
    if (refusal instanceof Replaced) await this.#lose(client);
    else if (isConnectionLoss(refusal)) await this.#resolve(client, plan, refusal);
    else await this.#giveUp(client, refusal);
  }

  async #plan(client: TextClient, writes: ChangeSet): Promise<CommitPlan> {
    const { keys, refs } = askedBy(
      writes.flatMap((write): readonly Asking[] => {
        if (write.kind === 'state') return [];
        if (write.kind === 'purge') return [{ key: write.key, ref: write.ref, isNew: false }];
        return [{ key: write.record.key, ref: write.record, isNew: write.previous === undefined }];
      }),
    );
    const values = [keys, refs.map(({ appId }) => appId), refs.map(({ instanceId }) => instanceId)];
    const [begun, states] = await Promise.allSettled([
      client.query('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE'),
      ask(client, { name: 'states', text: STORED_STATES, values }),
    ]);
    if (begun.status === 'rejected') throw begun.reason;
    if (states.status === 'rejected') throw states.reason;
    // Safe: the columns of the statement are the fields of the type.
    const stored = states.value.rows as StoredInstanceState[];
    return planCommit(writes, stored, { marks: this.#marks, paths: this.#parts.paths });
  }

  /** Nothing of the commit can have been applied. */
  async #giveUp(client: TextClient, error: unknown): Promise<never> {
    const isUsable = !isConnectionLoss(error) && (await rollBack(client));
    if (!isUsable) this.#parts.link.drop(client);
    throw refusalOf(error, this.#parts.store);
  }

  /** Another process has the lease: says which, once for all. */
  async #lose(client: TextClient): Promise<never> {
    await rollBack(client);
    const row = await readLease(client).catch((error: unknown) => this.#giveUp(client, error));
    throw this.#parts.held.lose(row);
  }

  async #resolve(client: TextClient, plan: CommitPlan, loss: unknown): Promise<void> {
    this.#parts.link.drop(client);
    await this.#parts.link.up();
    const { found, held, store } = this.#parts;
    const { revision } = found().marks;
    if (revision === this.#marks.revision) throw fromPostgresError(loss, store);
    if (!this.#isHolder()) {
      const { message, hint } = held.lose(found().lease);
      const before = message.replace(
        'Nothing of this request was written.',
        'Whether this request was written is not known.',
      );
      throw new AppError('unavailable', before, { hint, cause: loss });
    }
    if (revision !== plan.marks.revision) throw this.#changedBySomebody(loss);
    this.#marks = plan.marks;
  }

  /** A new connection must find the store as the one before left it. */
  #refuseStranger(client: TextClient): void {
    if (client === this.#compared) return;
    const { found, held } = this.#parts;
    if (!this.#isHolder()) throw held.lose(found().lease);
    if (found().marks.revision !== this.#marks.revision) throw this.#changedBySomebody();
    this.#compared = client;
  }

  /** Whether the newest connection found the claim to hold. */
  #isHolder(): boolean {
    const { found, held } = this.#parts;
    const { epoch, holder } = found().lease;
    return epoch === held.claim.epoch && holder?.id === held.claim.id;
  }

  #changedBySomebody(cause?: unknown): AppError {
    return new AppError('conflict', `The store ${this.#parts.store} was changed by somebody else meanwhile.`, {
      hint: 'Another runtime has written to it: stop this one.',
      cause,
    });
  }
}

/** Carries a plan out and commits; gives back why it was not, or may not have been, applied. */
async function applyPlan(client: TextClient, plan: CommitPlan, fence: Fence): Promise<unknown> {
  const statements = statementsOf(plan, fence);
  const writes = statements.map((statement) => ask(client, statement));
  const [commit, ...results] = await Promise.allSettled([ask(client, COMMIT), ...writes]);
  const [fenced] = results;
  if (fenced?.status === 'rejected' && isFenceRefusal(fenced.reason)) return new Replaced();
  const first = results.find((result) => result.status === 'rejected')?.reason as unknown;
  // A refused statement leaves a transaction that cannot be committed, whatever has become of the connection since.
  if (first !== undefined && !isConnectionLoss(first)) return first;
  if (commit.status === 'rejected') return commit.reason;
  return commit.value.command === 'COMMIT' ? undefined : (first ?? new Error('the commit was rolled back'));
}

function isFenceRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === FENCE_REFUSAL;
}

const COMMIT: Statement = { name: 'commit', text: 'COMMIT' };

/** Whether the connection can be used again. */
async function rollBack(client: TextClient): Promise<boolean> {
  return ask(client, { name: 'rollback', text: 'ROLLBACK' }).then(
    () => true,
    () => false,
  );
}

function refusalOf(error: unknown, store: string): unknown {
  const isMissingCounter = error instanceof Error && 'code' in error && error.code === '22012';
  if (!isMissingCounter) return fromPostgresError(error, store);
  return new AppError('internal', `The store ${store} has no counter for an instance that it holds.`, { cause: error });
}
