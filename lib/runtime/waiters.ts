import { AppError } from '@/lib/domain/app-error';
import { refKey, type InstanceRef } from '@/lib/domain/instance';
import { statusOf, type LiveInstance } from '@/lib/engine/live-instance';

export type WaitGoal = 'started' | 'ended';

type Waiter = {
  readonly goal: WaitGoal;
  readonly resolve: (instance: LiveInstance) => void;
  readonly reject: (error: AppError) => void;
};

type Patience = { readonly signal: AbortSignal | undefined; readonly unknown: 'wait' | 'refuse' };

export type Waiters = {
  /** Waits for an unknown instance too; rejects with `timeout` when the signal aborts. */
  wait(ref: InstanceRef, goal: WaitGoal, signal: AbortSignal): Promise<LiveInstance>;
  /** Waits for the end of an instance that was there a moment ago; rejects with `not_found` when it is not any more. */
  untilEnded(ref: InstanceRef): Promise<LiveInstance>;
  /** True while somebody waits for an instance to start. */
  awaitsStart(ref: InstanceRef): boolean;
  /** Tells the waiters of an instance its durable value. */
  notify(instance: LiveInstance): void;
  /** Ends all waits for an instance that was deleted: with `not_found`, which no wait for an unknown one gets. */
  purged(ref: InstanceRef): void;
};

/** Callers that wait for an instance to start or end (B55); an unknown instance is waited for. */
export function createWaiters(read: (ref: InstanceRef) => Promise<LiveInstance | undefined>): Waiters {
  const waiting = new Map<string, Set<Waiter>>();

  function add(key: string, waiter: Waiter): void {
    const others = waiting.get(key) ?? new Set();
    waiting.set(key, others.add(waiter));
  }

  function remove(key: string, waiter: Waiter): void {
    const others = waiting.get(key);
    others?.delete(waiter);
    if (others?.size === 0) waiting.delete(key);
  }

  async function reached(ref: InstanceRef, goal: WaitGoal, { signal, unknown }: Patience): Promise<LiveInstance> {
    const key = refKey(ref);
    const { promise, resolve, reject } = Promise.withResolvers<LiveInstance>();
    promise.catch(() => undefined);
    const waiter: Waiter = { goal, resolve, reject };
    const onAbort = (): void => reject(new AppError('timeout', `${ref.instanceId} has not ${goal} in time`));
    add(key, waiter);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    try {
      const known = await read(ref);
      if (known === undefined && unknown === 'refuse') reject(purgedMeanwhile(ref));
      if (known !== undefined && isReached(known, goal)) return known;
      return await promise;
    } finally {
      remove(key, waiter);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  return {
    wait: (ref, goal, signal) => reached(ref, goal, { signal, unknown: 'wait' }),
    untilEnded: (ref) => reached(ref, 'ended', { signal: undefined, unknown: 'refuse' }),
    awaitsStart: (ref) => [...(waiting.get(refKey(ref)) ?? [])].some(({ goal }) => goal === 'started'),
    notify(instance) {
      for (const waiter of waiting.get(refKey(instance.ref)) ?? []) {
        if (isReached(instance, waiter.goal)) waiter.resolve(instance);
      }
    },
    purged(ref) {
      for (const waiter of waiting.get(refKey(ref)) ?? []) {
        waiter.reject(purgedMeanwhile(ref));
      }
    },
  };
}

function purgedMeanwhile(ref: InstanceRef): AppError {
  return new AppError('not_found', `instance ${ref.instanceId} was purged while it was waited for`);
}

function isReached(instance: LiveInstance, goal: WaitGoal): boolean {
  if (goal === 'ended') return instance.state.completed !== undefined;
  return statusOf(instance) !== 'pending';
}
