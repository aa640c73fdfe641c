import { AppError } from '@/lib/domain/app-error';
import type { CompletionStatus } from '@/lib/domain/history-event';
import { OrchestrationStatus } from '../generated/workflow';

const toWire: Record<CompletionStatus, OrchestrationStatus> = {
  completed: OrchestrationStatus.ORCHESTRATION_STATUS_COMPLETED,
  failed: OrchestrationStatus.ORCHESTRATION_STATUS_FAILED,
  terminated: OrchestrationStatus.ORCHESTRATION_STATUS_TERMINATED,
  canceled: OrchestrationStatus.ORCHESTRATION_STATUS_CANCELED,
  'continued-as-new': OrchestrationStatus.ORCHESTRATION_STATUS_CONTINUED_AS_NEW,
  stalled: OrchestrationStatus.ORCHESTRATION_STATUS_STALLED,
};

const fromWire = new Map(
  (Object.keys(toWire) as CompletionStatus[]).map((status) => [toWire[status], status] as const),
);

export function completionStatusToWire(status: CompletionStatus): OrchestrationStatus {
  return toWire[status];
}

/** Throws `invalid` for a status that no run can end with, such as RUNNING. */
export function completionStatusFromWire(status: OrchestrationStatus): CompletionStatus {
  const known = fromWire.get(status);
  if (known === undefined) throw new AppError('invalid', `A run cannot end with status ${status}.`);
  return known;
}
