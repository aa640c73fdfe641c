import type { CompletionStatus, HistoryEvent } from '@/lib/domain/history-event';
import type { InstanceStatus } from '@/lib/domain/instance-status';

const ENDED_AS: Record<CompletionStatus, InstanceStatus> = {
  completed: 'completed',
  failed: 'failed',
  terminated: 'terminated',
  canceled: 'terminated',
  stalled: 'stalled',
  // The next generation has replaced this history, or is about to.
  'continued-as-new': 'running',
};

/** The status that daprd tells of an instance with this history; its inbox has no say in it (dapr-protocol 2.3). */
export function statusOf(history: readonly HistoryEvent[]): InstanceStatus {
  const isStalled = history.at(-1)?.kind === 'execution-stalled';
  if (!history.some(({ kind }) => kind === 'execution-started')) return isStalled ? 'stalled' : 'pending';
  const completed = history.find((event) => event.kind === 'execution-completed');
  if (completed !== undefined) return ENDED_AS[completed.status];
  if (isStalled) return 'stalled';
  const newest = history.findLast(({ kind }) => kind === 'execution-suspended' || kind === 'execution-resumed');
  return newest?.kind === 'execution-suspended' ? 'suspended' : 'running';
}
