import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import { createLanes, type Lanes } from './lanes';
import type { Room } from './room';

/** One activity that waits for a worker of `appId`; `ref` is the instance that scheduled it. */
export type QueuedTask = {
  readonly ref: InstanceRef;
  readonly taskId: number;
  readonly appId: string;
  readonly name: string;
  /** When it was queued. */
  readonly since?: Instant;
};

/** The turn of an instance that waits for a worker. */
export type QueuedTurn = InstanceRef & { readonly since?: Instant };

/** What was taken of one instance. */
export type TakenItems = { readonly turn: QueuedTurn | undefined; readonly tasks: readonly QueuedTask[] };

/** What of an app waits for a worker, and since when the first of it does; absent: nothing does. */
export type Backlog = {
  readonly appId: string;
  readonly turns: number;
  readonly activities: number;
  readonly oldestTurn: Instant | undefined;
  readonly oldestActivity: Instant | undefined;
};

/** A task's key: results name only the instance and the task, on the listener of the app that ran it. */
export function taskKey(appId: string, instanceId: string, taskId: number): string {
  return `${refKey({ appId, instanceId })}\n${taskId}`;
}

export type WorkQueue = ReturnType<typeof createWorkQueue>;

type AppWork = { readonly turns: Lanes<QueuedTurn>; readonly tasks: Lanes<QueuedTask> };

/** Instances of two apps may ask a third one for tasks of the same key; both wait. */
function laneKey({ ref, taskId }: QueuedTask): string {
  return `${refKey(ref)}\n${taskId}`;
}

/**
 * Work that no worker has yet, per App ID, turns apart from activities. Within a workflow or activity name first come
 * first served; names in turn, those at their limit passed over.
 */
export function createWorkQueue(room: Pick<Room, 'of'>) {
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
    setTurn(ref: InstanceRef, name: string | undefined, since?: Instant): void {
      const { turns } = workOf(ref.appId);
      if (name === undefined) turns.remove(refKey(ref));
      else turns.put(refKey(ref), name, since === undefined ? ref : { ...ref, since });
    },
    /** Gives what was taken, and could not be handed out at that moment, its place back, as far as it is queued again. */
    putBack({ turn, tasks }: TakenItems, name: string): void {
      if (turn !== undefined) workOf(turn.appId).turns.putBack(refKey(turn), name, turn);
      for (const task of tasks) workOf(task.appId).tasks.putBack(laneKey(task), task.name, task);
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
    takeTurn(appId: string): QueuedTurn | undefined {
      const hasRoom = room.of('turn', appId);
      return hasRoom && workOf(appId).turns.take(hasRoom);
    },
    backlog: (): readonly Backlog[] => [...apps].map(([appId, work]) => backlogOf(appId, work)),
    takeTask(appId: string): QueuedTask | undefined {
      const hasRoom = room.of('activity', appId);
      const task = hasRoom && workOf(appId).tasks.take(hasRoom);
      if (task === undefined) return undefined;
      tasksOf.get(refKey(task.ref))?.delete(taskKey(task.appId, task.ref.instanceId, task.taskId));
      return task;
    },
  };
}

function backlogOf(appId: string, { turns, tasks }: AppWork): Backlog {
  const oldest = { oldestTurn: oldestOf(turns), oldestActivity: oldestOf(tasks) };
  return { appId, turns: turns.size(), activities: tasks.size(), ...oldest };
}

function oldestOf(lanes: Lanes<{ readonly since?: Instant }>): Instant | undefined {
  const since = lanes.firsts().flatMap((item) => item.since ?? []);
  return since.length === 0 ? undefined : Math.min(...since);
}
