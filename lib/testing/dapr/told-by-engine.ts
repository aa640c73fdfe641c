import { failureFromWire } from '@/lib/protocol/convert/failure';
import { instanceStatusFromWire } from '@/lib/protocol/convert/instance-status';
import { optionalInstantFromWire } from '@/lib/protocol/convert/instant';
import type { WorkflowState } from '@/lib/protocol/generated/workflow';

/** What GetInstance of daprd tells, in our words; a pending instance has neither name nor times there (dapr-protocol 4.5). */
export function toldByEngine(state: WorkflowState): object {
  const status = instanceStatusFromWire(state.workflowStatus);
  if (status === 'pending') return { status };
  return {
    ...{ status, name: state.name, input: state.input, output: state.output },
    customStatus: state.customStatus === '' ? undefined : state.customStatus,
    createdAt: optionalInstantFromWire(state.createdTimestamp),
    updatedAt: optionalInstantFromWire(state.lastUpdatedTimestamp),
    startedAt: optionalInstantFromWire(state.startedAt),
    failure: state.failureDetails && failureFromWire(state.failureDetails),
  };
}
