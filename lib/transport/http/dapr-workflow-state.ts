import type { InstanceDetail } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import { workflowProperties } from '@/lib/runtime/dapr-api/workflow-properties';

/** What GET …/workflows/{component}/{instanceID} answers. */
export type DaprWorkflowState = {
  readonly instanceID: string;
  readonly workflowName: string;
  readonly createdAt: string;
  readonly lastUpdatedAt: string;
  readonly runtimeStatus: string;
  readonly properties: Readonly<Record<string, string>>;
};

/** An instance in the words of the Dapr HTTP API. A stalled one is called STALLED, where daprd says UNKNOWN. */
export function daprWorkflowState(instance: InstanceDetail): DaprWorkflowState {
  return {
    instanceID: instance.instanceId,
    workflowName: instance.name,
    createdAt: rfc3339(instance.createdAt),
    lastUpdatedAt: rfc3339(instance.updatedAt),
    runtimeStatus: instance.status.toUpperCase(),
    properties: workflowProperties(instance),
  };
}

function rfc3339(at: Instant): string {
  return new Date(at).toISOString();
}
