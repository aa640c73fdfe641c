import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InstanceRef } from '@/lib/domain/instance';
import { EMPTY_STATE, fold } from '@/lib/engine/history-state';

/** What is wrong with the history of an instance that has ended, if anything. */
export function checkHistory(ref: InstanceRef, history: readonly HistoryEvent[]): readonly string[] {
  const faults: string[] = [];
  const complain = (what: string): void => void faults.push(`${ref.appId}/${ref.instanceId}: ${what}`);
  const scheduled = history.filter((event) => event.eventId >= 0 && event.kind !== 'execution-completed');
  const ids = scheduled.map((event) => event.eventId);
  if (new Set(ids).size !== ids.length) complain('an action is recorded twice');
  const results = history.flatMap(resolutionOf);
  if (new Set(results).size !== results.length) complain(`a result is recorded twice: ${results.join(', ')}`);
  const asked = new Set(scheduled.map(({ kind, eventId }) => `${familyOf(kind)} ${eventId}`));
  for (const result of results) if (!asked.has(result)) complain(`nobody asked for ${result}`);
  if (history.filter(({ kind }) => kind === 'execution-completed').length !== 1) complain('it does not end once');
  if (history.at(-1)?.kind !== 'execution-completed') complain('it goes on after its end');
  if (history.filter(({ kind }) => kind === 'execution-started').length !== 1) complain('it does not start once');
  const inputs = history.flatMap((event) => (event.kind === 'event-raised' ? [event.input] : []));
  if (new Set(inputs).size !== inputs.length) complain('an external event is recorded twice');
  for (const fault of timeFaults(history)) complain(fault);
  const { suspended, terminated } = fold(EMPTY_STATE, history);
  if (suspended && terminated === undefined) complain('it ended while it was suspended');
  return faults;
}

function timeFaults(history: readonly HistoryEvent[]): readonly string[] {
  const faults: string[] = [];
  let last = -Infinity;
  let turn = -Infinity;
  for (const event of history) {
    if (event.kind === 'timer-fired' && event.at < event.fireAt) faults.push(`timer ${event.timerId} fired early`);
    if (event.kind === 'workflow-started') {
      if (event.at < turn) faults.push('a turn begins before the one before it');
      turn = event.at;
    }
    if (resolutionOf(event).length === 0 && event.kind !== 'execution-suspended') continue;
    if (event.at <= last) faults.push(`${event.kind} does not come after what came before it`);
    last = event.at;
  }
  return faults;
}

function familyOf(kind: HistoryEvent['kind']): string {
  if (kind === 'timer-created') return 'timer';
  return kind === 'child-created' ? 'child' : 'task';
}

function resolutionOf(event: HistoryEvent): readonly string[] {
  switch (event.kind) {
    case 'task-completed':
    case 'task-failed':
      return [`task ${event.taskId}`];
    case 'child-completed':
    case 'child-failed':
      return [`child ${event.taskId}`];
    case 'timer-fired':
      return [`timer ${event.timerId}`];
    default:
      return [];
  }
}
