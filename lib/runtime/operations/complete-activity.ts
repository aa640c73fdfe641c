import type { HistoryEventBody } from '@/lib/domain/history-event';
import { executionIdOf } from '@/lib/engine/live-instance';
import { receive } from '@/lib/engine/receive';
import { mayBeForRun } from '../outstanding';
import type { ActivityAnswer } from '../runtime-port';
import { taskKey } from '../work-queue';
import type { OperationContext } from './context';

/**
 * Records an activity's outcome (B23–B27). A result for a task that is open counts even when this runtime did not hand
 * it out (it was restarted meanwhile); everything else is accepted and changes nothing but the mark on a discarded step.
 */
export async function completeActivity(context: OperationContext, answer: ActivityAnswer): Promise<void> {
  const { world, dispatcher, clock, limits } = context;
  const key = taskKey(answer.ref.appId, answer.ref.instanceId, answer.taskId);
  const item = dispatcher.taskFor(key);
  if (item !== undefined && answer.token !== '' && answer.token !== item.token) return world.flushed();
  const source = item?.task.ref ?? answer.ref;
  try {
    await world.transact((tx) => {
      const instance = tx.get(source);
      if (instance === undefined) return;
      const executionId = executionIdOf(instance);
      if (item === undefined ? !mayBeForRun(answer.token, executionId) : executionId !== item.executionId) return;
      const call = instance.view.tasks.get(answer.taskId)?.taskExecutionId ?? '';
      const change = receive(instance, resultOf(answer, call), clock.now());
      if (change !== undefined) tx.put(change);
    });
  } catch (error) {
    if (item !== undefined) clock.after(limits.retryDelay, () => dispatcher.releaseTask(item));
    throw error;
  }
  if (item !== undefined) dispatcher.releaseTask(item);
}

function resultOf({ taskId, outcome }: ActivityAnswer, taskExecutionId: string): HistoryEventBody {
  if (outcome.kind === 'completed') return { kind: 'task-completed', taskId, result: outcome.result, taskExecutionId };
  return { kind: 'task-failed', taskId, failure: outcome.failure, taskExecutionId };
}
