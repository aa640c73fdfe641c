import type { InstanceDetail } from '@/lib/domain/instance';

/** The properties of an instance in Dapr's workflow API. The failure of a failed one stands in place of its output. */
export function workflowProperties({
  customStatus,
  input,
  output,
  status,
  failure,
}: InstanceDetail): Record<string, string> {
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
