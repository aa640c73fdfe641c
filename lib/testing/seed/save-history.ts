import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Step } from '@/lib/domain/step';
import { changeOf } from '@/lib/engine/change';
import { History } from '@/lib/engine/history';
import { liveInstance } from '@/lib/engine/live-instance';
import { updateSteps } from '@/lib/engine/steps';
import { writeOf } from '@/lib/runtime/world/record';
import type { InstanceWrite } from '@/lib/store/runtime-store';

/** The write that puts a whole history into a store, with the rows the runtime would have derived from it. */
export function saveOfHistory(ref: InstanceRef, key: number, events: readonly HistoryEvent[]): InstanceWrite {
  const steps = stepsOfHistory(events);
  const started = events.find(({ kind }) => kind === 'execution-started');
  const [first, last] = [events[0], events.at(-1)];
  if (started === undefined || first === undefined || last === undefined)
    throw new RangeError('a history begins with a start');
  const next = liveInstance({
    ref,
    key,
    history: History.of(events),
    inbox: [],
    generation: 1,
    createdAt: started.at,
    startedAt: first.at,
    rerunOf: undefined,
    customStatus: undefined,
    steps: steps.filter(({ status }) => status === 'scheduled' || status === 'canceled'),
    attempts: steps.reduce((most, { attempt }) => Math.max(most, attempt), 0),
    lastError: steps.findLast(({ status }) => status === 'failed')?.error,
    askAgainAt: undefined,
    propagated: undefined,
  });
  return writeOf(changeOf(next, { append: events, steps }), undefined, last.at);
}

/** All steps of a run; a call that is made again counts its tries. */
function stepsOfHistory(events: readonly HistoryEvent[]): readonly Step[] {
  const { changed } = updateSteps(new Map(), events, { generation: 1, failedTries: new Map() });
  const attempts = attemptsOf(events);
  return changed.map((step) => ({ ...step, attempt: attempts.get(step.eventId) ?? step.attempt }));
}

function attemptsOf(events: readonly HistoryEvent[]): ReadonlyMap<number, number> {
  const tries = new Map<string, number>();
  return new Map(
    events.flatMap((event) => {
      if (event.kind !== 'task-scheduled') return [];
      const count = (tries.get(event.taskExecutionId) ?? 0) + 1;
      tries.set(event.taskExecutionId, count);
      return [[event.eventId, count] as const];
    }),
  );
}
