import { AppError } from '@/lib/domain/app-error';
import type { InstanceWrite } from '../runtime-store';
import { ask, type Statement } from './ask';
import { askedBy, type CommitPlan, type Marks, type StoredInstanceState } from './commit-plan';
import type { Link } from './link';
import { planCommit } from './plan-commit';
import { fromPostgresError, isConnectionLoss } from './postgres-error';
import type { TextClient } from './text-client';
import { statementsOf } from './write-plan';

const STORED_STATES = `
  SELECT "key", app_id AS "appId", instance_id AS "instanceId", name, status, history_length AS "historyLength"
  FROM instance WHERE "key" = ANY ($1::bigint[])
  UNION
  SELECT "key", app_id, instance_id, name, status, history_length
  FROM instance WHERE (app_id, instance_id) IN (SELECT * FROM unnest($2::text[], $3::text[]))`;

export type WriterParts = {
  readonly link: Link;
  readonly store: string;
  /** The marks that the newest connection found. */
  readonly found: () => Marks;
};

/**
 * Commits over one connection, one after the other.
 *
 * 1. A commit costs two round trips, whatever the number of change sets: the states it builds on, then everything else.
 * 2. A commit whose connection is lost before the answer is not answered until the next connection has told, by the mark
 *    of the newest revision, whether it was applied. That connection has the writer's lock, so the old one has ended.
 */
export class Writer {
  readonly #parts: WriterParts;
  #marks: Marks;
  /** The connection whose marks were compared with those of this writer. */
  #compared: TextClient | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: WriterParts) {
    this.#parts = parts;
    this.#marks = parts.found();
  }

  /** Resolves when the writes are on disk; rejects when none of them is. */
  commit(writes: readonly InstanceWrite[]): Promise<void> {
    const turn = this.#last.then(() => this.#commit(writes));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves when every commit so far has been answered. */
  async finished(): Promise<void> {
    await this.#last;
  }

  async #commit(writes: readonly InstanceWrite[]): Promise<void> {
    const client = await this.#parts.link.current();
    this.#refuseStranger(client);
    const plan = await this.#plan(client, writes).catch((error: unknown) => this.#giveUp(client, error));
    const refusal = await applyPlan(client, plan);
    if (refusal === undefined) {
      this.#marks = plan.marks;
      return;
    }
    if (isConnectionLoss(refusal)) await this.#resolve(client, plan, refusal);
    else await this.#giveUp(client, refusal);
  }

  async #plan(client: TextClient, writes: readonly InstanceWrite[]): Promise<CommitPlan> {
    const { keys, refs } = askedBy(
      writes.map((write) =>
        write.kind === 'save'
          ? { key: write.record.key, ref: write.record, isNew: write.previous === undefined }
          : { key: write.key, ref: write.ref, isNew: false },
      ),
    );
    const values = [keys, refs.map(({ appId }) => appId), refs.map(({ instanceId }) => instanceId)];
    const [begun, states] = await Promise.allSettled([
      client.query('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE'),
      ask(client, { name: 'states', text: STORED_STATES, values }),
    ]);
    if (begun.status === 'rejected') throw begun.reason;
    if (states.status === 'rejected') throw states.reason;
    // Safe: the columns of the statement are the fields of the type.
    return planCommit(writes, states.value.rows as StoredInstanceState[], this.#marks);
  }

  /** Nothing of the commit can have been applied. */
  async #giveUp(client: TextClient, error: unknown): Promise<never> {
    const isUsable = !isConnectionLoss(error) && (await rollBack(client));
    if (!isUsable) this.#parts.link.drop(client);
    throw refusalOf(error, this.#parts.store);
  }

  async #resolve(client: TextClient, plan: CommitPlan, loss: unknown): Promise<void> {
    this.#parts.link.drop(client);
    await this.#parts.link.up();
    const { revision } = this.#parts.found();
    if (revision === this.#marks.revision) throw fromPostgresError(loss, this.#parts.store);
    if (revision !== plan.marks.revision) throw this.#changedBySomebody(loss);
    this.#marks = plan.marks;
  }

  /** A new connection must find the store as the one before left it. */
  #refuseStranger(client: TextClient): void {
    if (client === this.#compared) return;
    if (this.#parts.found().revision !== this.#marks.revision) throw this.#changedBySomebody();
    this.#compared = client;
  }

  #changedBySomebody(cause?: unknown): AppError {
    return new AppError('conflict', `The store ${this.#parts.store} was changed by somebody else meanwhile.`, {
      hint: 'Another runtime has written to it: stop this one.',
      cause,
    });
  }
}

/** Carries a plan out and commits; gives back why it was not, or may not have been, applied. */
async function applyPlan(client: TextClient, plan: CommitPlan): Promise<unknown> {
  const statements = statementsOf(plan);
  const writes = statements.map((statement) => ask(client, statement));
  const [commit, ...results] = await Promise.allSettled([ask(client, COMMIT), ...writes]);
  const first = results.find((result) => result.status === 'rejected')?.reason as unknown;
  // A refused statement leaves a transaction that cannot be committed, whatever has become of the connection since.
  if (first !== undefined && !isConnectionLoss(first)) return first;
  if (commit.status === 'rejected') return commit.reason;
  return commit.value.command === 'COMMIT' ? undefined : (first ?? new Error('the commit was rolled back'));
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
