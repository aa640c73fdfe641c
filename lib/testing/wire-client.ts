import { OrchestrationStatus } from '@/lib/protocol/generated/workflow';
import { TaskHubSidecarServiceService as service } from '@/lib/protocol/generated/service';
import { openTestClient } from '@/lib/transport/grpc/test-client';

/** How long any one call may take, in milliseconds. */
const LONGEST_CALL = 30 * 60_000;

/** The client side of the wire without SDK: starts workflows and waits for their end. */
export type WireClient = {
  start(instanceId: string, workflow: { readonly name: string; readonly input: string }): Promise<void>;
  /** The output, once the workflow has ended; rejects when it did not complete. */
  result(instanceId: string): Promise<string | undefined>;
  close(): void;
};

export function openWireClient(address: string): WireClient {
  const client = openTestClient(address);
  return {
    async start(instanceId, { name, input }) {
      const request = { instanceId, name, input, tags: {}, enforceUniqueInstanceId: false };
      await client.ask(service.startInstance, request, LONGEST_CALL).answer;
    },
    async result(instanceId) {
      const request = { instanceId, getInputsAndOutputs: true };
      const { workflowState } = await client.ask(service.waitForInstanceCompletion, request, LONGEST_CALL).answer;
      if (workflowState?.workflowStatus === OrchestrationStatus.ORCHESTRATION_STATUS_COMPLETED) {
        return workflowState.output;
      }
      throw new Error(`${instanceId} ended with status ${workflowState?.workflowStatus}`);
    },
    close: () => client.close(),
  };
}
