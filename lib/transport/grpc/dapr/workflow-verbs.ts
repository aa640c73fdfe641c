import { instantToWire } from '@/lib/protocol/convert/instant';
import type {
  GetWorkflowRequest,
  GetWorkflowResponse,
  RaiseEventWorkflowRequest,
  StartWorkflowRequest,
  StartWorkflowResponse,
} from '@/lib/protocol/generated/dapr-runtime';
import type { Empty } from '@/lib/protocol/generated/google/protobuf/empty';
import { DaprRefusal, type DaprRefusalCode } from '@/lib/runtime/dapr-api/dapr-refusal';
import type { DaprWorkflowApi, Target } from '@/lib/runtime/dapr-api/workflow-api';
import { workflowProperties } from '@/lib/runtime/dapr-api/workflow-properties';
import type { Caller } from '@/lib/runtime/apps/app-access';
import type { Handler } from '../door';

/** Starts a workflow and answers as soon as it is recorded; its first turn is not waited for. */
export function startWorkflow(api: DaprWorkflowApi): Handler<StartWorkflowRequest, StartWorkflowResponse> {
  return async (door, request) => {
    const instanceID = await api.start(door, {
      ...targetOf(request),
      workflowName: request.workflowName,
      input: textOf(request.input, 'ERR_START_WORKFLOW'),
      startTime: request.options['dapr.workflow.start_time'],
    });
    return { instanceID };
  };
}

/** Tells the state of an instance; of an unknown one only the ID that was asked for comes back, as from daprd. */
export function getWorkflow(api: DaprWorkflowApi): Handler<GetWorkflowRequest, GetWorkflowResponse> {
  return async (door, request) => {
    const { instanceID } = request;
    const instance = await api.get(door, targetOf(request));
    if (instance === undefined) return { instanceID, workflowName: '', runtimeStatus: '', properties: {} };
    return {
      instanceID,
      workflowName: instance.name,
      createdAt: instantToWire(instance.createdAt),
      lastUpdatedAt: instantToWire(instance.updatedAt),
      runtimeStatus: instance.status.toUpperCase(),
      properties: workflowProperties(instance),
    };
  };
}

export function raiseEventWorkflow(api: DaprWorkflowApi): Handler<RaiseEventWorkflowRequest, Empty> {
  return async (door, request) => {
    const input = textOf(request.eventData, 'ERR_RAISE_EVENT_WORKFLOW');
    await api.raiseEvent(door, targetOf(request), { name: request.eventName, input });
    return {};
  };
}

/** For a verb that needs nothing but the instance. */
export function operateOnWorkflow(operation: (caller: Caller, target: Target) => Promise<void>): Handler<Named, Empty> {
  return async (door, request) => {
    await operation(door, targetOf(request));
    return {};
  };
}

type Named = { readonly instanceID: string; readonly appID?: string | undefined };

function targetOf({ instanceID, appID }: Named): Target {
  return { instanceId: instanceID, appId: appID };
}

/** Bytes as the text that workflows take them for; undefined for none. */
function textOf(bytes: Uint8Array, code: DaprRefusalCode): string | undefined {
  if (bytes.length === 0) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new DaprRefusal(code, 'payloads must be text in UTF-8, for example JSON', cause);
  }
}
