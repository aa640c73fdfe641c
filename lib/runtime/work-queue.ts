import { refKey, type InstanceRef } from '@/lib/domain/instance';

/** One activity that waits for a worker of `appId`; `ref` is the instance that scheduled it. */
export type QueuedTask = { readonly ref: InstanceRef; readonly taskId: number; readonly appId: string };

/** A task's key: results name only the instance and the task, on the listener of the app that ran it. */
export function taskKey(appId: string, instanceId: string, taskId: number): string {
  return `${refKey({ appId, instanceId })}\n${taskId}`;
}

/** Work that no worker has yet, per App ID, first come first served; turns before activities. */
export function createWorkQueue() {
  type AppWork = { readonly turns: Map<string, InstanceRef>; readonly tasks: Map<string, QueuedTask> };
  const apps = new Map<string, AppWork>();
  const tasksOf = new Map<string, Map<string, QueuedTask>>();

  function workOf(appId: string): AppWork {
    const known = apps.get(appId);
    if (known !== undefined) return known;
    const fresh: AppWork = { turns: new Map(), tasks: new Map() };
    apps.set(appId, fresh);
    return fresh;
  }

  return {
    setTurn(ref: InstanceRef, due: 'due' | 'not due'): void {
      const { turns } = workOf(ref.appId);
      if (due === 'not due') turns.delete(refKey(ref));
      else if (!turns.has(refKey(ref))) turns.set(refKey(ref), ref);
    },
    /** Replaces what an instance has queued by `wanted`, keeping the place of what stays. */
    setTasks(ref: InstanceRef, wanted: ReadonlyMap<string, QueuedTask>): void {
      for (const [key, task] of tasksOf.get(refKey(ref)) ?? []) {
        if (!wanted.has(key)) workOf(task.appId).tasks.delete(key);
      }
      for (const [key, task] of wanted) {
        const { tasks } = workOf(task.appId);
        if (!tasks.has(key)) tasks.set(key, task);
      }
      if (wanted.size === 0) tasksOf.delete(refKey(ref));
      else tasksOf.set(refKey(ref), new Map(wanted));
    },
    takeTurn(appId: string): InstanceRef | undefined {
      const { turns } = workOf(appId);
      const first = turns.entries().next();
      if (first.done) return undefined;
      turns.delete(first.value[0]);
      return first.value[1];
    },
    takeTask(appId: string): QueuedTask | undefined {
      const { tasks } = workOf(appId);
      const first = tasks.entries().next();
      if (first.done) return undefined;
      const [key, task] = first.value;
      tasks.delete(key);
      tasksOf.get(refKey(task.ref))?.delete(key);
      return task;
    },
  };
}
