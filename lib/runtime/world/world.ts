import { AppError } from '@/lib/domain/app-error';
import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { Change } from '@/lib/engine/change';
import type { LiveInstance } from '@/lib/engine/live-instance';
import { openingTurn } from '@/lib/engine/turn';
import type { InstanceWrite, RuntimeStore, StateWrite } from '@/lib/store/runtime-store';
import type { Transition } from '../observing/observe-transition';
import { CommitQueue, type CommitQueueParts } from './commit-queue';
import { InstanceCache, NotLoaded, type After, type CacheLoad } from './instance-cache';
import { countedAs, writeOf } from './record';

/** One atomic step over any number of instances. Runs synchronously: between its reads and its writes nothing happens. */
export type Tx = {
  get(ref: InstanceRef): LiveInstance | undefined;
  put(change: Change): void;
  remove(instance: LiveInstance): void;
  /** Asks for the changes to ride, if they may; `onLost` is called if they did and were lost. */
  ride(onLost: () => void): void;
};

/**
 * All instances, in memory where needed, on disk always.
 *
 * 1. `transact` resolves when its changes are durable; what it decided is never visible before.
 * 2. Decisions build on the newest decided state; `read` and `durable` show only what is on disk.
 * 3. When a commit fails, everything decided on top of it is forgotten and read from disk again.
 * 4. A refusal tells what was decided before it, so it waits until that is durable too.
 * 5. Changes that ride are acted on at once and go to disk with the next commit, or soon: only what would be decided just so
 *    again may ask for it, and only what builds on nothing but what may be acted on is let.
 */
export type World = {
  transact<T>(decide: (tx: Tx) => T): Promise<T>;
  read(ref: InstanceRef): Promise<LiveInstance | undefined>;
  /** Writes what is no instance; resolves when it is durable. */
  keep(writes: readonly StateWrite[]): Promise<void>;
  /** What may be acted on, if it is in memory: what is on disk, and what rides there. */
  released(ref: InstanceRef): LiveInstance | undefined;
  flushed(): Promise<void>;
  /** How much is in memory, and how much of it waits for the disk. */
  load(): CacheLoad;
};

export type WorldParts = {
  readonly store: Pick<RuntimeStore, 'commit' | 'load'>;
  readonly cachedInstances: number;
  /** True when a turn of the instance will be handed out as soon as the change is durable. */
  readonly opensTurn: (instance: LiveInstance) => boolean;
  /** Called once per touched instance when its new value (undefined when purged) may be acted on. */
  readonly onReleased: (ref: InstanceRef, instance: LiveInstance | undefined) => void;
  /** Called after each commit, once per touched instance, with its durable value. */
  readonly onDurable: (ref: InstanceRef, instance: LiveInstance | undefined) => void;
  /** Called after each commit and before `onDurable`, once per change. */
  readonly onTransition: (transition: Transition) => void;
} & Pick<CommitQueueParts, 'now' | 'after' | 'rideTime' | 'onCommitted' | 'onFailure'>;

/** So many change sets may wait for the disk before nothing rides any more. */
const MOST_RIDING = 500;

export function createWorld(parts: WorldParts): World {
  const cache = new InstanceCache(parts.store, parts.cachedInstances);
  const commits = new CommitQueue({ ...parts, onFailure: (error) => forgetUndecided(cache, parts, error) });
  const persist = persisting(cache, commits, parts);

  async function transact<T>(decide: (tx: Tx) => T): Promise<T> {
    const unpin: (() => void)[] = [];
    try {
      for (;;) {
        const staged = stage((ref) => cache.current(ref), parts);
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

  return {
    transact,
    read: (ref) => cache.read(ref, () => commits.flushed()),
    keep: (writes) => commits.add(writes),
    released: (ref) => cache.released(ref),
    flushed: () => commits.flushed(),
    load: () => cache.load(),
  };
}

/** The way of a step to the disk, and what is told on it. */
function persisting(cache: InstanceCache, commits: CommitQueue, parts: WorldParts): (staged: Staged) => Promise<void> {
  const { onDurable, onReleased, onTransition } = parts;

  async function written({ writes, after, transitions }: Staged, rides: boolean): Promise<void> {
    const settle = cache.decided(after);
    try {
      await commits.add(writes, rides);
      for (const { ref, instance } of after.values()) cache.confirm(ref, instance);
    } finally {
      settle();
    }
    transitions.forEach(onTransition);
    if (!rides) release(after);
    for (const { ref, instance } of after.values()) onDurable(ref, instance);
  }

  function release(after: After): void {
    for (const { ref, instance } of after.values()) cache.release(ref, instance);
    for (const { ref, instance } of after.values()) onReleased(ref, instance);
  }

  return function persist(staged: Staged): Promise<void> {
    const { writes, after, lost } = staged;
    if (writes.length === 0) return commits.flushed();
    const rides = lost !== undefined && cache.load().changeSetsWaiting < MOST_RIDING && isAllReleased(cache, after);
    const durable = written(staged, rides);
    if (!rides) return durable;
    release(after);
    durable.catch(lost);
    return durable;
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
  /** Given when the changes may ride: called when they did and were lost. */
  lost: (() => void) | undefined;
};

function isAllReleased(cache: InstanceCache, after: After): boolean {
  return [...after.values()].every(({ ref }) => cache.isReleased(ref));
}

function stage(
  current: (ref: InstanceRef) => LiveInstance | undefined,
  { now, opensTurn }: Pick<WorldParts, 'now' | 'opensTurn'>,
): Staged {
  const at = now();
  const writes: InstanceWrite[] = [];
  const after: After = new Map();
  const transitions: Transition[] = [];
  const get = (ref: InstanceRef): LiveInstance | undefined => {
    const staged = after.get(refKey(ref));
    return staged === undefined ? current(ref) : staged.instance;
  };
  const tx: Tx = {
    get,
    put(decided) {
      const change = decided.add.length > 0 && opensTurn(decided.next) ? openingTurn(decided) : decided;
      const { ref } = change.next;
      const before = get(ref);
      writes.push(writeOf(change, before, at));
      transitions.push({ before, change });
      after.set(refKey(ref), { ref, instance: change.next });
    },
    ride(onLost) {
      staged.lost = onLost;
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
  const staged: Staged = { tx, writes, after, transitions, lost: undefined };
  return staged;
}
