import type { EventOf } from '@/lib/domain/history-event';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { PropagatedHistory } from '@/lib/domain/propagated-history';
import type { Change } from './change';
import { History } from './history';
import { liveInstance, type LiveInstance } from './live-instance';
import { addToInbox } from './receive';

/** Creates an instance whose first turn will hand over `started`. */
export function startInstance(
  identity: { readonly ref: InstanceRef; readonly key: number },
  started: EventOf<'execution-started'>,
  propagated?: PropagatedHistory,
): Change {
  return addToInbox({ ...emptyInstance(identity, started.at), propagated }, [started]);
}

/** Replaces an instance that has ended by a new run on the same id (B6). */
export function restartInstance(
  ended: LiveInstance,
  started: EventOf<'execution-started'>,
  propagated?: PropagatedHistory,
): Change {
  const change = addToInbox({ ...emptyInstance(ended, started.at), nextSeq: ended.nextSeq, propagated }, [started]);
  return { ...change, reset: true };
}

/** An instance before anything happened to it. */
export function emptyInstance(
  { ref, key }: { readonly ref: InstanceRef; readonly key: number },
  createdAt: Instant,
): LiveInstance {
  return liveInstance({
    ref,
    key,
    history: History.EMPTY,
    inbox: [],
    generation: 1,
    createdAt,
    startedAt: undefined,
    rerunOf: undefined,
    customStatus: undefined,
    steps: [],
    attempts: 0,
    lastError: undefined,
  });
}

/** True when a creation repeats one that already happened: same parent, same run of it, same action (B31). */
export function isSameChild(existing: LiveInstance, started: EventOf<'execution-started'>): boolean {
  const known = existing.view.started?.parent;
  const asked = started.parent;
  if (known === undefined || asked === undefined) return false;
  return (
    known.instanceId === asked.instanceId &&
    known.taskId === asked.taskId &&
    known.executionId === asked.executionId &&
    known.appId === asked.appId
  );
}

/** The rest of a reset: what an instance keeps when its history starts over (continue-as-new). */
export function nextGeneration(instance: LiveInstance, customStatus: string | undefined): LiveInstance {
  return {
    ...emptyInstance(instance, instance.createdAt),
    nextSeq: instance.nextSeq,
    generation: instance.generation + 1,
    startedAt: instance.startedAt,
    rerunOf: instance.rerunOf,
    customStatus,
    attempts: instance.attempts,
    lastError: instance.lastError,
  };
}
