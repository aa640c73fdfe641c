import type { InstanceSummary } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { Condition } from '@/lib/query/condition';
import type { ListFilter } from '@/lib/domain/instance-filter';
import { listCondition } from '@/lib/query/list-condition';
import { matches } from '@/lib/query/matches';

/** Whether an execution belongs in a list; undefined when only the store can tell. */
export type Judge = (instance: InstanceSummary) => boolean | undefined;

/** Judges by a filter what the live stream tells of executions; says what the store would say. */
export function judgeOf(filter: ListFilter, now: Instant): Judge {
  const { condition } = listCondition(filter, now);
  if (needsStore(condition)) return () => undefined;
  return (instance) => matches({ ...instance, steps: [], root: '', hasWorker: false, payloads: {} }, condition);
}

/** Steps, the top of a tree, workers and payloads are not in a row. */
function needsStore(condition: Condition): boolean {
  if (condition.kind === 'not') return needsStore(condition.of);
  if (condition.kind === 'all' || condition.kind === 'any') return condition.of.some(needsStore);
  return (
    condition.kind === 'step' ||
    condition.kind === 'worker' ||
    condition.kind === 'payload' ||
    (condition.kind === 'text' && condition.field === 'root')
  );
}
