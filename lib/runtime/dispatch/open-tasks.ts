import { refKey } from '@/lib/domain/instance';
import { mayDispatch, type LiveInstance } from '@/lib/engine/live-instance';
import { isResting } from '@/lib/engine/repetitions';
import { targetAppOf } from '@/lib/engine/target-app';
import type { Outstanding } from './outstanding';
import { taskKey, type QueuedTask } from './work-queue';

/**
 * The activities of an instance that may be handed out, by key. One whose key another instance's activity has is noted
 * as waiting behind that.
 */
export function openTasks(instance: LiveInstance, outstanding: Outstanding): ReadonlyMap<string, QueuedTask> {
  const wanted = new Map<string, QueuedTask>();
  if (!mayDispatch(instance)) return wanted;
  const { ref } = instance;
  for (const [taskId, event] of instance.view.tasks) {
    if (isResting(instance.steps.get(taskId))) continue;
    const appId = targetAppOf(event.router, ref.appId);
    const key = taskKey(appId, ref.instanceId, taskId);
    const held = outstanding.task(key);
    if (held === undefined) wanted.set(key, { ref, taskId, appId, name: event.name });
    else if (refKey(held.task.ref) !== refKey(ref)) outstanding.waitBehind(key, ref);
  }
  return wanted;
}
