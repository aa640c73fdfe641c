import type { HistoryEventBody, Router } from '@/lib/domain/history-event';
import type { GeneratedEntry } from './history-generator';

/** One event of a hand-written history: its body, its action id (-1 for what the engine records), and its time. */
export type Line = HistoryEventBody & {
  readonly id?: number;
  readonly at?: number;
  readonly pending?: boolean;
  readonly router?: Router;
};

/** Numbers hand-written events and lets them happen 100 ms apart unless they say when. */
export function historyFrom(lines: readonly Line[]): readonly GeneratedEntry[] {
  return lines.map(({ id = -1, at, pending = false, ...body }, sequence) => ({
    sequence,
    pending,
    event: { ...body, eventId: id, at: at ?? sequence * 100 },
  }));
}

export const turn: Line = { kind: 'workflow-started' };
export const started: Line = { kind: 'execution-started', name: 'Order', instanceId: 'run', tags: {} };
export const ended: Line = { kind: 'execution-completed', status: 'completed', id: 99 };

export function task(id: number, name = `Step ${id}`, taskExecutionId = `call-${id}`): Line {
  return { kind: 'task-scheduled', id, name, taskExecutionId, input: `${id}` };
}

export function done(taskId: number, result = `"${taskId}"`): Line {
  return { kind: 'task-completed', taskId, taskExecutionId: '', result };
}

export function failed(taskId: number, message = 'no'): Line {
  return {
    kind: 'task-failed',
    taskId,
    taskExecutionId: '',
    failure: { type: 'Refused', message, nonRetriable: false },
  };
}
