import { AppError } from '@/lib/domain/app-error';
import type { HistoryEventBody } from '@/lib/domain/history-event';
import type { Change } from '@/lib/engine/change';
import { hasId } from '@/lib/engine/id-ranges';
import { executionIdOf, isImported, type LiveInstance } from '@/lib/engine/live-instance';
import { receive } from '@/lib/engine/receive';
import { judgeFailedTry } from '@/lib/engine/retry';
import { targetAppOf } from '@/lib/engine/target-app';
import { mayBeForRun } from '../dispatch/outstanding';
import type { ActivityAnswer } from '../runtime-port';
import { taskKey } from '../dispatch/work-queue';
import type { OperationContext } from './context';

/**
 * Records an activity's outcome (B23–B27). A result for a task that is open counts even when this runtime did not hand
 * it out (it was restarted meanwhile); everything else is accepted and changes nothing but the mark on a discarded step.
 * Rejects with `unavailable` when it cannot be stored, or when the scheduling of its activity could not (0039): then the
 * activity is run again.
 * A failure that the app's retry policy repeats is kept from the workflow.
 */
export async function completeActivity(context: OperationContext, answer: ActivityAnswer): Promise<void> {
  const { world, dispatcher, clock, limits, telemetry } = context;
  const key = taskKey(answer.ref.appId, answer.ref.instanceId, answer.taskId);
  const item = dispatcher.taskFor(key);
  const ignored = (reason: 'late' | 'stale'): void =>
    telemetry.observe({ kind: 'answer-ignored', appId: answer.ref.appId, item: 'activity', reason });
  if (item !== undefined && answer.token !== '' && answer.token !== item.token) {
    ignored('stale');
    return world.flushed();
  }
  const took = item === undefined ? undefined : clock.now() - item.sentAt;
  const source = item?.task.ref ?? answer.ref;
  try {
    const outcome = await world.transact((tx) => {
      const instance = tx.get(source);
      if (instance === undefined || isImported(instance)) return 'late';
      const executionId = executionIdOf(instance);
      if (item === undefined ? !mayBeForRun(answer.token, executionId) : executionId !== item.executionId)
        return 'stale';
      const isOfThisRun = item !== undefined || answer.token !== '';
      if (isOfThisRun && isUnheardOf(instance, answer.taskId)) throw lost(answer);
      const change = recorded(context, instance, { answer, after: item?.after });
      if (change === undefined) return 'late';
      tx.put(change);
      return instance.state.completed === undefined ? 'recorded' : 'late';
    });
    if (outcome !== 'recorded') ignored(outcome);
    else if (item !== undefined && took !== undefined) {
      telemetry.observe({ kind: 'activity-answered', appId: item.task.appId, name: item.name, took });
    }
  } catch (error) {
    if (item !== undefined) clock.after(limits.retryDelay, () => dispatcher.releaseTask(item));
    throw error;
  }
  if (item !== undefined) dispatcher.releaseTask(item);
}

/** True for an activity of a run that goes on and has not recorded that it was scheduled. */
function isUnheardOf({ state }: LiveInstance, taskId: number): boolean {
  return state.completed === undefined && !hasId(state.actionIds, taskId);
}

/** Why a result is refused whose activity was handed out for a turn that rode and was lost (0039). */
function lost({ ref, taskId }: ActivityAnswer): AppError {
  return new AppError(
    'unavailable',
    `The result of activity ${taskId} of ${ref.instanceId} was not taken: that it was scheduled could not be stored.`,
    { hint: 'The activity is run again by itself; look at the disk of the store when this happens more than once.' },
  );
}

type Tried = { readonly answer: ActivityAnswer; readonly after: number | undefined };

function recorded(
  { clock, policies }: OperationContext,
  instance: LiveInstance,
  { answer, after }: Tried,
): Change | undefined {
  const { taskId, outcome } = answer;
  const now = clock.now();
  const task = instance.view.tasks.get(taskId);
  if (outcome.kind === 'failed') {
    const { retry } = policies.of(targetAppOf(task?.router, instance.ref.appId));
    const policy = retry.get(task?.name ?? '') ?? retry.get('*');
    const verdict = judgeFailedTry(instance, { taskId, failure: outcome.failure, after }, { policy, now });
    if (verdict.kind === 'repeated') return verdict.change;
    if (verdict.kind === 'known') return undefined;
  }
  return receive(instance, resultOf(answer, task?.taskExecutionId ?? ''), now);
}

function resultOf({ taskId, outcome }: ActivityAnswer, taskExecutionId: string): HistoryEventBody {
  if (outcome.kind === 'completed') return { kind: 'task-completed', taskId, result: outcome.result, taskExecutionId };
  return { kind: 'task-failed', taskId, failure: outcome.failure, taskExecutionId };
}
