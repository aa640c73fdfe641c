import { refKey, type InstanceRef } from '@/lib/domain/instance';
import { createLanes, type Lanes } from './lanes';
import type { Room } from './room';

/** One activity that waits for a worker of `appId`; `ref` is the instance that scheduled it. */
export type QueuedTask = {
  readonly ref: InstanceRef;
  readonly taskId: number;
  readonly appId: string;
  readonly name: string;
};

/** A task's key: results name only the instance and the task, on the listener of the app that ran it. */
export function taskKey(appId: string, instanceId: string, taskId: number): string {
  return `${refKey({ appId, instanceId })}\n${taskId}`;
}

export type WorkQueue = ReturnType<typeof createWorkQueue>;

/** Instances of two apps may ask a third one for tasks of the same key; both wait. */
function laneKey({ ref, taskId }: QueuedTask): string {
  return `${refKey(ref)}\n${taskId}`;
}

/**
 * Work that no worker has yet, per App ID, turns apart from activities. Within a workflow or activity name first come
 * first served; names in turn, those at their limit passed over.
 */
export function createWorkQueue(room: Pick<Room, 'of'>) {
  type AppWork = { readonly turns: Lanes<InstanceRef>; readonly tasks: Lanes<QueuedTask> };
  const apps = new Map<string, AppWork>();
  const tasksOf = new Map<string, Map<string, QueuedTask>>();

  function workOf(appId: string): AppWork {
    const known = apps.get(appId);
    if (known !== undefined) return known;
    const fresh: AppWork = { turns: createLanes(), tasks: createLanes() };
    apps.set(appId, fresh);
    return fresh;
  }

  return {
    /** Queues the turn of an instance of workflow `name`; undefined: it is not due. */
    setTurn(ref: InstanceRef, name: string | undefined): void {
      const { turns } = workOf(ref.appId);
      if (name === undefined) turns.remove(refKey(ref));
      else turns.put(refKey(ref), name, ref);
    },
    /** Replaces what an instance has queued by `wanted`, keeping the place of what stays. */
    setTasks(ref: InstanceRef, wanted: ReadonlyMap<string, QueuedTask>): void {
      for (const [key, task] of tasksOf.get(refKey(ref)) ?? []) {
        if (!wanted.has(key)) workOf(task.appId).tasks.remove(laneKey(task));
      }
      for (const task of wanted.values()) workOf(task.appId).tasks.put(laneKey(task), task.name, task);
      if (wanted.size === 0) tasksOf.delete(refKey(ref));
      else tasksOf.set(refKey(ref), new Map(wanted));
    },
    takeTurn(appId: string): InstanceRef | undefined {
      const hasRoom = room.of('turn', appId);
      return hasRoom && workOf(appId).turns.take(hasRoom);
    },
    takeTask(appId: string): QueuedTask | undefined {
      const hasRoom = room.of('activity', appId);
      const task = hasRoom && workOf(appId).tasks.take(hasRoom);
      if (task === undefined) return undefined;
      tasksOf.get(refKey(task.ref))?.delete(taskKey(task.appId, task.ref.instanceId, task.taskId));
      return task;
    },
  };
}
