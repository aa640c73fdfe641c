import { refKey, type InstanceRef } from '@/lib/domain/instance';
import { Fifo } from './fifo';

/** One activity that waits for a worker of `appId`; `ref` is the instance that scheduled it. */
export type QueuedTask = { readonly ref: InstanceRef; readonly taskId: number; readonly appId: string };

/** A task's key: results name only the instance and the task, on the listener of the app that ran it. */
export function taskKey(appId: string, instanceId: string, taskId: number): string {
  return `${appId}\n${instanceId}\n${taskId}`;
}

/** Work that no worker has yet, per App ID, first come first served; turns before activities. */
export function createWorkQueue() {
  type AppWork = { readonly turns: Fifo<InstanceRef>; readonly tasks: Fifo<QueuedTask> };
  const apps = new Map<string, AppWork>();
  const tasksOf = new Map<string, Map<string, QueuedTask>>();

  function workOf(appId: string): AppWork {
    const known = apps.get(appId);
    if (known !== undefined) return known;
    const fresh: AppWork = { turns: new Fifo(), tasks: new Fifo() };
    apps.set(appId, fresh);
    return fresh;
  }

  return {
    setTurn(ref: InstanceRef, due: 'due' | 'not due'): void {
      const { turns } = workOf(ref.appId);
      if (due === 'not due') turns.remove(refKey(ref));
      else turns.put(refKey(ref), ref);
    },
    /** Replaces what an instance has queued by `wanted`, keeping the place of what stays. */
    setTasks(ref: InstanceRef, wanted: ReadonlyMap<string, QueuedTask>): void {
      for (const [key, task] of tasksOf.get(refKey(ref)) ?? []) {
        if (!wanted.has(key)) workOf(task.appId).tasks.remove(key);
      }
      for (const [key, task] of wanted) {
        workOf(task.appId).tasks.put(key, task);
      }
      if (wanted.size === 0) tasksOf.delete(refKey(ref));
      else tasksOf.set(refKey(ref), new Map(wanted));
    },
    takeTurn(appId: string): InstanceRef | undefined {
      return workOf(appId).turns.take()?.[1];
    },
    takeTask(appId: string): QueuedTask | undefined {
      const first = workOf(appId).tasks.take();
      if (first === undefined) return undefined;
      const [key, task] = first;
      tasksOf.get(refKey(task.ref))?.delete(key);
      return task;
    },
  };
}
