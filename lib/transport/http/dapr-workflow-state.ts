import type { InstanceDetail } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';

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
    properties: propertiesOf(instance),
  };
}

/** The output of a failed instance is left out: its failure stands in its place. */
function propertiesOf({ customStatus, input, output, status, failure }: InstanceDetail): Record<string, string> {
  const properties = {
    'dapr.workflow.custom_status': customStatus,
    'dapr.workflow.input': input,
    'dapr.workflow.output': status === 'failed' ? undefined : output,
    'dapr.workflow.failure.error_type': failure?.type,
    'dapr.workflow.failure.error_message': failure?.message,
    'dapr.workflow.failure.stack_trace': failure?.stack,
  };
  return Object.fromEntries(
    Object.entries(properties).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function rfc3339(at: Instant): string {
  return new Date(at).toISOString();
}
