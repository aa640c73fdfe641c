import type { InstanceStatus } from '@/lib/domain/instance-status';
import { OrchestrationStatus } from '../generated/workflow';

const toWire: Record<InstanceStatus, OrchestrationStatus> = {
  pending: OrchestrationStatus.ORCHESTRATION_STATUS_PENDING,
  running: OrchestrationStatus.ORCHESTRATION_STATUS_RUNNING,
  suspended: OrchestrationStatus.ORCHESTRATION_STATUS_SUSPENDED,
  stalled: OrchestrationStatus.ORCHESTRATION_STATUS_STALLED,
  completed: OrchestrationStatus.ORCHESTRATION_STATUS_COMPLETED,
  failed: OrchestrationStatus.ORCHESTRATION_STATUS_FAILED,
  terminated: OrchestrationStatus.ORCHESTRATION_STATUS_TERMINATED,
};

export function instanceStatusToWire(status: InstanceStatus): OrchestrationStatus {
  return toWire[status];
}

/** The status an observer would see: canceled runs count as terminated, continued ones as running. */
export function instanceStatusFromWire(status: OrchestrationStatus): InstanceStatus | undefined {
  switch (status) {
    case OrchestrationStatus.ORCHESTRATION_STATUS_PENDING:
      return 'pending';
    case OrchestrationStatus.ORCHESTRATION_STATUS_RUNNING:
    case OrchestrationStatus.ORCHESTRATION_STATUS_CONTINUED_AS_NEW:
      return 'running';
    case OrchestrationStatus.ORCHESTRATION_STATUS_SUSPENDED:
      return 'suspended';
    case OrchestrationStatus.ORCHESTRATION_STATUS_STALLED:
      return 'stalled';
    case OrchestrationStatus.ORCHESTRATION_STATUS_COMPLETED:
      return 'completed';
    case OrchestrationStatus.ORCHESTRATION_STATUS_FAILED:
      return 'failed';
    case OrchestrationStatus.ORCHESTRATION_STATUS_TERMINATED:
    case OrchestrationStatus.ORCHESTRATION_STATUS_CANCELED:
      return 'terminated';
    case OrchestrationStatus.UNRECOGNIZED:
      return undefined;
  }
}
