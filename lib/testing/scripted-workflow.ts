import type { HistoryEvent } from '@/lib/domain/history-event';
import type { WorkflowAction } from '@/lib/domain/workflow-action';

/** One stretch of a workflow that is awaited as a whole. */
export type Stage =
  | { readonly kind: 'activities'; readonly count: number }
  | { readonly kind: 'timers'; readonly delays: readonly number[] }
  | { readonly kind: 'event'; readonly name: string }
  | { readonly kind: 'child' };

/** A workflow without code: stages one after the other, then an end. Deterministic, as an SDK's replay is. */
export type Script = { readonly stages: readonly Stage[]; readonly end: 'completed' | 'failed' };

/**
 * What a worker that runs `script` answers to these events (past and fresh together): the actions that history does not
 * have yet. Timers are due `delay` after the time of the turn that asks for them.
 */
export function runScript(script: Script, events: readonly HistoryEvent[]): readonly WorkflowAction[] {
  const seen = readHistory(events);
  const actions: WorkflowAction[] = [];
  let nextId = 1;
  const raised = [...seen.raised];
  for (const stage of script.stages) {
    const asked = actionsOf(stage, nextId, seen.now);
    nextId += asked.length;
    actions.push(...asked.filter((action) => !seen.scheduled.has(action.id)));
    if (!isOver(stage, asked, { resolved: seen.resolved, raised })) return actions;
  }
  actions.push({ kind: 'complete', id: nextId, status: script.end, result: '"done"', carryover: [] });
  return actions;
}

function actionsOf(stage: Stage, firstId: number, now: number): readonly WorkflowAction[] {
  switch (stage.kind) {
    case 'activities':
      return Array.from({ length: stage.count }, (_, index) => ({
        kind: 'schedule-task',
        id: firstId + index,
        name: `Work${firstId + index}`,
        input: String(index),
        taskExecutionId: `call-${firstId + index}`,
      }));
    case 'timers':
      return stage.delays.map((delay, index) => ({
        kind: 'create-timer',
        id: firstId + index,
        fireAt: now + delay,
        origin: { kind: 'plain' },
      }));
    case 'child':
      return [{ kind: 'create-child', id: firstId, instanceId: '', name: 'Child' }];
    case 'event':
      return [];
  }
}

type Progress = { readonly resolved: ReadonlySet<number>; readonly raised: string[] };

function isOver(stage: Stage, asked: readonly WorkflowAction[], { resolved, raised }: Progress): boolean {
  if (stage.kind !== 'event') return asked.every((action) => resolved.has(action.id));
  const index = raised.indexOf(stage.name);
  if (index >= 0) raised.splice(index, 1);
  return index >= 0;
}

function readHistory(events: readonly HistoryEvent[]) {
  const scheduled = new Set<number>();
  const resolved = new Set<number>();
  const raised: string[] = [];
  let now = 0;
  for (const event of events) {
    if (event.kind === 'workflow-started') now = event.at;
    if (event.kind === 'task-scheduled' || event.kind === 'timer-created' || event.kind === 'child-created') {
      scheduled.add(event.eventId);
    }
    if (event.kind === 'timer-fired') resolved.add(event.timerId);
    if ('taskId' in event) resolved.add(event.taskId);
    if (event.kind === 'event-raised') raised.push(event.name);
  }
  return { scheduled, resolved, raised, now };
}
