import type { HistoryEvent } from '@/lib/domain/history-event';
import type { Step } from '@/lib/domain/step';
import { eventsOf, type LiveInstance } from '@/lib/engine/live-instance';

/**
 * What the newest error of an instance may be: the newest that history and inbox tell; or the error of a step, since a
 * try that the runtime repeats, and a result that came in the moment of the end, are in no history. Whatever is stored may
 * be right when its origin has left no trace: an earlier generation, or tries of a step that succeeded in the end.
 */
export function lastErrorsOf(
  { history, inbox, generation, lastError }: LiveInstance,
  steps: readonly Step[],
): readonly (string | undefined)[] {
  const events = [...history, ...eventsOf(inbox)];
  // A fork keeps the events before the step that it runs again, and forgets their errors.
  const from = events.findLastIndex((event) => 'rerunOf' in event && event.rerunOf !== undefined) + 1;
  const told = events.slice(from).flatMap((event) => errorOf(event) ?? []);
  const ofSteps = steps.flatMap(({ error }) => error ?? []);
  const newest = told.at(-1);
  const isRepeated = steps.some(({ failedTries = 0 }) => failedTries > 0);
  const untold = isRepeated || (generation > 1 && newest === undefined) ? [lastError] : [];
  return [newest, ...ofSteps, ...untold];
}

function errorOf(event: HistoryEvent): string | undefined {
  switch (event.kind) {
    case 'task-failed':
    case 'child-failed':
    case 'execution-completed':
      return event.failure?.message;
    case 'execution-stalled':
      return event.description;
    default:
      return undefined;
  }
}
