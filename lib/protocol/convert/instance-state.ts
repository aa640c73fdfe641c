import type { InstanceDetail } from '@/lib/domain/instance';
import type { WorkflowState } from '../generated/workflow';
import { failureToWire } from './failure';
import { instanceStatusToWire } from './instance-status';
import { instantToWire, optionalInstantToWire } from './instant';

/** What GetInstance and the waits answer. Input, output, custom status and failure go out only when asked for. */
export function instanceStateToWire(instance: InstanceDetail, options: { payloads: boolean }): WorkflowState {
  const state: WorkflowState = {
    instanceId: instance.instanceId,
    name: instance.name,
    version: instance.version,
    workflowStatus: instanceStatusToWire(instance.status),
    scheduledStartTimestamp: optionalInstantToWire(instance.scheduledStartAt),
    createdTimestamp: instantToWire(instance.createdAt),
    lastUpdatedTimestamp: instantToWire(instance.updatedAt),
    executionId: instance.executionId,
    completedTimestamp: optionalInstantToWire(instance.completedAt),
    parentInstanceId: instance.parent?.instanceId,
    parentAppId: instance.parent?.appId,
    tags: { ...instance.tags },
    startedAt: optionalInstantToWire(instance.startedAt),
  };
  if (!options.payloads) return state;
  return {
    ...state,
    input: instance.input,
    output: instance.output,
    customStatus: instance.customStatus,
    failureDetails: instance.failure && failureToWire(instance.failure),
  };
}
