import { AppError } from '@/lib/domain/app-error';
import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { Change } from '@/lib/engine/change';
import type { LiveInstance } from '@/lib/engine/live-instance';
import type { InstanceWrite, RuntimeStore, StateWrite } from '@/lib/store/runtime-store';
import type { Transition } from '../observing/observe-transition';
import { createCommitQueue, type CommitQueueParts } from './commit-queue';
import { InstanceCache, NotLoaded, type After, type CacheLoad } from './instance-cache';
import { countedAs, writeOf } from './record';

/** One atomic step over any number of instances. Runs synchronously: between its reads and its writes nothing happens. */
export type Tx = {
  get(ref: InstanceRef): LiveInstance | undefined;
  put(change: Change): void;
  remove(instance: LiveInstance): void;
};

/**
 * All instances, in memory where needed, on disk always.
 *
 * 1. `transact` resolves when its changes are durable; what it decided is never visible before.
 * 2. Decisions build on the newest decided state; `read` and `durable` show only what is on disk.
 * 3. When a commit fails, everything decided on top of it is forgotten and read from disk again.
 * 4. A refusal tells what was decided before it, so it waits until that is durable too.
 */
export type World = {
  transact<T>(decide: (tx: Tx) => T): Promise<T>;
  read(ref: InstanceRef): Promise<LiveInstance | undefined>;
  /** Writes what is no instance; resolves when it is durable. */
  keep(writes: readonly StateWrite[]): Promise<void>;
  /** The durable value if it is in memory. */
  durable(ref: InstanceRef): LiveInstance | undefined;
  flushed(): Promise<void>;
  /** How much is in memory, and how much of it waits for the disk. */
  load(): CacheLoad;
};

export type WorldParts = {
  readonly store: Pick<RuntimeStore, 'commit' | 'load'>;
  readonly now: () => Instant;
  readonly cachedInstances: number;
  /** Called after each commit, once per touched instance, with its durable value (undefined when purged). */
  readonly onDurable: (ref: InstanceRef, instance: LiveInstance | undefined) => void;
  /** Called after each commit and before `onDurable`, once per change. */
  readonly onTransition: (transition: Transition) => void;
} & Pick<CommitQueueParts, 'onCommitted' | 'onFailure'>;

export function createWorld(parts: WorldParts): World {
  const { now, onDurable, onTransition } = parts;
  const cache = new InstanceCache(parts.store, parts.cachedInstances);
  const commits = createCommitQueue({ ...parts, onFailure: (error) => forgetUndecided(cache, parts, error) });

  async function transact<T>(decide: (tx: Tx) => T): Promise<T> {
    const unpin: (() => void)[] = [];
    try {
      for (;;) {
        const staged = stage((ref) => cache.current(ref), now());
        const outcome = attempt(decide, staged.tx);
        if (outcome.kind === 'refused') throw await commits.flushed().then(() => outcome.refusal);
        if (outcome.kind === 'done') {
          const durable = persist(staged);
          unpin.splice(0).forEach((release) => release());
          await durable;
          return outcome.result;
        }
        unpin.push(await cache.pin(outcome.ref));
      }
    } finally {
      unpin.forEach((release) => release());
    }
  }

  async function persist({ writes, after, transitions }: Staged): Promise<void> {
    if (writes.length === 0) return commits.flushed();
    const settle = cache.decided(after);
    try {
      await commits.add(writes);
      for (const { ref, instance } of after.values()) cache.confirm(ref, instance);
    } finally {
      settle();
    }
    transitions.forEach(onTransition);
    for (const { ref, instance } of after.values()) onDurable(ref, instance);
  }

  return {
    transact,
    read: (ref) => cache.read(ref),
    keep: (writes) => commits.add(writes),
    durable: (ref) => cache.durable(ref),
    flushed: commits.flushed,
    load: () => cache.load(),
  };
}

function forgetUndecided(cache: InstanceCache, { onFailure }: WorldParts, error: unknown): void {
  cache.forgetUndecided();
  onFailure(error);
}

type Attempt<T> =
  | { readonly kind: 'done'; readonly result: T }
  | { readonly kind: 'needs'; readonly ref: InstanceRef }
  | { readonly kind: 'refused'; readonly refusal: AppError };

function attempt<T>(decide: (tx: Tx) => T, tx: Tx): Attempt<T> {
  try {
    return { kind: 'done', result: decide(tx) };
  } catch (error) {
    if (error instanceof NotLoaded) return { kind: 'needs', ref: error.ref };
    if (error instanceof AppError) return { kind: 'refused', refusal: error };
    throw error;
  }
}

type Staged = {
  readonly tx: Tx;
  readonly writes: InstanceWrite[];
  readonly after: After;
  readonly transitions: Transition[];
};

function stage(current: (ref: InstanceRef) => LiveInstance | undefined, now: Instant): Staged {
  const writes: InstanceWrite[] = [];
  const after: After = new Map();
  const transitions: Transition[] = [];
  const get = (ref: InstanceRef): LiveInstance | undefined => {
    const staged = after.get(refKey(ref));
    return staged === undefined ? current(ref) : staged.instance;
  };
  const tx: Tx = {
    get,
    put(change) {
      const { ref } = change.next;
      const before = get(ref);
      writes.push(writeOf(change, before, now));
      transitions.push({ before, change });
      after.set(refKey(ref), { ref, instance: change.next });
    },
    remove(instance) {
      const { ref, key } = instance;
      writes.push({
        kind: 'purge',
        ref,
        key,
        previous: countedAs(instance),
      });
      transitions.push({ before: instance, change: undefined });
      after.set(refKey(ref), { ref, instance: undefined });
    },
  };
  return { tx, writes, after, transitions };
}
