import { AppError } from '@/lib/domain/app-error';
import { refKey, type InstanceRef } from '@/lib/domain/instance';
import { statusOf, type LiveInstance } from '@/lib/engine/live-instance';

export type WaitGoal = 'started' | 'ended';

type Waiter = { readonly goal: WaitGoal; readonly resolve: (instance: LiveInstance) => void };

export type Waiters = {
  wait(ref: InstanceRef, goal: WaitGoal, signal: AbortSignal): Promise<LiveInstance>;
  /** Tells the waiters of an instance its durable value. */
  notify(instance: LiveInstance): void;
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

  return {
    async wait(ref, goal, signal) {
      const key = refKey(ref);
      const { promise, resolve, reject } = Promise.withResolvers<LiveInstance>();
      const waiter: Waiter = { goal, resolve };
      const onAbort = (): void => reject(new AppError('timeout', `${ref.instanceId} has not ${goal} in time`));
      add(key, waiter);
      signal.addEventListener('abort', onAbort, { once: true });
      if (signal.aborted) onAbort();
      try {
        const known = await read(ref);
        if (known !== undefined && isReached(known, goal)) return known;
        return await promise;
      } finally {
        promise.catch(() => undefined);
        remove(key, waiter);
        signal.removeEventListener('abort', onAbort);
      }
    },
    notify(instance) {
      for (const waiter of waiting.get(refKey(instance.ref)) ?? []) {
        if (isReached(instance, waiter.goal)) waiter.resolve(instance);
      }
    },
  };
}

function isReached(instance: LiveInstance, goal: WaitGoal): boolean {
  if (goal === 'ended') return instance.state.completed !== undefined;
  return statusOf(instance) !== 'pending';
}
