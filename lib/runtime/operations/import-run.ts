import { AppError } from '@/lib/domain/app-error';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { IMPORTED_TAG } from '@/lib/domain/imported';
import { MOST_BYTES } from '@/lib/domain/name-limits';
import { changeOf, type Change } from '@/lib/engine/change';
import { History } from '@/lib/engine/history';
import { liveInstance, workflowName } from '@/lib/engine/live-instance';
import type { ImportRequest } from '../runtime-port';
import type { OperationContext } from './context';
import { refuseLong } from './refuse-large';

/**
 * Keeps a run from elsewhere as it was, and marks it by a tag so that it is never acted on. Throws `invalid` for what is no
 * run, `conflict` when the id is taken.
 */
export async function importRun(context: OperationContext, request: ImportRequest): Promise<void> {
  const { ref } = request;
  if (ref.instanceId === '') throw new AppError('invalid', 'the instance ID of the imported run is empty');
  refuseLong('the instance ID', ref.instanceId, MOST_BYTES.instanceId);
  await context.world.transact((tx) => {
    if (tx.get(ref) !== undefined) {
      throw new AppError('conflict', `a workflow with ID '${ref.instanceId}' already exists in app '${ref.appId}'`, {
        hint: 'Import it under another instance ID, or purge that one first.',
      });
    }
    const markedAt = new Date(context.clock.now()).toISOString();
    tx.put(imported(request, { key: context.store.allocateKey(), markedAt }));
  });
}

function imported(request: ImportRequest, given: { readonly key: number; readonly markedAt: string }): Change {
  const { ref, generation, createdAt, startedAt, rerunOf, customStatus, attempts, lastError, steps } = request;
  const mark = (events: readonly HistoryEvent[]) => events.map((event) => marked(event, given.markedAt));
  const history = mark(request.history);
  const inbox = mark(request.inbox).map((event, seq) => ({ seq, event }));
  const next = liveInstance({
    ...{ ref, key: given.key, history: History.of(history), inbox },
    ...{ generation, createdAt, startedAt, rerunOf, customStatus, steps, attempts, lastError },
  });
  if (workflowName(next) === '' || workflowName(next) !== request.workflowName) {
    throw new AppError('invalid', `the history of ${ref.instanceId} is not one of workflow ${request.workflowName}`);
  }
  refuseLong('the workflow name', workflowName(next), MOST_BYTES.workflowName);
  return changeOf(next, { append: history, add: inbox, steps });
}

function marked(event: HistoryEvent, markedAt: string): HistoryEvent {
  if (event.kind !== 'execution-started') return event;
  return { ...event, tags: { ...event.tags, [IMPORTED_TAG]: markedAt } };
}
