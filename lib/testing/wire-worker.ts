import { Client, credentials, Metadata, type ClientReadableStream, type MethodDefinition } from '@grpc/grpc-js';
import type { WorkflowAction as WireAction } from '@/lib/protocol/generated/actions';
import { TaskHubSidecarServiceService as service } from '@/lib/protocol/generated/service';
import { WorkerCapability, WorkItem, type ActivityRequest, type WorkflowRequest } from '@/lib/protocol/generated/work';

export type WireWorkerParts = {
  readonly address: string;
  readonly keepsHistory: boolean;
  /** Answers a turn; `bytes` is the size of the message it came with. */
  readonly turn: (request: WorkflowRequest, bytes: number) => readonly WireAction[];
  readonly activity: (request: ActivityRequest) => string;
};

export type WireWorker = {
  /** Milliseconds that the worker has spent on decoding items and deciding on them. */
  ownTime(): number;
  close(): void;
};

/**
 * A worker without SDK that speaks to a real runtime over the wire and does as little as it can, for measuring the
 * runtime.
 */
export function startWireWorker(parts: WireWorkerParts): WireWorker {
  const client = new Client(parts.address, credentials.createInsecure(), { 'grpc.max_receive_message_length': -1 });
  let spent = 0;
  const timed = <T>(work: () => T): T => {
    const from = performance.now();
    try {
      return work();
    } finally {
      spent += performance.now() - from;
    }
  };
  const stream: ClientReadableStream<{ item: WorkItem; bytes: number }> = client.makeServerStreamRequest(
    service.getWorkItems.path,
    service.getWorkItems.requestSerialize,
    (message) => ({ item: timed(() => WorkItem.decode(message)), bytes: message.length }),
    { capabilities: parts.keepsHistory ? [WorkerCapability.WORKER_CAPABILITY_STATEFUL_HISTORY] : [] },
  );
  stream.on('error', () => undefined);
  stream.on('data', ({ item, bytes }: { item: WorkItem; bytes: number }) => {
    timed(() => answer(client, parts, { item, bytes }));
  });
  return {
    ownTime: () => spent,
    close() {
      stream.cancel();
      client.close();
    },
  };
}

function answer(client: Client, parts: WireWorkerParts, { item, bytes }: { item: WorkItem; bytes: number }): void {
  const { request, completionToken } = item;
  if (request?.$case === 'workflowRequest') {
    const actions = [...parts.turn(request.value, bytes)];
    const { instanceId } = request.value;
    ask(client, service.completeWorkflowTask, { instanceId, actions, completionToken });
  } else if (request?.$case === 'activityRequest') {
    const { workflowInstance, taskId } = request.value;
    const result = parts.activity(request.value);
    const instanceId = workflowInstance?.instanceId ?? '';
    ask(client, service.completeActivityTask, { instanceId, taskId, result, completionToken });
  }
}

function ask<Request, Response>(client: Client, method: MethodDefinition<Request, Response>, request: Request): void {
  const { path, requestSerialize, responseDeserialize } = method;
  client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, new Metadata(), () => undefined);
}
